using CivPractice.Platform.V1;

namespace CivPractice.Activity.V1;

/// <summary>
/// A volunteer's attendance was confirmed when the activity's list, or that of a shift of a mobilization, was closed; hours arise from it (志愿服务条例 Art. 19). One fact per person and activity or shift.
/// </summary>
/// <param name="ActivityId">Of the activity; of the shift where <paramref name="Kind"/> says one.</param>
/// <param name="ActivityTitle">The activity's name as it stood when the list was closed.</param>
/// <param name="Site">Code of the site that ran the activity.</param>
/// <param name="TeamId">The team that served; null for an activity of the site itself.</param>
/// <param name="Minutes">Served minutes by rule, 1 to 1460; whole minutes, never rounded to hours. 0 only where a correction of a shift takes back all that was confirmed before.</param>
/// <param name="ServedOn">Civil day (Asia/Shanghai) of the check-in, of the start where there was none.</param>
/// <param name="Grade">How far it can be trusted: <c>A</c> code in and out, <c>B</c> one of them and the leader's confirmation, <c>C</c> a paper list.</param>
/// <param name="Version">Version of the sign-up; 1 or more, a later fact about the same sign-up has a higher one.</param>
/// <param name="Kind"><see cref="Activity"/> or <see cref="Shift"/>; facts from before there were shifts say nothing, and are of activities.</param>
public sealed record AttendanceConfirmed(
    string County,
    Guid ActivityId,
    string ActivityTitle,
    string Site,
    Guid? TeamId,
    Guid PersonId,
    int Minutes,
    DateOnly ServedOn,
    string Grade,
    long Version,
    string Kind = AttendanceConfirmed.Activity) : IEvent
{
    /// <summary>An activity.</summary>
    public const string Activity = "activity";

    /// <summary>A shift of a mobilization (动员班次).</summary>
    public const string Shift = "mobilization-shift";
}
