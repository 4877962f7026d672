using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Testing;
using static CivPractice.Organization.Tests.CivicClients;

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
        Assert.Equal("CAMPAIGN_EXISTS", await ReasonAsync(running.Creation().CreateCampaignAsync(Terms(CreationKind.StarredHousehold), office)));
        var form = new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{county}001001", Name = "测户主", Deed = "邻里和睦,院落整洁" };
        Assert.Equal("CONSENT_REQUIRED", await ReasonAsync(running.Creation().DeclareCandidateAsync(form, clerk)));
        form.Consent = true;
        Assert.Equal("PERMISSION_DENIED", await ReasonAsync(running.Creation().DeclareCandidateAsync(form, elsewhere)));
        var one = await running.Creation().DeclareCandidateAsync(form, clerk);
        Assert.Equal("CANDIDATE_EXISTS", await ReasonAsync(running.Creation().DeclareCandidateAsync(form, clerk)));
        Assert.Equal("NOT_FOUND", await ReasonAsync(running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, visitor)));
        Assert.Equal("PERMISSION_DENIED", await ReasonAsync(running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id, Stars = 8 }, clerk)));

        await running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id, Stars = 8 }, office);
        var noticed = await running.Creation().OpenNoticeAsync(new CandidateStepRequest { Id = one.Id }, office);
        Assert.Equal((Day(0), Day(6)), (noticed.NoticeFrom, noticed.NoticeTo));
        Assert.Equal("NOTICE_RUNNING", await ReasonAsync(running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office)));
        var objection = await running.Creation().PostObjectionAsync(new PostObjectionRequest { Id = one.Id, Text = "门前有乱堆乱放", ContactName = "测邻居", ContactPhone = "10012340002" }, visitor);
        var shown = await running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, visitor);
        Assert.Equal((8, 0, 0), (shown.Stars, shown.Objections.Count, shown.Steps.Count));
        Assert.DoesNotContain("测邻居", shown.ToString());

        // The days pass.
        await running.AskAsync<int>($"with moved as (update candidate set notice_from = notice_from - 10, notice_to = notice_to - 10 where id = '{one.Id}' returning 1) select count(*)::int from moved");
        Assert.Equal("OBJECTION_OPEN", await ReasonAsync(running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office)));
        await running.Creation().DecideObjectionAsync(new DecideObjectionRequest { Id = one.Id, ObjectionId = objection.Id, Answer = "现场核实,已整改" }, office);
        var named = await running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office);
        Assert.Equal((CandidateStatus.Named, Day(0)), (named.Status, named.NamedOn));
        Assert.Equal(["StarredHousehold 1"], await running.FigureAsync("creation.named", county));
        Assert.Equal([one.Id], (await running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county }, visitor)).Candidates.Select(each => each.Id));

        await running.Creation().RecheckCandidateAsync(new RecheckCandidateRequest { Id = one.Id, Stars = 9 }, office);
        var revoked = await running.Creation().RecheckCandidateAsync(new RecheckCandidateRequest { Id = one.Id, Revoked = true, Note = "虚报事迹" }, office);
        Assert.Equal((CandidateStatus.Revoked, 9, 6), (revoked.Status, revoked.Stars, revoked.Steps.Count));
        Assert.Empty(await running.FigureAsync("creation.named", county));
        Assert.Equal(["Kept 1", "Revoked 1"], await running.FigureAsync("creation.rechecked", county));
        Assert.Equal("REAPPLY_BARRED", await ReasonAsync(running.Creation().DeclareCandidateAsync(form, clerk)));
        Assert.Empty((await running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county }, visitor)).Candidates);
    }

    [Fact]
    public async Task Another_county_finds_nothing()
    {
        var (a, b) = ("141052", "141053");
        var (officeA, officeB) = (await running.OpenCountyAsync(a), await running.OpenCountyAsync(b));
        var campaign = await running.Creation().CreateCampaignAsync(Terms(CreationKind.Village), officeB);
        var one = await running.Creation().DeclareCandidateAsync(new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{b}001001", Name = "大村", Deed = "村容整洁" }, officeB);
        Assert.Equal("NOT_FOUND", await ReasonAsync(running.Creation().GetCandidateAsync(new GetCandidateRequest { Id = one.Id }, officeA)));
        Assert.Equal("NOT_FOUND", await ReasonAsync(running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id }, officeA)));
        Assert.Equal("NOT_FOUND", await ReasonAsync(running.Creation().DeclareCandidateAsync(new DeclareCandidateRequest { CampaignId = campaign.Id, Site = $"{a}001001", Name = "大村", Deed = "村容整洁" }, officeA)));
        Assert.Empty((await running.Creation().ListCampaignsAsync(new ListCampaignsRequest(), officeA)).Campaigns);
    }

    static CreateCampaignRequest Terms(CreationKind kind) =>
        new() { Kind = kind, Title = "年度创建", Year = 2026, DeclareFrom = Day(-10), DeclareTo = Day(10), NoticeDays = 7, BarMonths = 24, RecheckMonths = 12, MostStars = kind == CreationKind.StarredHousehold ? 10 : 0 };
}
