using System.Text.Json.Nodes;
using CivPractice.Platform;
using CivPractice.Testing;
using Npgsql;

namespace CivPractice.EndToEnd.Tests;

/// <summary>Words, bases, honours, bookings, visits, creation, livelihood items, news and assessments of county B, tried by A.</summary>
public sealed partial class IsolationTests
{
    async Task CivicAsync(Insiders b)
    {
        var (station, mark) = (await new Chain(practice).StationAsync(), Guid.NewGuid().ToString("N")[..8]);
        var prefix = $"prefix={Practice.County}";

        var word = await OwnAsync("Dictionaries.AddWord", b.Office, "/dictionaries", new { list = "WORD_LIST_THEME", text = $"隔离主题{mark}" });
        await Get("Dictionaries.ListWords", b.Visitor, $"/dictionaries?{prefix}", anybody: true);
        await Post("Dictionaries.UpdateWord", b.Office, $"/dictionaries/{Id(word)}:update", new { aliases = new[] { $"别名{mark}" } });
        await Post("Dictionaries.EndWord", b.Office, $"/dictionaries/{Id(word)}:end", new { });

        var ground = await Post("Bases.CreateBase", b.Office, "/bases", new { site = station, name = $"隔离基地{mark}", theme = "红色教育", plaqueOn = "2021-06" });
        await Get("Bases.ListBases", b.Visitor, $"/bases?{prefix}", anybody: true);
        await Post("Bases.WithdrawBase", b.Office, $"/bases/{Id(ground)}:withdraw", new { reason = "测试" });

        var honour = await Post("Honours.CreateHonour", b.Office, "/honours", new { site = station, kind = $"隔离荣誉{mark}", level = "HONOUR_LEVEL_COUNTY", bearer = "HONOUR_BEARER_PERSON", name = "测试员", awardedOn = "2021" });
        await Post("Honours.SetHonourConsent", b.Office, $"/honours/{Id(honour)}:setConsent", new { consent = "NAME_CONSENT_SURNAME" });
        await Post("Honours.VerifyHonour", b.Office, $"/honours/{Id(honour)}:verify", new { });
        await Get("Honours.ListHonours", b.Visitor, $"/honours?{prefix}", anybody: true);
        await Get("Honours.GetHonour", b.Visitor, $"/honours/{Id(honour)}", anybody: true);
        await Get("Honours.ListHonourSentences", b.Visitor, $"/honours/sentences?{prefix}", anybody: true);
        await Post("Honours.RevokeHonour", b.Office, $"/honours/{Id(honour)}:revoke", new { reason = "测试" });

        var venue = await b.Clerk.PostAsync("/venues", new { site = station, integratedOn = "2024-01-01", name = $"隔离书屋{mark}", kind = "农家书屋", use = "OWN" });
        var from = ChinaTime.Start(ChinaTime.Today(TimeProvider.System).AddDays(1)).AddHours(9);
        object Booking(DateTimeOffset at) => new { venueId = Id(venue), startsAt = at, endsAt = at.AddMinutes(30), purpose = "隔离测试", people = 3, contactName = "测试员", contactPhone = "10012340009" };
        await Post("Bookings.SetBookingRule", b.Clerk, $"/venues/{Id(venue)}:setBookingRule", new { bookable = true, needsConfirmation = true, mostMinutes = 240, daysAhead = 30 });
        await Get("Bookings.GetVenueCalendar", b.Visitor, $"/venues/{Id(venue)}/calendar", anybody: true);
        var booking = await Post("Bookings.RequestBooking", b.Person, "/bookings", Booking(from), anybody: true);
        await Get("Bookings.ListBookings", b.Clerk, $"/bookings?{prefix}");
        await Post("Bookings.ConfirmBooking", b.Clerk, $"/bookings/{Id(booking)}:confirm", new { });
        await Post("Bookings.CancelBooking", b.Clerk, $"/bookings/{Id(booking)}:cancel", new { reason = "测试" });
        // Written down by the clerk while it goes on; one of which nobody came.
        var now = DateTimeOffset.UtcNow.AddMinutes(-29);
        var used = await b.Clerk.PostAsync("/bookings", Booking(now));
        await Post("Bookings.BeginUse", b.Clerk, $"/bookings/{Id(used)}:begin", new { });
        await Post("Bookings.FinishUse", b.Clerk, $"/bookings/{Id(used)}:finish", new { });
        var missed = await b.Clerk.PostAsync("/bookings", Booking(now.AddMinutes(-60)));
        await Post("Bookings.MarkNoShow", b.Clerk, $"/bookings/{Id(missed)}:noShow", new { });
        await Get("Bookings.ListVenueUse", b.Clerk, $"/venueUse?{prefix}&from={Today}&to={Today}");
        await Get("Bookings.ListIdleVenues", b.Clerk, $"/venues/idle?{prefix}");

        await Post("Visits.CountVisits", b.Clerk, "/visits", new { site = station, day = Today, halfDay = "HALF_DAY_MORNING", people = 7, method = "VISIT_METHOD_HEAD_COUNT" });
        await Get("Visits.ListVisits", b.Visitor, $"/visits?{prefix}", anybody: true);
        var quote = await Post("Visits.AddQuote", b.Clerk, "/quotes", new { site = station, quote = "隔离测试的心声", consent = true });
        await Get("Visits.ListQuotes", b.Visitor, $"/quotes?{prefix}", anybody: true);
        await Get("Visits.GetSatisfaction", b.Visitor, $"/satisfaction?{prefix}", anybody: true);
        await Post("Visits.ShowQuote", b.Clerk, $"/quotes/{Id(quote)}:show", new { shown = false });

        object Terms(string title) => new { kind = "CREATION_KIND_VILLAGE", title, year = 2026, declareFrom = "2020-01-01", declareTo = "2199-01-01", noticeDays = 3, barMonths = 0, recheckMonths = 12 };
        var campaign = await OwnAsync("Creation.CreateCampaign", b.Office, "/campaigns", Terms($"隔离创建{mark}"));
        object Declared(string name) => new { campaignId = Id(campaign), site = station, name, deed = "隔离测试" };
        var candidate = await Post("Creation.DeclareCandidate", b.Clerk, "/candidates", Declared("隔离村"));
        await Post("Creation.ReviewCandidate", b.Office, $"/candidates/{Id(candidate)}:review", new { });
        await Post("Creation.OpenNotice", b.Office, $"/candidates/{Id(candidate)}:notice", new { });
        await Get("Creation.GetCreationCount", b.Visitor, $"/candidates:count?{prefix}", anybody: true);
        await Get("Creation.ListCandidates", b.Visitor, $"/candidates?{prefix}", anybody: true);
        await Get("Creation.GetCandidate", b.Visitor, $"/candidates/{Id(candidate)}", anybody: true);
        var objection = await Post("Creation.PostObjection", b.Visitor, $"/candidates/{Id(candidate)}/objections", new { text = "隔离测试的异议" }, anybody: true);
        await Post("Creation.DecideObjection", b.Office, $"/candidates/{Id(candidate)}/objections/{Id(objection)}:decide", new { answer = "已核实" });
        // The days of the notice pass.
        await using var organization = NpgsqlDataSource.Create(practice.Stack.Superuser("civ_organization"));
        await using var pass = organization.CreateCommand($"update candidate set notice_from = notice_from - 9, notice_to = notice_to - 9 where id = '{Id(candidate)}'");
        await pass.ExecuteNonQueryAsync();
        await Post("Creation.NameCandidate", b.Office, $"/candidates/{Id(candidate)}:name", new { });
        await Post("Creation.HandOverPlaque", b.Office, $"/candidates/{Id(candidate)}:plaque", new { plaqueOn = Today });
        var selection = await b.Office.PostAsync("/campaigns", new { kind = "CREATION_KIND_GOOD_PERSON", title = $"隔离评选{mark}", year = 2026, declareFrom = "2020-01-01", declareTo = "2199-01-01", noticeDays = 3, honour = $"隔离好人{mark}", level = "HONOUR_LEVEL_COUNTY" });
        var nominee = await b.Clerk.PostAsync("/candidates", new { campaignId = Id(selection), site = station, name = "测好人", deed = "隔离测试", recommender = "测试单位" });
        await Post("Creation.EnterVotes", b.Office, $"/candidates/{Id(nominee)}:votes", new { votes = 3 });
        await Post("Creation.SetCandidateConsent", b.Clerk, $"/candidates/{Id(nominee)}:setConsent", new { consent = true });
        await Post("Creation.RecheckCandidate", b.Office, $"/candidates/{Id(candidate)}:recheck", new { });
        var refused = await b.Clerk.PostAsync("/candidates", Declared("隔离乙村"));
        await Post("Creation.RefuseCandidate", b.Office, $"/candidates/{Id(refused)}:refuse", new { note = "测试" });
        var withdrawn = await b.Clerk.PostAsync("/candidates", Declared("隔离丙村"));
        await Post("Creation.WithdrawCandidate", b.Clerk, $"/candidates/{Id(withdrawn)}:withdraw", new { });

        var item = await Post("Livelihood.CreateItem", b.Office, "/livelihood", new { site = station, year = 2026, title = $"隔离实事{mark}", responsibleUnit = "测试局", dueOn = Today });
        await Get("Livelihood.ListItems", b.Visitor, $"/livelihood?{prefix}", anybody: true);
        await Post("Livelihood.ReportProgress", b.Office, $"/livelihood/{Id(item)}:report", new { progress = "测试" });
        await Post("Livelihood.FinishItem", b.Office, $"/livelihood/{Id(item)}:finish", new { result = "测试完成" });

        object News(object version) => new { version, site = station, title = "隔离测试新闻", body = "隔离测试新闻的正文在这里。" };
        var news = await Post("News.WriteNewsItem", b.Clerk, "/news", News(0));
        await Post("News.RewriteNewsItem", b.Clerk, $"/news/{Id(news)}:rewrite", new { version = 1, title = "隔离测试新闻", body = "隔离测试新闻的正文改过了。" });
        await PhotosAsync(b.Clerk, b.Office, "News", $"/news/{Id(news)}", anybody: false);
        await Post("News.SubmitNewsItem", b.Clerk, $"/news/{Id(news)}:submit", new { });
        await Post("News.ReturnNewsItem", b.Office, $"/news/{Id(news)}:return", new { reason = "测试" });
        await b.Clerk.PostAsync($"/news/{Id(news)}:submit", new { });
        await Post("News.PublishNewsItem", b.Office, $"/news/{Id(news)}:publish", new { });
        await Get("News.ListNews", b.Visitor, $"/news?{prefix}", anybody: true);
        await Get("News.GetNewsItem", b.Visitor, $"/news/{Id(news)}", anybody: true);
        await Post("News.TakeDownNewsItem", b.Office, $"/news/{Id(news)}:takeDown", new { reason = "测试" });

        await Get("EvidenceFiles.ListEvidenceFiles", b.Office, $"/organization/evidenceFiles?list=sites&{prefix}");
        await Get("ActivityEvidence.ListActivityEvidence", b.Office, $"/activity/evidenceFiles?list=activities&{prefix}");
        await Get("SessionEvidence.ListSessionEvidence", b.Office, $"/lecture/evidenceFiles?list=sessions&{prefix}");
        await Post("Assessments.AssessFiveHaves", b.Office, "/fiveHaves:assess", new { prefix = station });
        await Get("Assessments.GetFiveHavesCount", b.Office, $"/fiveHaves:count?{prefix}");
        await Get("Assessments.ListFiveHaves", b.Office, $"/fiveHaves?{prefix}");
        await Post("Assessments.OverrideFiveHave", b.Office, $"/fiveHaves/{station}:override", new { criterion = "FIVE_HAVE_VENUE", met = true, reason = "隔离测试" });
        var scheme = await OwnAsync("Assessments.CreateScheme", b.Office, "/schemes", new { title = $"隔离考核{mark}", year = 2026, tier = "CENTER", from = "2026-01-01", to = "2026-01-31", items = new[] { new { title = "手工项", weight = 100 } } });
        await Post("Assessments.PrefillScheme", b.Office, $"/schemes/{Id(scheme)}:prefill", new { });
        await Get("Assessments.ListScores", b.Office, $"/schemes/{Id(scheme)}/scores");
        await Post("Assessments.SetScore", b.Office, $"/schemes/{Id(scheme)}/scores/{Practice.County}:set", new { no = 1, tenths = 500, reason = "隔离测试" });
        await Post("Assessments.AnnounceScheme", b.Office, $"/schemes/{Id(scheme)}:announce", new { });
        await Post("Assessments.AppealScore", b.Office, $"/schemes/{Id(scheme)}/scores/{Practice.County}:appeal", new { no = 1, text = "隔离测试申诉" });
        await Post("Assessments.DecideAppeal", b.Office, $"/schemes/{Id(scheme)}/scores/{Practice.County}:decide", new { no = 1, answer = "维持原分" });
        await Post("Assessments.CloseScheme", b.Office, $"/schemes/{Id(scheme)}:close", new { });
    }

    // In A's own county it would make something of A's; on B's path A is refused.
    async Task<JsonNode> OwnAsync(string method, User insider, string path, object body)
    {
        await ExpectNothingAsync(method, intruderAtB!, HttpMethod.Post, path, body, "on B's path");
        return await insider.PostAsync(path, body);
    }
}
