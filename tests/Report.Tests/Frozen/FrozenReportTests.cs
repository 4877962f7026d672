using CivPractice.Platform.Callers;
using CivPractice.Report.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Report.Tests.FourOwners;

namespace CivPractice.Report.Tests.Frozen;

/// <summary>A frozen report stays what it is; what has come since is told beside it.</summary>
[Collection(nameof(FourOwners))]
public sealed class FrozenReportTests(FourOwners running)
{
    static readonly DateTimeOffset march = new(2021, 3, 5, 1, 0, 0, TimeSpan.Zero);

    static GetYearReportRequest Year2021 => new() { Year = 2021, AsOf = "2022-05-11" };

    static ReportNumber Number(YearReport report, string id) => report.Numbers.Single(number => number.Indicator == id);

    [Fact]
    public async Task A_lecture_entered_late_moves_a_new_run_and_leaves_the_frozen_report_and_its_rows_alone()
    {
        var (city, by) = (Coordinator("1801"), running.As(Coordinator("1801")));
        await running.LectureAsync("180101", march, 40);
        await running.LectureAsync("180102", march, 60);
        var frozen = await running.Reports.FreezeReportAsync(Year2021, by);
        Assert.Equal(("2场", "100人次", 1L), (Number(frozen.Report, "F23").Phrase, Number(frozen.Report, "F24").Phrase, Number(frozen.Report, "F23").Counties.Single(county => county.County == "180101").Value));
        Assert.Equal((64, true, "市级协调"), (frozen.ContentHash.Length, frozen.Intact, frozen.FrozenAs));
        Assert.Empty((await running.Reports.GetRestatementAsync(new() { Id = frozen.Id }, by)).Numbers);

        await running.LectureAsync("180101", march.AddDays(1), 30);

        var again = await running.Reports.GetFrozenReportAsync(new() { Id = frozen.Id }, by);
        Assert.Equal((frozen.ContentHash, true, frozen.Report), (again.ContentHash, again.Intact, again.Report));
        var now = await running.Reports.GetYearReportAsync(Year2021, by);
        Assert.Equal(("3场", "130人次"), (Number(now, "F23").Phrase, Number(now, "F24").Phrase));

        var restatement = await running.Reports.GetRestatementAsync(new() { Id = frozen.Id }, by);
        var (held, audience) = (restatement.Numbers.Single(number => number.Indicator == "F23"), restatement.Numbers.Single(number => number.Indicator == "F24"));
        Assert.Equal((2, 3, 1, "2场", "3场", "定稿后补登"), (held.Frozen, held.Now, held.Moved, held.FrozenPhrase, held.NowPhrase, held.Why));
        Assert.Equal((100, 130, 30), (audience.Frozen, audience.Now, audience.Moved));
        // A team was written down with the lecture; it counts from then on.
        Assert.Equal(["F23", "F24", "F25"], restatement.Numbers.Select(number => number.Indicator));

        Assert.Equal(["宣讲40人", "宣讲60人"], await running.SessionsAsync(held.FrozenRows, city));
        Assert.Equal(["宣讲30人"], await running.SessionsAsync(held.LaterRows, city));
        Assert.Equal(held.FrozenRows, Number(frozen.Report, "F23").Rows);
        Assert.Equal(["宣讲30人", "宣讲40人", "宣讲60人"], await running.SessionsAsync(Number(now, "F23").Rows, city));
    }

    [Fact]
    public async Task A_session_that_was_planned_before_and_held_after_is_none_of_the_frozen_rows()
    {
        var (city, by) = (Coordinator("1802"), running.As(Coordinator("1802")));
        var held = await running.LectureAsync("180201", march, 12);
        var sessions = new Lecture.V1.Sessions.SessionsClient(running.Lecture.Channel);
        var planned = await sessions.CreateSessionAsync(new() { Title = "后来才讲的", Site = "180201", TeamId = held.TeamId, Level = held.Level, Channel = held.Channel, StartsAt = held.StartsAt, DurationMinutes = 60 }, running.As(Office("180201")));
        var frozen = await running.Reports.FreezeReportAsync(Year2021, by);
        await sessions.HoldSessionAsync(new() { Id = planned.Id, Audience = 5, CountMethod = Lecture.V1.CountMethod.HeadCount }, running.As(Office("180201")));
        Assert.Equal(["宣讲12人"], await running.SessionsAsync(Number(frozen.Report, "F23").Rows, city));
        Assert.Equal(["后来才讲的"], await running.SessionsAsync((await running.Reports.GetRestatementAsync(new() { Id = frozen.Id }, by)).Numbers[0].LaterRows, city));
    }

    [Fact]
    public async Task A_content_that_somebody_changed_has_no_longer_its_hash()
    {
        var by = running.As(Coordinator("1803"));
        var frozen = await running.Reports.FreezeReportAsync(Year2021, by);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(async () =>
        {
            await using var app = running.Report.App.CreateCommand("update frozen_report set year = 2020");
            await app.ExecuteNonQueryAsync();
        });
        await running.Report.SqlAsync($"update frozen_report set content = replace(content, '2021年', '2020年') where id = '{frozen.Id}'");
        Assert.False((await running.Reports.GetFrozenReportAsync(new() { Id = frozen.Id }, by)).Intact);
    }

