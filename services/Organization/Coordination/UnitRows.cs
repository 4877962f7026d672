using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Coordination;

/// <summary>From a request to the units that it seeks; the rules of units and duties, and what entering one entails.</summary>
static class UnitRows
{
    internal static IQueryable<CoordinationUnit> Sought(this IQueryable<CoordinationUnit> rows, ListMemberUnitsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var group = check.Optional("group", "协调小组", request.Group, most: 60);
        var query = check.Optional("query", "名称", request.Query, most: 40);
        check.Done();
        rows = rows.Under(unit => unit.County, [prefix]);
        if (group.Length > 0) rows = rows.Where(unit => unit.Group == group);
        if (!request.LeftToo) rows = rows.Where(unit => unit.LeftOn == null);
        return query.Length == 0 ? rows : rows.Where(unit => unit.Name.Contains(query));
    }

    public static CoordinationUnit Read(Check check, CreateMemberUnitRequest request, string county, Guid id, DateOnly today)
    {
        var joined = check.Day("joinedOn", "加入日期", request.JoinedOn);
        check.That(joined <= today, "joinedOn", "DATE_IN_FUTURE", "加入日期不能晚于今天");
        var (kind, leader, liaison, phone) = Spoken(check, request.Kind, request.Leader, request.Liaison, request.Phone);
        return new CoordinationUnit
        {
            County = county,
            Id = id,
            Group = check.Text("group", "协调小组", request.Group, most: 60, least: 2),
            Name = check.Text("name", "单位", request.Name, most: 60, least: 2),
            Kind = kind,
            Leader = leader,
            Liaison = liaison,
            Phone = phone,
            JoinedOn = joined,
        };
    }

    /// <summary>What of a unit changes: its kind, and who speaks for it.</summary>
    public static (string Kind, string Leader, string Liaison, string Phone) Spoken(Check check, string kind, string leader, string liaison, string phone)
    {
        var number = check.Optional("phone", "联系电话", phone, most: 20);
        check.That(number.All(c => char.IsAsciiDigit(c) || c == '-'), "phone", "INVALID_PHONE", "电话由数字和短横线组成");
        return (check.Optional("kind", "类别", kind, most: 20), check.Optional("leader", "分管负责人", leader, most: 40), check.Optional("liaison", "联络员", liaison, most: 40), number);
    }

    public static UnitDuty Read(Check check, AddDutyRequest request, string county, Guid unit, Guid document, Guid id, DateOnly today)
    {
        var since = check.Day("since", "起始日期", request.Since);
        check.That(since <= today, "since", "DATE_IN_FUTURE", "起始日期不能晚于今天");
        return new UnitDuty
        {
            County = county,
            Id = id,
            UnitId = unit,
            DocumentId = document,
            Clause = check.Text("clause", "条款", request.Clause, most: 40),
            Text = check.Text("text", "职责", request.Text, most: 500, least: 4),
            Since = since,
        };
    }

    public static void Enter(this OrganizationDb db, CoordinationUnit unit)
    {
        db.Units.Add(unit);
        db.Count(unit.County, unit.County, unit.JoinedOn, PolicyMeasures.Units);
    }

    /// <summary>On which days the unit is bound follows from all of its duties (<see cref="StandingFigures"/>).</summary>
    public static void Enter(this OrganizationDb db, UnitDuty duty, CoordinationUnit unit)
    {
        db.Duties.Add(duty);
        db.Count(unit.County, unit.County, duty.Since, MechanismMeasures.Duties);
        // Two duties at once must not both find the unit without one.
        unit.Version++;
    }

    /// <summary>It is the unit's no more from a day on, and out of that year's figure of what was done.</summary>
    /// <param name="links">All that is linked to it.</param>
    /// <exception cref="Fault">DUTY_ENDED, or ENDED_BEFORE_BEGUN.</exception>
    public static void End(this OrganizationDb db, UnitDuty duty, CoordinationUnit unit, DateOnly on, string reason, IReadOnlyCollection<DutyLink> links)
    {
        duty.End(on, reason);
        unit.Version++;
        db.Count(unit.County, unit.County, on, MechanismMeasures.Duties, by: -1);
        foreach (var year in links.Select(link => link.TookPlaceOn?.Year).OfType<int>().Distinct().Where(year => !duty.CountsIn(year)))
            if (DutyLink.FirstOf(year, links) is { } first) db.Count(unit.County, unit.County, first, MechanismMeasures.DutiesActive, by: -1);
    }

    /// <summary>It is no member any more, and what it was bound to ends with it.</summary>
    /// <exception cref="Fault">UNIT_LEFT, or LEFT_BEFORE_JOINED.</exception>
    public static void Leave(this OrganizationDb db, CoordinationUnit unit, DateOnly on, string reason, IEnumerable<UnitDuty> duties, ILookup<Guid, DutyLink> links)
    {
        unit.Leave(on, reason);
        db.Count(unit.County, unit.County, on, PolicyMeasures.Units, by: -1);
        // One that began later than the unit left never bound it.
        foreach (var duty in duties.Where(duty => duty.Until is null)) db.End(duty, unit, on < duty.Since ? duty.Since : on, "单位退出", [.. links[duty.Id]]);
    }
}
