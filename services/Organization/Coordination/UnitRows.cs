using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Coordination;

/// <summary>From a request to the units that it seeks; the rules of units and duties, and what entering one entails.</summary>
static class UnitRows
{
    internal static IQueryable<CoordinationUnit> Sought(this IQueryable<CoordinationUnit> rows, OrganizationDb db, ListMemberUnitsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var group = check.Optional("group", "协调小组", request.Group, most: 60);
        var query = check.Optional("query", "名称", request.Query, most: 40);
        var asked = DutiesAsked.Read(check, request);
        check.Done();
        rows = rows.Under(unit => unit.County, [prefix]);
        if (asked.To is { } to) rows = rows.Where(unit => unit.JoinedOn <= to);
        if (asked.ActiveIn is not null)
        {
            var active = db.Duties.Of(db, asked);
            rows = rows.Where(unit => active.Any(duty => duty.County == unit.County && duty.UnitId == unit.Id));
        }
        else if (request.Bound)
        {
            var held = db.Duties.Of(db, asked with { Moment = asked.Moment with { After = null } });
            rows = rows.Where(unit => held.Any(duty => duty.County == unit.County && duty.UnitId == unit.Id));
            // A unit is bound by its first duty; another one later binds nobody anew.
            if (asked.Moment.IdsFrom is { } from) rows = rows.Where(unit => !db.Duties.Any(duty => duty.County == unit.County && duty.UnitId == unit.Id && duty.Id < from));
        }
        else rows = rows.Recorded(asked.Moment, unit => unit.Id);
        if (group.Length > 0) rows = rows.Where(unit => unit.Group == group);
        if (!request.LeftToo) rows = rows.Standing(asked.Moment, asked.To, unit => unit.LeftOn, unit => unit.LeftAt);
        return query.Length == 0 ? rows : rows.Where(unit => unit.Name.Contains(query));
    }

    /// <summary>The duties that a list of units speaks of.</summary>
    internal static IQueryable<UnitDuty> Of(this IQueryable<UnitDuty> duties, OrganizationDb db, DutiesAsked asked)
    {
        if (asked.To is { } to) duties = duties.Where(duty => duty.Since <= to);
        if (asked.ActiveIn is not { } year)
            // A list of now shows what ended, too, with its day.
            return asked.To is null && asked.Moment.Until is null && !asked.Bound ? duties
                : duties.Recorded(asked.Moment with { After = null }, duty => duty.Id).Standing(asked.Moment, asked.To, duty => duty.Until, duty => duty.EndedAt);
        // What ended in the year counts in it no more, nor later.
        var next = new DateOnly(year + 1, 1, 1);
        duties = asked.Moment.Until is { } until ? duties.Where(duty => duty.Until == null || duty.Until >= next || duty.EndedAt > until) : duties.Where(duty => duty.Until == null || duty.Until >= next);
        // A duty counts in a year from the first link on; the links that came later add nothing.
        var (first, last) = (new DateOnly(year, 1, 1), asked.To is { } day && day.Year == year ? day : new DateOnly(year, 12, 31));
        var links = db.DutyLinks.Where(link => link.TookPlaceOn >= first && link.TookPlaceOn <= last);
        var standing = links.Recorded(asked.Moment with { After = null }, link => link.Id).Standing(asked.Moment, link => link.LeftAt);
        duties = duties.Where(duty => standing.Any(link => link.County == duty.County && link.DutyId == duty.Id));
        return asked.Moment.IdsFrom is { } from ? duties.Where(duty => !links.Any(link => link.County == duty.County && link.DutyId == duty.Id && link.LeftAt == null && link.Id < from)) : duties;
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
        duty.End(on, reason, db.Clock.GetUtcNow());
        unit.Version++;
        db.Count(unit.County, unit.County, on, MechanismMeasures.Duties, by: -1);
        foreach (var year in links.Select(link => link.TookPlaceOn?.Year).OfType<int>().Distinct().Where(year => !duty.CountsIn(year)))
            if (DutyLink.FirstOf(year, links) is { } first) db.Count(unit.County, unit.County, first, MechanismMeasures.DutiesActive, by: -1);
    }

    /// <summary>It is no member any more, and what it was bound to ends with it.</summary>
    /// <exception cref="Fault">UNIT_LEFT, or LEFT_BEFORE_JOINED.</exception>
    public static void Leave(this OrganizationDb db, CoordinationUnit unit, DateOnly on, string reason, IEnumerable<UnitDuty> duties, ILookup<Guid, DutyLink> links)
    {
        unit.Leave(on, reason, db.Clock.GetUtcNow());
        db.Count(unit.County, unit.County, on, PolicyMeasures.Units, by: -1);
        // One that began later than the unit left never bound it.
        foreach (var duty in duties.Where(duty => duty.Until is null)) db.End(duty, unit, on < duty.Since ? duty.Since : on, "单位退出", [.. links[duty.Id]]);
    }
}

/// <summary>Which duties a list of units speaks of.</summary>
/// <param name="To">Those that the unit had on this day; null for all.</param>
/// <param name="Bound">Only those that stand.</param>
/// <param name="ActiveIn">Those for which an activity took place in this civil year, by that day; null for all.</param>
readonly record struct DutiesAsked(DateOnly? To, int? ActiveIn, RowsOfAMoment Moment, bool Bound)
{
    internal static DutiesAsked Read(Check check, ListMemberUnitsRequest request)
    {
        var year = request.ActiveYear == 0 ? 0 : check.Range("activeYear", "年份", request.ActiveYear, 2018, 2199);
        return new(check.DayOrNone("to", "截止日期", request.To), year == 0 ? null : year, RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter), request.Bound);
    }
}
