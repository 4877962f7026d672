using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Pilots;

/// <summary>From a request to the pilots that it seeks, and what naming and ending one entail.</summary>
static class PilotRows
{
    internal static IQueryable<PilotDesignation> Sought(this IQueryable<PilotDesignation> rows, ListPilotsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("level", "级别", request.Level);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();
        rows = rows.Under(pilot => pilot.Site, [prefix]).Recorded(moment, pilot => pilot.Id);
        if (to is not null) rows = rows.Where(pilot => pilot.DesignatedOn <= to);
        if (to is not null || moment.Until is not null) rows = rows.Standing(moment, to, pilot => pilot.EndedOn, pilot => pilot.LeftAt);
        return request.Level == PolicyLevel.Unspecified ? rows : rows.Where(pilot => pilot.Level == request.Level);
    }

    public static void Enter(this OrganizationDb db, PilotDesignation pilot)
    {
        db.Pilots.Add(pilot);
        db.Count(pilot.County, pilot.Site, pilot.DesignatedOn, PolicyMeasures.Pilots, dimension: pilot.Level.ToString());
    }

    /// <exception cref="Fault">PILOT_ENDED, ENDED_BEFORE_BEGUN.</exception>
    public static void End(this OrganizationDb db, PilotDesignation pilot, DateOnly on)
    {
        pilot.End(on, db.Clock.GetUtcNow());
        db.Count(pilot.County, pilot.Site, on, PolicyMeasures.Pilots, by: -1, dimension: pilot.Level.ToString());
    }
}
