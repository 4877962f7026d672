using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Lecture.Venues;

/// <summary>A venue (阵地) of the pool, as it was named when a lecture was planned there; what it is stands with its owner.</summary>
public sealed record NamedVenue(Guid Id, string Name);

/// <summary>Asks Organization, with the caller's own token, for a venue (阵地) of a site, e.g. its 红色讲堂: a decision that must be true now, and of which Lecture keeps no copy.</summary>
public sealed class VenueAsked(IServiceProvider services)
{
    /// <summary>The venue that a form names; null where it names none.</summary>
    /// <exception cref="Fault">INVALID_ID, UNKNOWN_VENUE: none of the site; VENUE_WITHDRAWN: it left the pool; SERVICE_UNAVAILABLE when Organization does not answer.</exception>
    public async Task<NamedVenue?> OfAsync(string id, string site, ServerCallContext context)
    {
        if (id.Length == 0) return null;
        var check = new Check();
        var venue = check.Id("venueId", "阵地", id);
        check.Done();
        var options = new CallOptions(new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } }, DateTime.UtcNow.AddSeconds(8), context.CancellationToken);
        try
        {
            var found = await services.GetRequiredService<Organization.V1.Venues.VenuesClient>().GetVenueAsync(new GetVenueRequest { Id = id }, options);
            if (found.Site != site) throw Unknown();
            return found.Status == VenueStatus.InPool ? new NamedVenue(venue, found.Name) : throw Fault.Invalid("venueId", "VENUE_WITHDRAWN", $"阵地“{found.Name}”已退出阵地资源库");
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound) { throw Unknown(); }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { throw Fault.Unavailable(); }
    }

    static Fault Unknown() => Fault.Invalid("venueId", "UNKNOWN_VENUE", "这个站点没有这处阵地");
}
