using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;
using Grpc.Core;

namespace CivPractice.Gateway.Accounts;

/// <summary>Asks Volunteer, with the caller's own token, whether the caller may see a person: a decision that no copy can answer.</summary>
public sealed class KnownPersons(IServiceProvider services)
{
    /// <exception cref="Fault">NOT_FOUND for a person of another county; SERVICE_UNAVAILABLE.</exception>
    public async Task RequireAsync(Guid person, ServerCallContext context)
    {
        try
        {
            var token = new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } };
            await services.GetRequiredService<Roster.RosterClient>().GetVolunteerAsync(new GetVolunteerRequest { PersonId = person.ToString() }, token, DateTime.UtcNow.AddSeconds(10), context.CancellationToken);
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.Unauthenticated)
        {
            throw Fault.NotFound("这个人");
        }
    }
}
