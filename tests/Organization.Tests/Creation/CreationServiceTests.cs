using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Organization.Tests.Creation;

public sealed class CreationServiceTests(OrganizationRunning running)
{
    static string Day(int days) => ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(days));

    [Fact]
    public async Task From_declaration_to_revocation_with_public_notice_and_an_objection()
    {
        const string county = "141051";
        var office = await running.OpenCountyAsync(county);
        var (clerk, elsewhere, visitor) = (running.Clerk($"{county}001001"), running.Clerk($"{county}001002"), running.Visitor(county));
        var campaign = await running.Creation().CreateCampaignAsync(Terms(CreationKind.StarredHousehold), office);
        Assert.Equal("CAMPAIGN_EXISTS", await Refusing.ReasonAsync(running.Creation().CreateCampaignAsync(Terms(CreationKind.StarredHousehold), office)));
        var form = new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{county}001001", Name = "测户主", Deed = "邻里和睦,院落整洁" };
        Assert.Equal("CONSENT_REQUIRED", await Refusing.ReasonAsync(running.Creation().DeclareCandidateAsync(form, clerk)));
        form.Consent = true;
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Creation().DeclareCandidateAsync(form, elsewhere)));
        var one = await running.Creation().DeclareCandidateAsync(form, clerk);
        Assert.Equal("CANDIDATE_EXISTS", await Refusing.ReasonAsync(running.Creation().DeclareCandidateAsync(form, clerk)));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, visitor)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id, Stars = 8 }, clerk)));

        await running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id, Stars = 8 }, office);
        var noticed = await running.Creation().OpenNoticeAsync(new CandidateStepRequest { Id = one.Id }, office);
        Assert.Equal((Day(0), Day(6)), (noticed.NoticeFrom, noticed.NoticeTo));
        Assert.Equal("NOTICE_RUNNING", await Refusing.ReasonAsync(running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office)));
        var objection = await running.Creation().PostObjectionAsync(new PostObjectionRequest { Id = one.Id, Text = "门前有乱堆乱放", ContactName = "测邻居", ContactPhone = "10012340002" }, visitor);
        var shown = await running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, visitor);
        Assert.Equal((8, 0, 0), (shown.Stars, shown.Objections.Count, shown.Steps.Count));
        Assert.DoesNotContain("测邻居", shown.ToString());

        // The days pass.
        await running.AskAsync<int>($"with moved as (update candidate set notice_from = notice_from - 10, notice_to = notice_to - 10 where id = '{one.Id}' returning 1) select count(*)::int from moved");
        Assert.Equal("OBJECTION_OPEN", await Refusing.ReasonAsync(running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office)));
        await running.Creation().DecideObjectionAsync(new DecideObjectionRequest { Id = one.Id, ObjectionId = objection.Id, Answer = "现场核实,已整改" }, office);
        var named = await running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office);
        Assert.Equal((CandidateStatus.Named, Day(0)), (named.Status, named.NamedOn));
        Assert.Equal(["StarredHousehold 1"], await running.FigureAsync("creation.named", county));
        Assert.Equal([one.Id], (await running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county }, visitor)).Candidates.Select(each => each.Id));

        var plaqued = await running.Creation().HandOverPlaqueAsync(new HandOverPlaqueRequest { Id = one.Id, PlaqueOn = Day(0)[..7], Note = "表彰大会" }, office);
        Assert.Equal((CandidateStatus.Plaqued, Day(0)[..7]), (plaqued.Status, plaqued.PlaqueOn));
        Assert.Equal(["StarredHousehold 1"], await running.FigureAsync("creation.plaqued", county));
        Assert.Equal([one.Id], (await running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county, Status = CandidateStatus.Plaqued }, visitor)).Candidates.Select(each => each.Id));
        await running.Creation().RecheckCandidateAsync(new RecheckCandidateRequest { Id = one.Id, Stars = 9 }, office);
        var revoked = await running.Creation().RecheckCandidateAsync(new RecheckCandidateRequest { Id = one.Id, Revoked = true, Note = "虚报事迹" }, office);
        Assert.Equal((CandidateStatus.Revoked, 9, 7), (revoked.Status, revoked.Stars, revoked.Steps.Count));
        Assert.Empty(await running.FigureAsync("creation.named", county));
        Assert.Equal(["Kept 1", "Revoked 1"], await running.FigureAsync("creation.rechecked", county));
        Assert.Empty(await running.FigureAsync("creation.plaqued", county));
        await running.FiguresAgreeAsync(county);
        Assert.Equal("REAPPLY_BARRED", await Refusing.ReasonAsync(running.Creation().DeclareCandidateAsync(form, clerk)));
        var count = (await running.Creation().GetCreationCountAsync(new GetCreationCountRequest { Prefix = county }, office)).Counts.Single();
        Assert.Equal((CreationKind.StarredHousehold, HonourLevel.County, 1, 0, 1, 1), (count.Kind, count.Level, count.Declared, count.Named, count.Kept, count.Revoked));
        // The village merged, and the bar went with the household.
        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = $"{county}001001", ClosedOn = Day(0), Successor = $"{county}001002", Reason = "撤并" }, office);
        Assert.Equal("REAPPLY_BARRED", await Refusing.ReasonAsync(running.Creation().DeclareCandidateAsync(new DeclareCandidateRequest(form) { Site = $"{county}001002" }, elsewhere)));
        Assert.Empty((await running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county }, visitor)).Candidates);
    }

    [Fact]
    public async Task Another_county_finds_nothing()
    {
        var (a, b) = ("141052", "141053");
        var (officeA, officeB) = (await running.OpenCountyAsync(a), await running.OpenCountyAsync(b));
        var campaign = await running.Creation().CreateCampaignAsync(Terms(CreationKind.Village), officeB);
        var one = await running.Creation().DeclareCandidateAsync(new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{b}001001", Name = "大村", Deed = "村容整洁" }, officeB);
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, officeA)));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id }, officeA)));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Creation().DeclareCandidateAsync(new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{a}001001", Name = "大村", Deed = "村容整洁" }, officeA)));
        Assert.Empty((await running.Creation().ListCampaignsAsync(new ListCampaignsRequest(), officeA)).Campaigns);
    }

    [Fact]
    public async Task A_child_is_recommended_shown_after_the_guardians_word_chosen_and_bears_an_honour()
    {
        const string county = "141054";
        var office = await running.OpenCountyAsync(county);
        var (clerk, visitor) = (running.Clerk($"{county}001001"), running.Visitor(county));
        var terms = Terms(CreationKind.GoodYouth);
        Assert.Equal("INVALID_FIELDS", await Refusing.ReasonAsync(running.Creation().CreateCampaignAsync(terms, office)));
        (terms.Honour, terms.Level, terms.Round) = ("某县好少年", HonourLevel.County, 3);
        var campaign = await running.Creation().CreateCampaignAsync(terms, office);
        var form = new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{county}001001", Name = "测少年", Deed = "连续三年陪独居老人读报", Consent = true, School = "某小学", Grade = "五年级", ShowSchool = true };
        Assert.Equal("REQUIRED", await Refusing.ReasonAsync(running.Creation().DeclareCandidateAsync(form, clerk)));
        form.Recommender = "某小学";
        var one = await running.Creation().DeclareCandidateAsync(form, clerk);
        Assert.True(one.Recommendation is { IsMinor: true, Consent: false, Recommender: "某小学" });
        await running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id }, office);
        await running.Creation().EnterVotesAsync(new EnterVotesRequest { Id = one.Id, Votes = 321 }, office);
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Creation().EnterVotesAsync(new EnterVotesRequest { Id = one.Id, Votes = 999 }, clerk)));
        Assert.Equal("GUARDIAN_CONSENT_REQUIRED", await Refusing.ReasonAsync(running.Creation().OpenNoticeAsync(new CandidateStepRequest { Id = one.Id }, office)));
        await running.Creation().SetCandidateConsentAsync(new SetCandidateConsentRequest { Id = one.Id, Consent = true, Guardian = "母亲", GuardianAgreedOn = Day(0) }, clerk);
        await running.Creation().OpenNoticeAsync(new CandidateStepRequest { Id = one.Id }, office);

        var seen = await running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, visitor);
        Assert.Equal(("测少年", "", ""), (seen.Name, seen.School, seen.Grade));
        Assert.DoesNotContain("母亲", seen.ToString());
        Assert.DoesNotContain("某小学", seen.ToString());
        var listed = (await running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county }, visitor)).Candidates.Single();
        Assert.DoesNotContain("某小学", listed.ToString());
        // The mother thinks again, and once more.
        await running.Creation().SetCandidateConsentAsync(new SetCandidateConsentRequest { Id = one.Id }, clerk);
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, visitor)));
        Assert.Empty((await running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county }, visitor)).Candidates);
        await running.Creation().SetCandidateConsentAsync(new SetCandidateConsentRequest { Id = one.Id, Consent = true, Guardian = "母亲", GuardianAgreedOn = Day(0), ShowSchool = true }, clerk);

        await running.AskAsync<int>($"with moved as (update candidate set notice_from = notice_from - 10, notice_to = notice_to - 10 where id = '{one.Id}' returning 1) select count(*)::int from moved");
        var named = await running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office);
        var honour = (await running.Honours().ListHonoursAsync(new ListHonoursRequest { Prefix = county }, visitor)).Honours.Single();
        Assert.Equal((named.HonourId, "某县好少年", 3, "测少年", "某小学 五年级"), (honour.Id, honour.Kind, honour.Round, honour.ShownName, honour.ShownSchool));
        Assert.Equal((HonourStatus.Verified, HonourLevel.County, "名同学"), (honour.Status, honour.Level, honour.Classifier));
        Assert.Equal(["County/某县好少年 1"], await running.FigureAsync("honours.persons", county));
        Assert.Equal(["GoodYouth 1"], await running.FigureAsync("selection.candidates", county));
        Assert.Equal(["GoodYouth 1"], await running.FigureAsync("selection.winners", county));
        Assert.Empty(await running.FigureAsync("creation.named", county));
        await running.FiguresAgreeAsync(county);

        await running.Creation().SetCandidateConsentAsync(new SetCandidateConsentRequest { Id = one.Id }, clerk);
        honour = (await running.Honours().ListHonoursAsync(new ListHonoursRequest { Prefix = county }, visitor)).Honours.Single();
        Assert.Equal(("", ""), (honour.ShownName, honour.ShownSchool));
        await running.Honours().RevokeHonourAsync(new RevokeHonourRequest { Id = honour.Id, Reason = "事迹不实" }, office);
        Assert.Equal(CandidateStatus.Revoked, (await running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, office)).Status);
        Assert.Empty(await running.FigureAsync("selection.winners", county));
        Assert.Equal(["GoodYouth 1"], await running.FigureAsync("selection.candidates", county));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task A_grown_up_agrees_to_the_notice_and_the_honour_goes_with_the_name()
    {
        const string county = "141055";
        var office = await running.OpenCountyAsync(county);
        var terms = Terms(CreationKind.MoralModel);
        (terms.Honour, terms.Level) = ("某县道德模范", HonourLevel.County);
        var campaign = await running.Creation().CreateCampaignAsync(terms, office);
        var one = await running.Creation().DeclareCandidateAsync(new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{county}001001", Name = "测模范", Deed = "二十年义务修路", Recommender = "某村党支部" }, office);
        await running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id }, office);
        Assert.Equal("CONSENT_REQUIRED", await Refusing.ReasonAsync(running.Creation().OpenNoticeAsync(new CandidateStepRequest { Id = one.Id }, office)));
        await running.Creation().SetCandidateConsentAsync(new SetCandidateConsentRequest { Id = one.Id, Consent = true }, office);
        await running.Creation().OpenNoticeAsync(new CandidateStepRequest { Id = one.Id }, office);
        await running.AskAsync<int>($"with moved as (update candidate set notice_from = notice_from - 10, notice_to = notice_to - 10 where id = '{one.Id}' returning 1) select count(*)::int from moved");
        await running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office);
        await running.Creation().HandOverPlaqueAsync(new HandOverPlaqueRequest { Id = one.Id }, office);
        Assert.Equal(["MoralModel 1"], await running.FigureAsync("creation.plaqued", county));

        await running.Creation().RecheckCandidateAsync(new RecheckCandidateRequest { Id = one.Id, Revoked = true, Note = "违法" }, office);
        Assert.Equal(HonourStatus.Revoked, (await running.Honours().ListHonoursAsync(new ListHonoursRequest { Prefix = county }, office)).Honours.Single().Status);
        Assert.Empty(await running.FigureAsync("honours.persons", county));
        Assert.Empty(await running.FigureAsync("creation.plaqued", county));
        Assert.Empty(await running.FigureAsync("creation.rechecked", county));
        // Nobody looks at a choice of persons again: one that was revoked failed no re-check.
        var count = (await running.Creation().GetCreationCountAsync(new GetCreationCountRequest { Prefix = county }, office)).Counts.Single();
        Assert.Equal((CreationKind.MoralModel, 1, 0, 0, 0), (count.Kind, count.Declared, count.Named, count.Kept, count.Revoked));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Who_objected_is_known_to_the_office_and_not_to_the_station_that_declared()
    {
        const string county = "141056";
        var office = await running.OpenCountyAsync(county);
        var (clerk, institute, visitor) = (running.Clerk($"{county}001001"), running.Service.As(Callers.Staff(Role.InstituteClerk, $"{county}001", county)), running.Visitor(county));
        var campaign = await running.Creation().CreateCampaignAsync(Terms(CreationKind.StarredHousehold), office);
        var one = await running.Creation().DeclareCandidateAsync(new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{county}001001", Name = "测户主", Deed = "邻里和睦", Consent = true }, clerk);
        await running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id, Stars = 8 }, office);
        await running.Creation().OpenNoticeAsync(new CandidateStepRequest { Id = one.Id }, office);
        var own = await running.Creation().PostObjectionAsync(new PostObjectionRequest { Id = one.Id, Text = "门前有乱堆乱放", ContactName = "测邻居", ContactPhone = "10012340002" }, visitor);
        Assert.Equal("测邻居", own.ContactName);

        foreach (var near in new[] { clerk, institute })
        {
            var seen = await running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, near);
            Assert.Equal(("门前有乱堆乱放", "", ""), (seen.Objections.Single().Text, seen.Objections[0].ContactName, seen.Objections[0].ContactPhone));
        }
        var judged = (await running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, office)).Objections.Single();
        Assert.Equal(("测邻居", "10012340002"), (judged.ContactName, judged.ContactPhone));
        judged = (await running.Creation().DecideObjectionAsync(new DecideObjectionRequest { Id = one.Id, ObjectionId = own.Id, Answer = "已整改" }, office)).Objections.Single();
        Assert.Equal("测邻居", judged.ContactName);
        var withdrawn = await running.Creation().WithdrawCandidateAsync(new CandidateStepRequest { Id = one.Id }, clerk);
        Assert.Equal((CandidateStatus.Withdrawn, "已整改", "", ""), (withdrawn.Status, withdrawn.Objections.Single().Answer, withdrawn.Objections[0].ContactName, withdrawn.Objections[0].ContactPhone));
    }

    [Fact]
    public async Task A_plaque_after_a_recheck_is_counted_as_a_plaque_only()
    {
        const string county = "141057";
        var office = await running.OpenCountyAsync(county);
        var one = await NamedAsync(running, county, office);
        await running.Creation().RecheckCandidateAsync(new RecheckCandidateRequest { Id = one }, office);
        Assert.Equal(CandidateStatus.Kept, (await running.Creation().HandOverPlaqueAsync(new HandOverPlaqueRequest { Id = one }, office)).Status);
        Assert.Equal(["Kept 1"], await running.FigureAsync("creation.rechecked", county));
        Assert.Equal(["StarredHousehold 1"], await running.FigureAsync("creation.plaqued", county));
        Assert.Equal((1, 0), await CheckedAsync());
        await running.FiguresAgreeAsync(county);
        await running.Creation().RecheckCandidateAsync(new RecheckCandidateRequest { Id = one, Revoked = true, Note = "虚报事迹" }, office);
        Assert.Equal((1, 1), await CheckedAsync());
        await running.FiguresAgreeAsync(county);

        async Task<(int, int)> CheckedAsync()
        {
            var count = (await running.Creation().GetCreationCountAsync(new GetCreationCountRequest { Prefix = county }, office)).Counts.Single();
            return (count.Kept, count.Revoked);
        }
    }

    /// <summary>A household that was declared, judged, noticed and named.</summary>
    internal static async Task<string> NamedAsync(OrganizationRunning running, string county, Metadata office)
    {
        var campaign = await running.Creation().CreateCampaignAsync(Terms(CreationKind.StarredHousehold), office);
        var one = await running.Creation().DeclareCandidateAsync(new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{county}001001", Name = "测户主", Deed = "邻里和睦", Consent = true }, office);
        await running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id, Stars = 8 }, office);
        await running.Creation().OpenNoticeAsync(new CandidateStepRequest { Id = one.Id }, office);
        await running.AskAsync<int>($"with moved as (update candidate set notice_from = notice_from - 10, notice_to = notice_to - 10 where id = '{one.Id}' returning 1) select count(*)::int from moved");
        await running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office);
        return one.Id;
    }

    static CreateCampaignRequest Terms(CreationKind kind) =>
        new() { Kind = kind, Title = "年度创建", Year = 2026, DeclareFrom = Day(-10), DeclareTo = Day(10), NoticeDays = 7, BarMonths = 24, RecheckMonths = 12, MostStars = kind == CreationKind.StarredHousehold ? 10 : 0, Level = kind == CreationKind.StarredHousehold ? HonourLevel.County : HonourLevel.Unspecified };
}
