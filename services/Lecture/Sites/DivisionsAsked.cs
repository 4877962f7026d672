using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Lecture.Sites;

/// <summary>
/// Asks Organization, with the caller's own token, which divisions must have a site (应建): the list of divisions is the honest denominator of coverage, a site that was never opened is on it. Lecture keeps no copy: of divisions nobody tells by event.
/// </summary>
public sealed class DivisionsAsked(IServiceProvider services)
{
    // A page of the owner's list.
    const int page = 200;

    /// <summary>Villages and communities that must have a station on a day, by code.</summary>
    /// <param name="prefixes">What the caller may see.</param>
    /// <exception cref="Fault">SERVICE_UNAVAILABLE when Organization does not answer.</exception>
    public async Task<IReadOnlyList<string>> VillagesAsync(IEnumerable<string> prefixes, DateOnly day, ServerCallContext context)
    {
        var (client, due) = (services.GetRequiredService<Organization.V1.Sites.SitesClient>(), new SortedSet<string>(StringComparer.Ordinal));
        var headers = new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } };
        var (at, until) = (ChinaTime.Text(day), DateTime.UtcNow.AddSeconds(15));
        try
        {
            foreach (var prefix in prefixes.Distinct())
            {
                var request = new ListDivisionsRequest { Prefix = prefix, TierDue = Tier.Station, PageSize = page };
                do
                {
                    var answer = await client.ListDivisionsAsync(request, new CallOptions(headers, until, context.CancellationToken));
                    // Days are written so that the order of the texts is that of the days.
                    due.UnionWith(answer.Divisions.Where(each => string.CompareOrdinal(each.Since, at) <= 0 && (each.Until.Length == 0 || string.CompareOrdinal(at, each.Until) < 0)).Select(each => each.Code));
                    request.PageToken = answer.NextPageToken;
                }
                while (request.PageToken.Length > 0);
            }
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { throw Fault.Unavailable(); }
        return [.. due];
    }
}
