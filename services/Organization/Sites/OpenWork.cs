using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Organization.Sites;

/// <summary>Asks Activity, with the caller's own token, whether a site still has work that somebody must go on with: a decision that must be true now.</summary>
public sealed class OpenWork(IServiceProvider services)
{
    static readonly NeedStatus[] open = [NeedStatus.NeedPosted, NeedStatus.NeedVerified, NeedStatus.NeedDispatched, NeedStatus.NeedAccepted, NeedStatus.NeedInService];

    /// <exception cref="Fault">SITE_IN_USE; SERVICE_UNAVAILABLE when Activity does not answer.</exception>
    public async Task RefuseAsync(string code, ServerCallContext context)
    {
        var options = new CallOptions(new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } }, DateTime.UtcNow.AddSeconds(8), context.CancellationToken);
        try
        {
            var needs = services.GetRequiredService<Needs.NeedsClient>().ListNeedsAsync(new ListNeedsRequest { Prefix = code, Statuses = { open }, PageSize = 1 }, options).ResponseAsync;
            var activities = new[] { ActivityStatus.Recruiting, ActivityStatus.Running, ActivityStatus.Closing }
                .Select(status => services.GetRequiredService<Activities.ActivitiesClient>().ListActivitiesAsync(new ListActivitiesRequest { Prefix = code, Status = status, PageSize = 1 }, options).ResponseAsync).ToList();
            var what = new List<string>();
            if ((await needs).Needs.Count > 0) what.Add("没有办完的需求");
            if ((await Task.WhenAll(activities)).Any(answer => answer.Activities.Count > 0)) what.Add("没有结项的活动");
            if (what.Count > 0) throw Fault.Precondition("SITE_IN_USE", $"这个站点还有{string.Join("和", what)},请先办完,或者指明接续站点");
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { throw Fault.Unavailable(); }
    }
}
