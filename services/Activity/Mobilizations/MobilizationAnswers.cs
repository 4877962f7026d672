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
}
