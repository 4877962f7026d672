using CivPractice.Activity.V1;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Activity.SignUps;

/// <summary>A sign-up as its person and the leader see it.</summary>
static class SignUpAnswers
{
    internal static SignUpResponse ToWire(this SignUp row, DateTimeOffset starts, DateTimeOffset ends, int waitingPlace, string name = "") => new()
    {
        ActivityId = row.ActivityId.ToString(),
        PostId = row.PostId.ToString(),
        PersonId = row.PersonId.ToString(),
        Status = row.Status,
        WaitingPlace = waitingPlace,
        CheckedInAt = row.CheckedInAt?.ToTimestamp(),
        CheckedOutAt = row.CheckedOutAt?.ToTimestamp(),
        Minutes = row.MinutesBy(starts, ends),
        PersonName = name,
    };
}
