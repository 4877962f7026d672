using CivPractice.Activity.Needs;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using CsCheck;
using Need = CivPractice.Activity.Needs.Need;

namespace CivPractice.Activity.Tests.Needs;

/// <summary>The state machine of a need, every state against every step.</summary>
public sealed class NeedTests
{
    static readonly DateTimeOffset now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly Guid team = Guid.CreateVersion7(), other = Guid.CreateVersion7();

    static readonly Dictionary<string, Action<Need>> steps = new()
    {
        ["post"] = need => need.Post("锦隆站", now),
        ["verify"] = need => need.Verify("锦隆站", "", now),
        ["refuse"] = need => need.Refuse("锦隆站", "不属于服务范围", now),
        ["dispatch"] = need => need.Dispatch(team, "便民服务队", now),
        ["redispatch"] = need => need.Redispatch(other, "电工队", "一直没有回音", now),
        ["accept"] = need => need.Accept("便民服务队", now),
        ["decline"] = need => need.Decline("便民服务队", "人手不够", now),
        ["serve"] = need => need.Serve(Guid.CreateVersion7(), "修灯", now),
        ["unserve"] = need => need.Unserve("下雨", now),
        ["finish"] = need => need.Finish(now),
        ["withdraw"] = need => need.Withdraw("修好了", now),
        ["refer"] = need => need.Refer("12345 热线", "属于物业维修", now),
        ["merge"] = need => need.MergeInto(Other(), "同一盏灯", now),
        ["rate"] = need => need.Rate(5, "满意", now),
        ["complain"] = need => need.Rate(2, "灯又坏了", now),
    };

    // domain: 待核实 -> 待派单 -> 已派单 -> 已接单 -> 服务中 -> 已完成 -> 已评价, and the side ways.
    static readonly Dictionary<(NeedStatus From, string Step), NeedStatus> legal = new()
    {
        [(NeedStatus.Unspecified, "post")] = NeedStatus.NeedPosted,
        [(NeedStatus.NeedPosted, "verify")] = NeedStatus.NeedVerified,
        [(NeedStatus.NeedPosted, "refuse")] = NeedStatus.NeedRefused,
        [(NeedStatus.NeedPosted, "withdraw")] = NeedStatus.NeedWithdrawn,
        [(NeedStatus.NeedVerified, "dispatch")] = NeedStatus.NeedDispatched,
        [(NeedStatus.NeedVerified, "withdraw")] = NeedStatus.NeedWithdrawn,
        [(NeedStatus.NeedDispatched, "accept")] = NeedStatus.NeedAccepted,
        [(NeedStatus.NeedDispatched, "decline")] = NeedStatus.NeedVerified,
        [(NeedStatus.NeedPosted, "refer")] = NeedStatus.NeedReferred,
        [(NeedStatus.NeedVerified, "refer")] = NeedStatus.NeedReferred,
        [(NeedStatus.NeedDispatched, "refer")] = NeedStatus.NeedReferred,
        [(NeedStatus.NeedAccepted, "refer")] = NeedStatus.NeedReferred,
        [(NeedStatus.NeedPosted, "merge")] = NeedStatus.NeedMerged,
        [(NeedStatus.NeedVerified, "merge")] = NeedStatus.NeedMerged,
        [(NeedStatus.NeedDispatched, "redispatch")] = NeedStatus.NeedDispatched,
        [(NeedStatus.NeedAccepted, "redispatch")] = NeedStatus.NeedDispatched,
        [(NeedStatus.NeedAccepted, "decline")] = NeedStatus.NeedVerified,
        [(NeedStatus.NeedDispatched, "withdraw")] = NeedStatus.NeedWithdrawn,
        [(NeedStatus.NeedAccepted, "serve")] = NeedStatus.NeedInService,
        [(NeedStatus.NeedAccepted, "withdraw")] = NeedStatus.NeedWithdrawn,
        [(NeedStatus.NeedInService, "unserve")] = NeedStatus.NeedAccepted,
        [(NeedStatus.NeedInService, "finish")] = NeedStatus.NeedDone,
        [(NeedStatus.NeedDone, "rate")] = NeedStatus.NeedRated,
        // The first time; the second low rating stands.
        [(NeedStatus.NeedDone, "complain")] = NeedStatus.NeedVerified,
    };

