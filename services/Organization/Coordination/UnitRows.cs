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
        return query.Length == 0 ? rows : rows.Where(unit => unit.Name.Contains(query));
    }

    public static CoordinationUnit Read(Check check, CreateMemberUnitRequest request, string county, Guid id, DateOnly today)
    {
        var phone = check.Optional("phone", "联系电话", request.Phone, most: 20);
        check.That(phone.All(c => char.IsAsciiDigit(c) || c == '-'), "phone", "INVALID_PHONE", "电话由数字和短横线组成");
        var joined = check.Day("joinedOn", "加入日期", request.JoinedOn);
        check.That(joined <= today, "joinedOn", "DATE_IN_FUTURE", "加入日期不能晚于今天");
        return new CoordinationUnit
        {
            County = county,
            Id = id,
            Group = check.Text("group", "协调小组", request.Group, most: 60, least: 2),
            Name = check.Text("name", "单位", request.Name, most: 60, least: 2),
            Kind = check.Optional("kind", "类别", request.Kind, most: 20),
            Leader = check.Optional("leader", "分管负责人", request.Leader, most: 40),
            Liaison = check.Optional("liaison", "联络员", request.Liaison, most: 40),
            Phone = phone,
            JoinedOn = joined,
        };
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

    /// <summary>The unit counts as bound from the first day of its duties; an earlier one moves that day.</summary>
    public static void Enter(this OrganizationDb db, UnitDuty duty, CoordinationUnit unit)
    {
        db.Duties.Add(duty);
        // Two duties at once must not both find the unit without one.
        unit.Version++;
        if (unit.BoundOn <= duty.Since) return;
        if (unit.BoundOn is { } before) db.Count(unit.County, unit.County, before, PolicyMeasures.UnitsBound, by: -1);
        db.Count(unit.County, unit.County, duty.Since, PolicyMeasures.UnitsBound);
        unit.BoundOn = duty.Since;
    }
}
