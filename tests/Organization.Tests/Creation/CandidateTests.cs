using CivPractice.Organization.Creation;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CsCheck;
using Campaign = CivPractice.Organization.Creation.Campaign;
using Candidate = CivPractice.Organization.Creation.Candidate;

namespace CivPractice.Organization.Tests.Creation;

/// <summary>The state machine of creation, every state against every step, and at random.</summary>
public sealed class CandidateTests
{
    static readonly DateOnly first = new(2026, 3, 2);

    static readonly Campaign campaign = new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(),
        Kind = CreationKind.StarredHousehold,
        Title = "2026 年星级文明户",
        Year = 2026,
        DeclareFrom = first,
        DeclareTo = first.AddDays(400),
        NoticeDays = 7,
        BarMonths = 24,
        RecheckMonths = 12,
        MostStars = 10,
    };

    static readonly Dictionary<string, Action<Candidate, DateOnly>> steps = new()
    {
        ["declare"] = (row, day) => row.Declare(campaign, [], day),
        ["withdraw"] = (row, day) => row.Withdraw("", day),
        ["review"] = (row, day) => row.Review(campaign, 8, "", day),
        ["refuse"] = (row, day) => row.Refuse("证据不足", day),
        ["notice"] = (row, day) => row.OpenNotice(campaign, day),
        ["name"] = (row, day) => row.NameIt(campaign, ChinaTime.Start(day)),
        ["plaque"] = (row, day) => row.HandOverPlaque(new KnownDay(day, DayPrecision.Day), "", ChinaTime.Start(day)),
        ["keep"] = (row, day) => row.Keep(campaign, 0, "", day),
        ["revoke"] = (row, day) => row.Revoke(campaign, "虚报", ChinaTime.Start(day)),
    };

    static readonly Dictionary<(CandidateStatus, string), CandidateStatus> legal = new()
    {
        [(CandidateStatus.Unspecified, "declare")] = CandidateStatus.Declared,
        [(CandidateStatus.Declared, "review")] = CandidateStatus.Reviewed,
        [(CandidateStatus.Declared, "refuse")] = CandidateStatus.Refused,
        [(CandidateStatus.Declared, "withdraw")] = CandidateStatus.Withdrawn,
        [(CandidateStatus.Reviewed, "notice")] = CandidateStatus.Noticed,
        [(CandidateStatus.Reviewed, "refuse")] = CandidateStatus.Refused,
        [(CandidateStatus.Reviewed, "withdraw")] = CandidateStatus.Withdrawn,
        [(CandidateStatus.Noticed, "name")] = CandidateStatus.Named,
        [(CandidateStatus.Noticed, "refuse")] = CandidateStatus.Refused,
        [(CandidateStatus.Noticed, "withdraw")] = CandidateStatus.Withdrawn,
        [(CandidateStatus.Named, "plaque")] = CandidateStatus.Plaqued,
        [(CandidateStatus.Kept, "plaque")] = CandidateStatus.Kept,
        [(CandidateStatus.Plaqued, "keep")] = CandidateStatus.Kept,
        [(CandidateStatus.Plaqued, "revoke")] = CandidateStatus.Revoked,
        [(CandidateStatus.Named, "keep")] = CandidateStatus.Kept,
        [(CandidateStatus.Named, "revoke")] = CandidateStatus.Revoked,
        [(CandidateStatus.Kept, "keep")] = CandidateStatus.Kept,
        [(CandidateStatus.Kept, "revoke")] = CandidateStatus.Revoked,
    };

    static readonly Dictionary<CandidateStatus, string[]> ways = new()
    {
        [CandidateStatus.Unspecified] = [],
        [CandidateStatus.Declared] = ["declare"],
        [CandidateStatus.Reviewed] = ["declare", "review"],
        [CandidateStatus.Noticed] = ["declare", "review", "notice"],
        [CandidateStatus.Named] = ["declare", "review", "notice", "name"],
        [CandidateStatus.Plaqued] = ["declare", "review", "notice", "name", "plaque"],
        [CandidateStatus.Kept] = ["declare", "review", "notice", "name", "keep"],
        [CandidateStatus.Revoked] = ["declare", "review", "notice", "name", "revoke"],
        [CandidateStatus.Refused] = ["declare", "refuse"],
        [CandidateStatus.Withdrawn] = ["declare", "withdraw"],
    };

    public static TheoryData<CandidateStatus, string> Everything => [.. from state in ways.Keys from step in steps.Keys select (state, step)];

    static Candidate New() => new() { County = "140322", Id = Guid.CreateVersion7(), CampaignId = campaign.Id, Kind = campaign.Kind, Site = "140322001001", Name = "测户", Deed = "邻里和睦" };

    [Theory, MemberData(nameof(Everything))]
    public void A_step_leads_where_the_table_says_or_is_refused(CandidateStatus state, string step)
    {
        var (row, day) = (New(), first);
        // Ten days apart, so that the notice is over by the next step.
        foreach (var way in ways[state]) steps[way](row, day = day.AddDays(10));
        Assert.Equal(state, row.Status);
        if (legal.TryGetValue((state, step), out var to))
        {
            steps[step](row, day.AddDays(10));
            Assert.Equal(to, row.Status);
            Assert.Equal(row.Version, row.Steps[^1].No);
            return;
        }
        var trail = row.Steps.Count;
        Assert.Matches("^(CANDIDATE_NOT_|PLAQUE_HANDED_OVER$)", Assert.Throws<Fault>(() => steps[step](row, day.AddDays(10))).Reason);
        Assert.Equal((state, trail), (row.Status, row.Steps.Count));
    }

    [Fact]
    public void Nobody_is_named_during_the_notice_or_over_an_objection()
    {
        var row = New();
        foreach (var way in ways[CandidateStatus.Noticed]) steps[way](row, first);
        Assert.Equal((first, first.AddDays(6)), (row.NoticeFrom, row.NoticeTo));
        Assert.Equal("NOTICE_RUNNING", Assert.Throws<Fault>(() => row.NameIt(campaign, ChinaTime.Start(first.AddDays(6)))).Reason);
        var objection = row.Object("门前乱堆", "", "", ChinaTime.Start(first.AddDays(6)).AddHours(20));
        Assert.Equal("NO_NOTICE", Assert.Throws<Fault>(() => row.Object("晚了", "", "", ChinaTime.Start(first.AddDays(7)))).Reason);
        Assert.Equal("OBJECTION_OPEN", Assert.Throws<Fault>(() => row.NameIt(campaign, ChinaTime.Start(first.AddDays(7)))).Reason);
        row.Decide(objection, upheld: true, "属实");
        Assert.Equal("OBJECTION_DECIDED", Assert.Throws<Fault>(() => row.Decide(objection, false, "再看")).Reason);
        Assert.Equal("OBJECTION_UPHELD", Assert.Throws<Fault>(() => row.NameIt(campaign, ChinaTime.Start(first.AddDays(7)))).Reason);
        row.Refuse("异议成立", first.AddDays(7));
        Assert.Equal(CandidateStatus.Refused, row.Status);
    }

    [Fact]
    public void Who_was_revoked_waits_and_stars_must_fit()
    {
        var (old, day) = (New(), first);
        foreach (var way in ways[CandidateStatus.Revoked]) steps[way](old, day = day.AddDays(10));
        Assert.Equal(day.AddMonths(24), old.BarredUntil);
        var later = campaign;
        Assert.Equal("REAPPLY_BARRED", Assert.Throws<Fault>(() => New().Declare(later, [old], first.AddDays(399))).Reason);
        var other = new Candidate { County = "140322", Id = Guid.CreateVersion7(), CampaignId = campaign.Id, Kind = campaign.Kind, Site = "140322001001", Name = "别户", Deed = "" };
        other.Declare(later, [old], first.AddDays(399));
        Assert.Equal("NOT_DECLARING", Assert.Throws<Fault>(() => New().Declare(campaign, [], first.AddDays(401))).Reason);
        Assert.Equal("STARS", Assert.Throws<Fault>(() => other.Review(campaign, 11, "", first)).Reason);
        Assert.Equal("STARS", Assert.Throws<Fault>(() => other.Review(campaign, 0, "", first)).Reason);
    }

    [Fact]
    public void A_plaque_is_handed_over_once_and_not_before_the_name_was_given()
    {
        var (row, day) = (New(), first);
        foreach (var way in ways[CandidateStatus.Named]) steps[way](row, day = day.AddDays(10));
        Assert.Equal("PLAQUE_BEFORE_NAMED", Assert.Throws<Fault>(() => row.HandOverPlaque(new KnownDay(day.AddDays(-1), DayPrecision.Day), "", ChinaTime.Start(day))).Reason);
        Assert.Equal("PLAQUE_BEFORE_NAMED", Assert.Throws<Fault>(() => row.HandOverPlaque(new KnownDay(new DateOnly(day.Year, day.Month, 1).AddMonths(-1), DayPrecision.Month), "", ChinaTime.Start(day))).Reason);
        // The month of the name may mean its last day.
        row.HandOverPlaque(new KnownDay(new DateOnly(day.Year, day.Month, 1), DayPrecision.Month), "表彰大会", ChinaTime.Start(day));
        Assert.Equal((CandidateStatus.Plaqued, $"{day:yyyy-MM} 授牌:表彰大会", true), (row.Status, row.Steps[^1].Note, row.IsNamed));
        row.Keep(campaign, 0, "", day);
        Assert.Equal("PLAQUE_HANDED_OVER", Assert.Throws<Fault>(() => row.HandOverPlaque(new KnownDay(day, DayPrecision.Day), "", ChinaTime.Start(day))).Reason);
    }

    [Fact]
    public void A_plaque_after_a_recheck_leaves_the_name_kept_and_is_no_second_recheck()
    {
        var (row, day) = (New(), first);
        foreach (var way in ways[CandidateStatus.Kept]) steps[way](row, day = day.AddDays(10));
        row.HandOverPlaque(new KnownDay(day, DayPrecision.Day), "", ChinaTime.Start(day));
        Assert.Equal((CandidateStatus.Kept, CandidateStatus.Plaqued, row.Version), (row.Status, row.Steps[^1].Status, row.Steps[^1].No));
        Assert.Single(row.Steps, step => step.Status == CandidateStatus.Kept);
    }

    static Candidate Child() => new() { County = "140322", Id = Guid.CreateVersion7(), CampaignId = campaign.Id, Kind = CreationKind.GoodYouth, Site = "140322001001", Name = "测少年", Deed = "助人为乐", IsMinor = true, School = "某小学", Grade = "五年级" };

    static readonly Campaign selection = new()
    {
        County = "140322",
        Id = campaign.Id,
        Kind = CreationKind.GoodYouth,
        Title = "2026 年好少年评选",
        Year = 2026,
        DeclareFrom = first,
        DeclareTo = first.AddDays(400),
        NoticeDays = 7,
        BarMonths = 0,
        RecheckMonths = 0,
        MostStars = 0,
        Honour = "某县好少年",
        Level = HonourLevel.County,
    };

    [Fact]
    public void Of_a_child_nothing_is_shown_before_the_guardian_agreed_and_nothing_after_it_was_taken_back()
    {
        var child = Child();
        child.Declare(selection, [], first);
        child.Review(selection, 0, "", first);
        Assert.Equal("GUARDIAN_CONSENT_REQUIRED", Assert.Throws<Fault>(() => child.OpenNotice(selection, first)).Reason);
        Assert.Equal("GUARDIAN_CONSENT_REQUIRED", Assert.Throws<Fault>(() => child.Agree(true, "母亲", null, true)).Reason);
        Assert.Equal((CandidateStatus.Reviewed, false), (child.Status, child.IsPublic));
        child.Agree(true, "母亲", first, showSchool: false);
        child.OpenNotice(selection, first);
        Assert.Equal((true, "", "某小学"), (child.IsPublic, child.ToProto(forStaff: false).School, child.ToProto(forStaff: true).School));
        Assert.Null(child.ToProto(forStaff: false).Recommendation);
        child.Agree(true, "母亲", first, showSchool: true);
        Assert.Equal("某小学 五年级", $"{child.ToProto(forStaff: false).School} {child.ToProto(forStaff: false).Grade}");
        child.NameIt(selection, ChinaTime.Start(first.AddDays(7)));
        Assert.Null(child.RecheckDueOn);
        Assert.Equal("NOT_RECHECKED", Assert.Throws<Fault>(() => child.Keep(selection, 0, "", first.AddDays(8))).Reason);
        child.Agree(false, "", null, showSchool: true);
        Assert.Equal((false, "", null), (child.IsPublic, child.ToProto(forStaff: false).School, child.GuardianAgreedOn));
    }

    [Fact]
    public void Votes_are_entered_before_the_result_and_for_persons_only()
    {
        var (child, household) = (Child(), New());
        child.Declare(selection, [], first);
        child.CountVotes(321);
        Assert.Equal(321, child.Votes);
        child.Refuse("票数不够", first);
        Assert.Equal("CANDIDATE_NOT_OPEN", Assert.Throws<Fault>(() => child.CountVotes(322)).Reason);
        household.Declare(campaign, [], first);
        Assert.Equal("NOT_A_SELECTION", Assert.Throws<Fault>(() => household.CountVotes(1)).Reason);
        Assert.Equal("NOT_A_SELECTION", Assert.Throws<Fault>(() => household.Agree(true, "", null, false)).Reason);
    }

    static readonly string[] tried = ["declare", "withdraw", "review", "refuse", "notice", "object", "uphold", "dismiss", "name", "plaque", "keep", "revoke"];

    [Fact]
    public void Whatever_is_tried_a_name_stands_only_after_a_whole_notice_without_an_open_or_upheld_objection() =>
        Gen.Select(Gen.Int[0, tried.Length - 1].Select(i => tried[i]), Gen.Int[0, 9]).Array[0, 25].Sample(tries =>
        {
            var (row, day) = (New(), first);
            foreach (var (step, days) in tries)
            {
                day = day.AddDays(days);
                var (before, trail) = (row.Status, row.Steps.Count);
                try
                {
                    if (step == "object") row.Object("有异议的事", "", "", ChinaTime.Start(day));
                    else if (step is "uphold" or "dismiss")
                    {
                        if (row.Objections.FirstOrDefault(objection => objection.Decision == ObjectionDecision.Open) is { } open) row.Decide(open, step == "uphold", "已核实");
                    }
                    else steps[step](row, day);
                }
                catch (Fault)
                {
                    Assert.Equal((before, trail), (row.Status, row.Steps.Count));
                    continue;
                }
                if (row.Status != before && row.Status != CandidateStatus.Kept) Assert.Contains(legal, way => way.Key.Item1 == before && way.Value == row.Status);
                if (row.IsNamed)
                {
                    Assert.True(row.NamedOn > row.NoticeTo && row.NoticeTo == row.NoticeFrom!.Value.AddDays(campaign.NoticeDays - 1));
                    Assert.All(row.Objections, objection => Assert.Equal(ObjectionDecision.Dismissed, objection.Decision));
                }
                Assert.Equal(row.Status == CandidateStatus.Revoked, row.BarredUntil is not null);
                if (row.PlaqueOn is { } plaque) Assert.True(plaque >= row.NamedOn);
            }
        });
}