    static readonly Dictionary<NeedStatus, string[]> ways = new()
    {
        [NeedStatus.Unspecified] = [],
        [NeedStatus.NeedPosted] = ["post"],
        [NeedStatus.NeedVerified] = ["post", "verify"],
        [NeedStatus.NeedDispatched] = ["post", "verify", "dispatch"],
        [NeedStatus.NeedAccepted] = ["post", "verify", "dispatch", "accept"],
        [NeedStatus.NeedInService] = ["post", "verify", "dispatch", "accept", "serve"],
        [NeedStatus.NeedDone] = ["post", "verify", "dispatch", "accept", "serve", "finish"],
        [NeedStatus.NeedRated] = ["post", "verify", "dispatch", "accept", "serve", "finish", "rate"],
        [NeedStatus.NeedRefused] = ["post", "refuse"],
        [NeedStatus.NeedWithdrawn] = ["post", "withdraw"],
        [NeedStatus.NeedReferred] = ["post", "refer"],
        [NeedStatus.NeedMerged] = ["post", "merge"],
    };

    public static TheoryData<NeedStatus, string> Everything => [.. from state in ways.Keys from step in steps.Keys select (state, step)];

    [Theory, MemberData(nameof(Everything))]
    public void A_step_leads_where_the_table_says_or_is_refused_naming_the_present_state(NeedStatus state, string step)
    {
        var need = In(state);
        if (legal.TryGetValue((state, step), out var to))
        {
            steps[step](need);
            Assert.Equal(to, need.Status);
            Assert.Equal(to, need.Steps[^1].Status);
            return;
        }
        var version = need.Version;
        var fault = Assert.Throws<Fault>(() => steps[step](need));
        Assert.StartsWith("NEED_NOT_", fault.Reason, StringComparison.Ordinal);
        Assert.Contains($"“{state.Title()}”", fault.Message, StringComparison.Ordinal);
        Assert.Equal((state, version), (need.Status, need.Version));
    }

    [Fact]
    public void Whatever_is_tried_in_whatever_order_the_need_keeps_its_promises() =>
        Gen.Int[0, steps.Count - 1].Select(at => steps.Keys.ElementAt(at)).List[0, 60].Sample(tried =>
        {
            var need = New();
            foreach (var step in tried)
            {
                var before = (need.Status, need.Version, need.Steps.Count);
                var reopened = need.IsReopened;
                try
                {
                    steps[step](need);
                    Assert.True(legal.ContainsKey((before.Status, step)));
                    // Reopening is a step after the rating, told apart in the trail.
                    Assert.Equal(before.Version + (step == "complain" && !reopened ? 2 : 1), need.Version);
                }
                catch (Fault) { Assert.Equal(before, (need.Status, need.Version, need.Steps.Count)); }

                Assert.Equal(need.Version, need.Steps.Count);
                Assert.Equal(need.Steps.Select(each => each.No), Enumerable.Range(1, need.Steps.Count).Select(no => (long)no));
                Assert.Equal(need.Rating > 0, need.Status == NeedStatus.NeedRated || need.IsReopened);
                Assert.InRange(need.Steps.Count(each => each.Status == NeedStatus.NeedRated), 0, 2);
                if (need.IsReopened) Assert.Equal(2, need.Rating);
                Assert.Equal(need.ActivityId is not null, need.Status is NeedStatus.NeedInService or NeedStatus.NeedDone or NeedStatus.NeedRated);
                Assert.Equal(need.DueAt is not null, need.Status is NeedStatus.NeedPosted or NeedStatus.NeedVerified or NeedStatus.NeedDispatched);
                if (need.Status is NeedStatus.NeedDispatched or NeedStatus.NeedAccepted or NeedStatus.NeedInService or NeedStatus.NeedDone or NeedStatus.NeedRated) Assert.NotNull(need.TeamId);
                if (need.Status is NeedStatus.NeedPosted or NeedStatus.NeedVerified) Assert.Null(need.TeamId);
                Assert.Equal(need.Status is NeedStatus.NeedDone or NeedStatus.NeedRated or NeedStatus.NeedRefused or NeedStatus.NeedWithdrawn or NeedStatus.NeedReferred or NeedStatus.NeedMerged or NeedStatus.Unspecified, !need.ShowsContact);
            }
        });

