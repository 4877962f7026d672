using CivPractice.Organization.Documents;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Coordination;

/// <summary>Member units from a list (成员单位导入). One that is known by group and name stays as it is.</summary>
public sealed class UnitImport(TimeProvider clock) : ImportKind<OrganizationDb, DocumentsAtImport, CoordinationUnit>
{
    public const string Path = "member-units";
    const string group = "协调小组", name = "单位", kind = "类别", leader = "分管负责人", liaison = "联络员", phone = "联系电话", joined = "加入日期";

    public override string Name => Path;
    public override string Title => "成员单位";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(group, true, "某市志愿服务工作协调小组", "group"), new(name, true, "市文化和旅游局", "name"), new(kind, false, "政府部门", "kind"), new(leader, false, "", "leader"), new(liaison, false, "", "liaison"),
        new(phone, false, "0353-0000001", "phone"), new(joined, true, "2019-12-01", "joinedOn"),
    ];

    protected override Task<DocumentsAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(new DocumentsAtImport(job.County, ChinaTime.Today(clock)));

    protected override CoordinationUnit Read(ImportRow row, Check check, DocumentsAtImport known) => UnitRows.Read(check, new CreateMemberUnitRequest
    {
        Group = row[group],
        Name = row[name],
        Kind = row[kind],
        Leader = row[leader],
        Liaison = row[liaison],
        Phone = Cells.PhoneOf(row[phone]),
        JoinedOn = Cells.TryDay(row[joined], known.Today, out var day) ? ChinaTime.Text(day) : row[joined],
    }, known.County, Guid.CreateVersion7(clock.GetUtcNow()), known.Today);

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, CoordinationUnit Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.Group, row.Name), name, "同一家单位", rejected);
        var groups = apart.Select(each => each.Row.Group).Distinct().ToArray();
        var known = (await db.Units.Where(row => row.County == job.County && groups.Contains(row.Group)).Select(row => new { row.Group, row.Name }).ToListAsync(cancel)).Select(row => (row.Group, row.Name)).ToHashSet();
        var added = apart.Where(each => !known.Contains((each.Row.Group, each.Row.Name))).ToList();
        foreach (var (_, unit) in added) db.Enter(unit);
        return new BatchResult(added.Count, apart.Count - added.Count, rejected);
    }
}
