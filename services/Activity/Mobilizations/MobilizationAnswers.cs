using CivPractice.Activity.Figures;
using CivPractice.Platform;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Activity.Mobilizations;

/// <summary>Mobilizations as people see them, and how answers are counted.</summary>
static class MobilizationAnswers
{
    internal static V1.Mobilization ToWire(this Mobilization row) => new()
    {
        Number = row.Number,
        Event = row.Event,
        Level = row.Level,
        IssuedBy = row.IssuedBy,
        Command = row.Command,
        Call = row.Call,
        Area = row.Area,
        TaskKinds = { row.TaskKinds },
        Needed = row.Needed,
        StartsAt = row.StartsAt.ToTimestamp(),
        EndedAt = row.EndedAt?.ToTimestamp(),
        Drill = row.Drill,
    };

    internal static V1.SiteAnswer ToWire(this SiteAnswer row) => new() { Site = row.Site, AnsweredAt = row.AnsweredAt.ToTimestamp(), Note = row.Note };

    internal static V1.VolunteerAnswer ToWire(this VolunteerAnswer row, string name) => new()
    {
        PersonId = row.PersonId.ToString(),
        PersonName = name,
        Site = row.Site,
        Kind = row.Kind,
        TaskKinds = { row.TaskKinds },
        AnsweredAt = row.AnsweredAt.ToTimestamp(),
    };

    internal static void Count(this ActivityDb db, Mobilization of, SiteAnswer row) =>
        db.Count(row.County, row.Site, ChinaTime.Day(row.AnsweredAt), of.Drill ? ActivityMeasures.DrillSites : ActivityMeasures.MobilizationSites, dimension: of.Number);

    internal static void Count(this ActivityDb db, Mobilization of, VolunteerAnswer row) =>
        db.Count(row.County, row.Site, ChinaTime.Day(row.AnsweredAt), of.Drill ? ActivityMeasures.DrillVolunteers : ActivityMeasures.MobilizationVolunteers, dimension: of.Number);

    internal static void Count(this ActivityDb db, Mobilization of, TeamAnswer row) =>
        db.Count(row.County, row.Site, ChinaTime.Day(row.AnsweredAt), of.Drill ? ActivityMeasures.DrillTeams : ActivityMeasures.MobilizationTeams, dimension: of.Number);

    internal static void CountDone(this ActivityDb db, Mobilization of, MobilizationTask row, DateTimeOffset at) =>
        db.Count(row.County, row.Site, ChinaTime.Day(at), of.Drill ? ActivityMeasures.DrillTasksDone : ActivityMeasures.MobilizationTasksDone, dimension: of.Number);

    internal static void CountFilled(this ActivityDb db, Mobilization of, MobilizationShift row, int by) =>
        db.Count(row.County, row.Site, row.Day, of.Drill ? ActivityMeasures.DrillShiftsFilled : ActivityMeasures.MobilizationShiftsFilled, by, of.Number);

    internal static void CountPresent(this ActivityDb db, Mobilization of, MobilizationShift row, int by) =>
        db.Count(row.County, row.Site, row.Day, of.Drill ? ActivityMeasures.DrillPersonShifts : ActivityMeasures.MobilizationPersonShifts, by, of.Number);

    // An exercise credits nobody, and so counts nothing.
    internal static void CountMinutes(this ActivityDb db, Mobilization of, MobilizationShift row, int by)
    {
        if (!of.Drill && by != 0) db.Count(row.County, row.Site, row.Day, ActivityMeasures.MobilizationMinutes, by, of.Number);
    }

    internal static V1.TeamAnswer ToWire(this TeamAnswer row, string name) => new()
    {
        TeamId = row.TeamId.ToString(),
        TeamName = name,
        Site = row.Site,
        People = row.People,
        AnsweredAt = row.AnsweredAt.ToTimestamp(),
    };

    internal static V1.MobilizationTask ToWire(this MobilizationTask row, string team) => new()
    {
        Id = row.Id.ToString(),
        Mobilization = row.Mobilization,
        What = row.What,
        Site = row.Site,
        Neighbourhood = row.Neighbourhood,
        Needed = row.Needed,
        StartsAt = row.StartsAt.ToTimestamp(),
        EndsAt = row.EndsAt.ToTimestamp(),
        State = row.State,
        TeamId = row.TeamId?.ToString() ?? "",
        TeamName = team,
        Outcome = row.Outcome,
        DoneAt = row.DoneAt?.ToTimestamp(),
        SourceNumber = row.SourceNumber ?? "",
    };

    internal static V1.Shift ToWire(this MobilizationShift row, bool handedOver) => new()
    {
        Id = row.Id.ToString(),
        TaskId = row.TaskId.ToString(),
        Mobilization = row.Mobilization,
        Site = row.Site,
        StartsAt = row.StartsAt.ToTimestamp(),
        EndsAt = row.EndsAt.ToTimestamp(),
        Needed = row.Needed,
        People = row.People,
        Present = row.Present,
        FilledAt = row.FilledAt?.ToTimestamp(),
        ConfirmedAt = row.ConfirmedAt?.ToTimestamp(),
        HandedOver = handedOver,
        Coverage = MobilizationShift.Coverage(row.Present, row.Needed) ?? 0,
        ClosedAt = row.ClosedAt?.ToTimestamp(),
    };

    internal static V1.OnShift ToWire(this ShiftPerson row, MobilizationShift shift, string name) => new()
    {
        PersonId = row.PersonId.ToString(),
        PersonName = name,
        Present = row.Present,
        CheckedInAt = row.CheckedInAt?.ToTimestamp(),
        CheckedOutAt = row.CheckedOutAt?.ToTimestamp(),
        Minutes = row.MinutesBy(shift),
        Grade = row.Grade,
        Reason = row.Reason,
    };

    internal static V1.HandOver ToWire(this ShiftHandOver row, string person) => new()
    {
        ShiftId = row.ShiftId.ToString(),
        NextShiftId = row.NextShiftId?.ToString() ?? "",
        Note = row.Note,
        PersonName = person,
        At = row.At.ToTimestamp(),
    };
}
