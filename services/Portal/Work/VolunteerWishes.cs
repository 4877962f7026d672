using CivPractice.Portal.Shared;
using CivPractice.Volunteer.V1;
using Grpc.Core;

namespace CivPractice.Portal.Work;

/// <summary>Skills (技能) and kinds of service (服务类别) of somebody, as one form says them.</summary>
static class VolunteerWishes
{
    /// <exception cref="Platform.Faults.Fault">What the owner refuses.</exception>
    public static async Task SaveAsync(RosterClient roster, VolunteerProfilesClient profiles, string person, Typed typed, Metadata once)
    {
        // What was not touched is not taken apart again: a skill may have a space in it.
        if (typed["skills"] != typed["skillsBefore"]) await roster.SetSkillsAsync(new SetSkillsRequest { PersonId = person, Skills = { VolunteerWords.Apart(typed["skills"]) } }, once);
        await profiles.SetServiceKindsAsync(new SetServiceKindsRequest { PersonId = person, ServiceKinds = { typed.All("serviceKinds") } }, once);
    }
}
