using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using Grpc.Core;

namespace CivPractice.Activity.Tests.Needs;

/// <summary>The same matter asked for twice, and a rating told by telephone.</summary>
public sealed class MergingTests(ActivityRunning running)
{
    static async Task<NeedTrail> TrackAsync(County county, CreateNeedResponse need) =>
        await county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode }, county.As(county.Visitor));

    static AsyncUnaryCall<V1.Need> Merge(County county, CreateNeedResponse need, CreateNeedResponse into, Caller? by = null) =>
        county.Needs.MergeNeedAsync(new MergeNeedRequest { Id = need.Id, IntoId = into.Id, Reason = "同一盏路灯" }, county.As(by ?? county.Clerk));

    [Fact]
    public async Task Both_codes_follow_the_need_that_goes_on_and_either_rates_it()
    {
        var county = await running.CountyAsync();
        var (first, second, third) = (await county.PostNeedAsync(), await county.PostNeedAsync(), await county.PostNeedAsync());
        Assert.Equal("SAME_NEED", (await County.RefusedAsync(Merge(county, first, first))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Merge(county, second, first, county.Leader))).Reason);
        var merged = await Merge(county, second, first);
        Assert.Equal((NeedStatus.NeedMerged, first.Id), (merged.Status, merged.MergedInto));
        Assert.Equal("NEED_NOT_OPEN", (await County.RefusedAsync(Merge(county, second, third))).Reason);
        // The one that goes on may itself turn out to be another's.
        await Merge(county, first, third);
        Assert.Equal("TARGET_CLOSED", (await County.RefusedAsync(county.Needs.MergeNeedAsync(new MergeNeedRequest { Id = third.Id, IntoId = first.Id }, county.As(county.Clerk)))).Reason);

        await county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = third.Id }, county.As(county.Clerk));
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = third.Id, TeamId = county.Team.ToString() }, county.As(county.Office));
        await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = third.Id }, county.As(county.Leader));
        var trail = await TrackAsync(county, second);
        Assert.Equal((second.Number, NeedStatus.NeedAccepted, County.TeamName, third.Number), (trail.Number, trail.Status, trail.TeamName, trail.MergedInto));
        Assert.Equal([NeedStatus.NeedPosted, NeedStatus.NeedMerged], trail.Steps.Take(2).Select(step => step.Status));
        Assert.Equal([NeedStatus.NeedVerified, NeedStatus.NeedDispatched, NeedStatus.NeedAccepted], trail.Steps.TakeLast(3).Select(step => step.Status));
        Assert.Equal("", (await TrackAsync(county, third)).MergedInto);
        Assert.Equal("NEED_NOT_OPEN", (await County.RefusedAsync(county.Needs.WithdrawNeedAsync(new WithdrawNeedRequest { Number = second.Number, TrackingCode = second.TrackingCode }, county.As(county.Visitor)))).Reason);

        await county.ServeAsync(third);
        Assert.Equal((NeedStatus.NeedRated, 5), (await county.RateAsync(second, 5)) is var rated ? (rated.Status, rated.Rating) : default);
        Assert.Equal("NEED_NOT_DONE", (await County.RefusedAsync(county.Needs.RateNeedAsync(new RateNeedRequest { Number = first.Number, TrackingCode = first.TrackingCode, Rating = 1 }, county.As(county.Visitor)))).Reason);
        await county.AgreeAsync(("needs.posted", 3), ("needs.accepted", 1), ("needs.done", 1), ("needs.rated", 1), ("needs.satisfied", 1));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }

    [Fact]
    public async Task A_need_of_another_county_is_not_merged_into()
    {
        var (county, other) = (await running.CountyAsync(), await running.CountyAsync());
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(Merge(county, await county.PostNeedAsync(), await other.PostNeedAsync()))).Reason);
    }

    [Fact]
    public async Task A_rating_told_by_telephone_says_so_and_counts_like_any()
    {
        var county = await running.CountyAsync();
        var (need, low) = (await county.ServedNeedAsync(), await county.ServedNeedAsync());
        RecordCallBackRequest Told(CreateNeedResponse of, int rating, string reason = "老人不会用手机") => new() { Id = of.Id, Rating = rating, Comment = "修得好", Reason = reason };
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Needs.RecordCallBackAsync(Told(need, 5), county.As(county.Leader)))).Reason);
        Assert.Equal("REQUIRED", (await County.RefusedAsync(county.Needs.RecordCallBackAsync(Told(need, 5, ""), county.As(county.Clerk)))).Reason);
        Assert.Equal("NEED_NOT_DONE", (await County.RefusedAsync(county.Needs.RecordCallBackAsync(Told(await county.PostNeedAsync(), 5), county.As(county.Clerk)))).Reason);
        var rated = await county.Needs.RecordCallBackAsync(Told(need, 5), county.As(county.Clerk));
        Assert.Equal((NeedStatus.NeedRated, 5, "修得好", "电话回访评价:5 分(老人不会用手机)"), (rated.Status, rated.Rating, rated.RatingComment, rated.Steps[^1].Note));
        Assert.Equal("电话回访评价:5 分(老人不会用手机)", (await TrackAsync(county, need)).Steps[^1].Note);
        Assert.Equal("NEED_NOT_DONE", (await County.RefusedAsync(county.Needs.RateNeedAsync(new RateNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode, Rating = 1 }, county.As(county.Visitor)))).Reason);
        // A low one reopens as it does by code.
        Assert.True((await county.Needs.RecordCallBackAsync(Told(low, 1), county.As(county.Clerk))).Reopened);
        Assert.Equal([2L], await county.AskAsync<long>("select count(*) from audit_entry where county = $1 and action = 'need.call-back'", county.Code));
        await county.AgreeAsync(("needs.done", 1), ("needs.rated", 2), ("needs.satisfied", 1));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }
}