    [Fact]
    public async Task What_nobody_could_name_is_shown_with_codes_and_not_frozen()
    {
        await using var nameless = await running.AnotherReportAsync(new KeyValuePair<string, string>("services__gateway__grpc__0", Ports.Nowhere));
        var (reports, by) = (new Reports.ReportsClient(nameless.Channel), running.As(Office("184901")));
        Assert.StartsWith("1849012021年", (await reports.GetYearReportAsync(Year2021, by)).Title, StringComparison.Ordinal);
        Assert.Equal((StatusCode.Unavailable, "FIGURES_MISSING"), await RefusedAsync(async () => await reports.FreezeReportAsync(Year2021, by)));
        Assert.Contains("县区名录", (await Assert.ThrowsAsync<RpcException>(async () => await reports.FreezeReportAsync(Year2021, by))).Status.Detail, StringComparison.Ordinal);
        Assert.Empty((await reports.ListFrozenReportsAsync(new(), by)).Reports);
    }

    [Fact]
    public async Task What_a_county_freezes_is_its_own_until_it_is_published()
    {
        var (office, neighbour) = (running.As(Office("180401")), running.As(Office("180402")));
        var frozen = await running.Reports.FreezeReportAsync(Year2021, office);
        Assert.Equal(("180401", "180401"), (frozen.Prefix, frozen.Report.Prefix));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Reports.GetFrozenReportAsync(new() { Id = frozen.Id }, neighbour)));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Reports.PublishReportAsync(new() { Id = frozen.Id }, neighbour)));
        Assert.Empty((await running.Reports.ListFrozenReportsAsync(new(), neighbour)).Reports);
        Assert.Equal([frozen.Id], (await running.Reports.ListFrozenReportsAsync(new(), office)).Reports.Select(report => report.Id));

        var visitor = running.As(Callers.Visitor("180401"));
        Assert.Equal((StatusCode.NotFound, "NOTHING_PUBLISHED"), await RefusedAsync(async () => await running.Reports.GetStatisticsAsync(new(), visitor)));
        Assert.Equal(StatusCode.Unauthenticated, (await RefusedAsync(async () => await running.Reports.GetFrozenReportAsync(new() { Id = frozen.Id }, visitor))).Code);
        await running.Reports.PublishReportAsync(new() { Id = frozen.Id }, office);
        Assert.Equal("PUBLISHED", (await RefusedAsync(async () => await running.Reports.PublishReportAsync(new() { Id = frozen.Id }, office))).Reason);
        var published = await running.Reports.GetStatisticsAsync(new(), visitor);
        Assert.Equal((frozen.ContentHash, true), (published.ContentHash, published.PublishedAt is not null));
        Assert.Equal("NOTHING_PUBLISHED", (await RefusedAsync(async () => await running.Reports.GetStatisticsAsync(new(), running.As(Callers.Visitor("180402"))))).Reason);
    }

    [Fact]
    public async Task Who_may_not_or_asks_for_what_has_not_come_is_told_so()
    {
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Reports.GetYearReportAsync(new() { Year = 2021, Prefix = "180502" }, running.As(Office("180501")))));
        Assert.Equal((StatusCode.PermissionDenied, "CITY_ONLY"), await RefusedAsync(async () => await running.Reports.GetYearReportAsync(new() { Year = 2021, Prefix = "1805" }, running.As(Office("180501")))));
        Assert.Equal((StatusCode.PermissionDenied, "PART_ONLY"), await RefusedAsync(async () => await running.Reports.GetYearReportAsync(new() { Year = 2021 }, running.As(Callers.Staff(Role.StationClerk, "180501001801", "180501")))));
        Assert.Equal((StatusCode.InvalidArgument, "FUTURE_PERIOD"), await RefusedAsync(async () => await running.Reports.GetYearReportAsync(new() { Year = 2150 }, running.As(Office("180501")))));
        Assert.Equal((StatusCode.InvalidArgument, "FUTURE_PERIOD"), await RefusedAsync(async () => await running.Indicators.GetIndicatorValueAsync(new() { Id = "F23", AsOf = "2150-01-01" }, running.As(Office("180501")))));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Indicators.GetIndicatorAsync(new() { Id = "F99" }, running.As(Office("180501")))));
        Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(async () => await running.Reports.FreezeReportAsync(Year2021, running.As(Callers.Staff(Role.SpotChecker, county: "180501"))))).Code);
    }

    [Fact]
    public async Task A_report_goes_out_as_text_as_a_word_document_and_as_a_table()
    {
        var office = Office("180601");
        await running.LectureAsync("180601", march, 77);
        await new Organization.V1.Dictionaries.DictionariesClient(running.Organization.Channel).AddWordAsync(new() { List = Organization.V1.WordList.Slogan, Text = "以文化人，成风化俗" }, running.As(office));
        async Task<byte[]> FileAsync(string format)
        {
            using var answer = await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Get, $"/api/yearReport/file?year=2021&format={format}", office));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            Assert.EndsWith($".{format}", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
            return await answer.Content.ReadAsByteArrayAsync();
        }
        const string sentence = "开展理论宣讲1场，清点到听众77人次。";
        var text = System.Text.Encoding.UTF8.GetString(await FileAsync("txt"));
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        // What the county works for stands below the title, in its own words.
        Assert.Contains("年度报告\n——以文化人，成风化俗\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        using var word = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(await FileAsync("docx")), isEditable: false);
        Assert.Contains(sentence, word.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.Ordinal);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(word).Select(error => error.Description));

        using var sheet = Platform.Imports.Sheet.Open(new MemoryStream(await FileAsync("xlsx")), ["编号", "指标", "数", "表述"]);
        Assert.Contains(sheet.Rows(), row => row.Cells is ["F24", "宣讲听众", "77", "77人次"]);

        using var refused = await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Get, "/api/yearReport/file?year=2021&format=pdf", office));
        Assert.Equal("UNKNOWN_FORMAT", User.Reason(await refused.Content.ReadAsStringAsync()));
    }
}