    [Fact]
    public void A_low_rating_reopens_once_and_the_second_stands()
    {
        var need = In(NeedStatus.NeedDone);
        need.Rate(1, "甲某某家的灯又坏了", now);
        Assert.Equal((NeedStatus.NeedVerified, 1, true), (need.Status, need.Rating, need.IsReopened));
        Assert.Equal((null, null, now.AddDays(1)), (need.TeamId, need.ActivityId, need.DueAt));
        Assert.Equal([NeedStatus.NeedDone, NeedStatus.NeedRated, NeedStatus.NeedVerified], need.Steps.TakeLast(3).Select(step => step.Status));
        Assert.Equal("评分较低,已重开,将重新派单:提出人家的灯又坏了", need.Steps[^1].Note);
        foreach (var step in new[] { "dispatch", "accept", "serve", "finish" }) steps[step](need);
        Assert.True(need.IsReopened);
        need.Rate(1, "还是不亮", now);
        Assert.Equal((NeedStatus.NeedRated, 1, false), (need.Status, need.Rating, need.IsReopened));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(5, false)]
    public void Ratings_of_1_and_2_are_low(int rating, bool reopens)
    {
        var need = In(NeedStatus.NeedDone);
        need.Rate(rating, "", now);
        Assert.Equal(reopens, need.IsReopened);
    }

    [Fact]
    public void Another_team_is_another_one_and_a_referral_says_to_whom()
    {
        var need = In(NeedStatus.NeedAccepted);
        Assert.Equal("SAME_TEAM", Assert.Throws<Fault>(() => need.Redispatch(team, "便民服务队", "换个人", now)).Reason);
        need.Redispatch(other, "电工队", "队长离任", now);
        Assert.Equal((other, "已改派给电工队:队长离任", "队长离任"), (need.TeamId!.Value, need.Steps[^1].Note, need.Reason));
        need.Refer("12345 热线", "甲某某要的是物业维修", now);
        Assert.Equal(("已转介给12345 热线:提出人要的是物业维修", "转介给12345 热线:提出人要的是物业维修"), (need.Steps[^1].Note, need.Reason));
    }

    [Fact]
    public void The_trail_names_site_and_team_and_never_a_person()
    {
        var need = In(NeedStatus.NeedRated);
        var trail = need.ToTrail("便民服务队").ToString();
        Assert.Contains("锦隆站", trail, StringComparison.Ordinal);
        var careless = New();
        careless.Post("锦隆站", now);
        careless.Refuse("锦隆站", "甲某某家不在本社区", now);
        Assert.Equal("锦隆站未受理:提出人家不在本社区", careless.Steps[^1].Note);
        Assert.Equal("提出人家不在本社区", careless.Reason);
        Assert.DoesNotContain(need.ContactName, trail, StringComparison.Ordinal);
        Assert.DoesNotContain(need.ContactPhone, trail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contact_is_shown_until_the_matter_is_closed()
    {
        Assert.Equal("甲某某", In(NeedStatus.NeedInService).ToWire("", withContact: true).ContactName);
        Assert.Equal("", In(NeedStatus.NeedInService).ToWire("", withContact: false).ContactPhone);
        foreach (var closed in new[] { NeedStatus.NeedDone, NeedStatus.NeedRefused, NeedStatus.NeedReferred, NeedStatus.NeedWithdrawn })
            Assert.Equal("", In(closed).ToWire("", withContact: true).ContactName + In(closed).ToWire("", withContact: true).ContactPhone);
    }

    [Fact]
    public void Merged_is_what_goes_on_in_another_need_that_is_open()
    {
        var (need, other) = (In(NeedStatus.NeedVerified), In(NeedStatus.NeedAccepted));
        var version = other.Version;
        need.MergeInto(other, "甲某某家的灯", now);
        Assert.Equal((other.Id, "和另一个需求是同一件事,合并办理:提出人家的灯", null), (need.MergedInto!.Value, need.Steps[^1].Note, need.DueAt));
        Assert.Equal((NeedStatus.NeedAccepted, version + 1, NeedStatus.NeedAccepted), (other.Status, other.Version, other.Steps[^1].Status));
        Assert.Equal("SAME_NEED", Assert.Throws<Fault>(() => other.MergeInto(other, "", now)).Reason);
        foreach (var closed in new[] { NeedStatus.NeedDone, NeedStatus.NeedMerged, NeedStatus.NeedRefused })
            Assert.Equal("TARGET_CLOSED", Assert.Throws<Fault>(() => In(NeedStatus.NeedPosted).MergeInto(In(closed), "", now)).Reason);
    }

    static Need Other()
    {
        var other = New();
        other.Post("锦隆站", now);
        return other;
    }

    static Need In(NeedStatus state)
    {
        var need = New();
        foreach (var step in ways[state]) steps[step](need);
        return need;
    }

    static Need New() => new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(),
        Number = "N-20260302-0001",
        CodeHash = [],
        Title = "灯不亮",
        Detail = "家有老人",
        Site = "140322001001",
        ContactName = "甲某某",
        ContactPhone = "10000000001",
        OnBehalfOf = "",
    };
}
