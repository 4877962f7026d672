using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;
using Association = CivPractice.Volunteer.Associations.Association;

namespace CivPractice.Volunteer.Imports;

/// <summary>An association as the file tells.</summary>
public sealed record ImportedAssociation(string Number, string Name, AssociationKind Kind, PlaceAtImport Site, string Supervisor, DateOnly FoundedOn, string Purpose);

/// <summary>Associations (协会、志愿服务组织) from a county's own list, known by their registration number.</summary>
public sealed class AssociationImport(TimeProvider clock) : ImportKind<VolunteerDb, KnownAtImport, ImportedAssociation>
{
    public const string Path = "associations";
    const string number = "登记证号", name = "名称", registered = "已登记", site = "所属站点", supervisor = "业务主管单位", founded = "成立日期", purpose = "宗旨";

    public override string Name => Path;
    public override string Title => "协会";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(number, true, "SH-140302-001"), new(name, true, "爱心公益志愿者协会"), new(registered, false, "是"), new(site, true, "140302"), new(supervisor, false, "市文明办"), new(founded, true, "2012-03-05"), new(purpose, false, "扶老助困"),
    ];

    protected override Task<KnownAtImport> KnowAsync(VolunteerDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job, clock, cancel);

    protected override ImportedAssociation Read(ImportRow row, Check check, KnownAtImport known)
    {
        var code = Association.ReadNumber(check, number, row[number]);
        var called = check.Text(name, name, row[name], 60, least: 2);
        check.That(Cells.TryYes(row[registered], out var isRegistered), registered, "UNKNOWN_VALUE", $"{registered}应填“是”或“否”");
        var place = known.Sites.Living(check, site, row[site]);
        var by = check.Optional(supervisor, supervisor, row[supervisor], 60);
        var since = known.Past(check, founded, row[founded]);
        var aim = check.Optional(purpose, purpose, row[purpose], 500);
        check.Done();
        return new ImportedAssociation(code, called, isRegistered ? AssociationKind.RegisteredAssociation : AssociationKind.GrassrootsGroup, place, by, since, aim);
    }

    protected override async Task<BatchResult> TakeAsync(VolunteerDb db, ImportJob job, IReadOnlyList<(int Number, ImportedAssociation Row)> rows, CancellationToken cancel)
    {
        var (rejected, remarks, added) = (new List<RowFault>(), new List<RowFault>(), new List<Association>());
        var apart = Twins.Apart(rows, row => row.Number, number, "同一个协会", rejected);
        var numbers = apart.Select(each => each.Row.Number).ToArray();
        var known = (await db.Associations.Where(row => row.County == job.County && numbers.Contains(row.Number)).Select(row => row.Number).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var (line, row) in apart.Where(each => !known.Contains(each.Row.Number)))
        {
            var made = new Association
            {
                County = job.County,
                Number = row.Number,
                Name = row.Name,
                Kind = row.Kind,
                Site = row.Site.Code,
                Supervisor = row.Supervisor,
                FoundedOn = row.FoundedOn,
                Purpose = row.Purpose,
                ImportJobId = job.Id,
                ImportRow = line,
            };
            added.Add(made);
            made.Count(db);
            if (row.Site.IsMerged) remarks.Add(row.Site.Remark(line, site));
        }
        db.AddRange(added);
        if (added.Count > 0) db.Publish(new AssociationsChanged(job.County, [.. added.Select(row => row.Fact())]));
        return new BatchResult(added.Count, rows.Count - added.Count - rejected.Count, rejected) { Remarks = remarks };
    }
}
