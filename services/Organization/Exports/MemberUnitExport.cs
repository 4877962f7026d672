using CivPractice.Organization.Coordination;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Exports;

/// <summary>Member units (成员单位) as a file; it can be imported again.</summary>
public sealed class MemberUnitExport : ListExport<OrganizationDb, ReadDocuments, ListMemberUnitsRequest, CoordinationUnit>
{
    static readonly string[] contact = ["分管负责人", "联络员", "联系电话"];

    public override string Name => "member-units";
    public override string Title => "成员单位";
    public override IReadOnlyList<string> Headings { get; } = ["协调小组", "单位", "类别", .. contact, "加入日期"];
    protected override IReadOnlyList<string> Naming => contact;

    protected override IQueryable<CoordinationUnit> Rows(OrganizationDb db, ListMemberUnitsRequest request, IReadOnlyList<string> prefixes) => db.Units.Sought(db, request).Under(unit => unit.County, prefixes);

    protected override IQueryable<CoordinationUnit> After(IQueryable<CoordinationUnit> rows, CoordinationUnit? last)
    {
        if (last is not null) rows = rows.Where(unit => EF.Functions.GreaterThan(ValueTuple.Create(unit.Name, unit.Id), ValueTuple.Create(last.Name, last.Id)));
        return rows.OrderBy(unit => unit.Name).ThenBy(unit => unit.Id);
    }

    protected override Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListMemberUnitsRequest request, IReadOnlyList<CoordinationUnit> rows, CancellationToken cancel) =>
        Task.FromResult(rows.Select(unit => (IReadOnlyList<string>)[unit.Group, unit.Name, unit.Kind, unit.Leader, unit.Liaison, unit.Phone, ChinaTime.Text(unit.JoinedOn)]));
}

/// <summary>Duties of member units (单位职责) as a file; it can be imported again.</summary>
public sealed class DutyExport : ListExport<OrganizationDb, ReadDocuments, ListMemberUnitsRequest, UnitDuty>
{
    public override string Name => "duties";
    public override string Title => "单位职责";
    public override IReadOnlyList<string> Headings { get; } = ["单位", "文件", "条款", "职责", "起始日期"];

    protected override IQueryable<UnitDuty> Rows(OrganizationDb db, ListMemberUnitsRequest request, IReadOnlyList<string> prefixes) =>
        from duty in db.Duties
        join unit in db.Units.Sought(db, request).Under(unit => unit.County, prefixes) on new { duty.County, Id = duty.UnitId } equals new { unit.County, unit.Id }
        select duty;

    protected override IQueryable<UnitDuty> After(IQueryable<UnitDuty> rows, UnitDuty? last)
    {
        if (last is not null) rows = rows.Where(duty => duty.Id > last.Id);
        return rows.OrderBy(duty => duty.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListMemberUnitsRequest request, IReadOnlyList<UnitDuty> rows, CancellationToken cancel)
    {
        var (units, documents) = (rows.Select(duty => duty.UnitId).Distinct().ToList(), rows.Select(duty => duty.DocumentId).Distinct().ToList());
        var names = await db.Units.AsNoTracking().Where(unit => units.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancel);
        var titles = await db.Documents.AsNoTracking().Where(document => documents.Contains(document.Id)).ToDictionaryAsync(document => document.Id, document => document.Title, cancel);
        return rows.Select(duty => (IReadOnlyList<string>)[names.GetValueOrDefault(duty.UnitId, ""), titles.GetValueOrDefault(duty.DocumentId, ""), duty.Clause, duty.Text, ChinaTime.Text(duty.Since)]);
    }
}
