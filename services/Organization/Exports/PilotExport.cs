using CivPractice.Organization.Documents;
using CivPractice.Organization.Pilots;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Exports;

/// <summary>Pilots (试点) as a file; it can be imported again.</summary>
public sealed class PilotExport : ListExport<OrganizationDb, ReadSites, ListPilotsRequest, PilotDesignation>
{
    public override string Name => "pilots";
    public override string Title => "试点";
    public override IReadOnlyList<string> Headings { get; } = ["站点", "级别", "确定日期", "批次", "文件", "结束日期"];

    protected override IQueryable<PilotDesignation> Rows(OrganizationDb db, ListPilotsRequest request, IReadOnlyList<string> prefixes) => db.Pilots.Sought(request).Under(pilot => pilot.Site, prefixes);

    protected override IQueryable<PilotDesignation> After(IQueryable<PilotDesignation> rows, PilotDesignation? last)
    {
        if (last is not null) rows = rows.Where(pilot => EF.Functions.GreaterThan(ValueTuple.Create(pilot.Site, pilot.Id), ValueTuple.Create(last.Site, last.Id)));
        return rows.OrderBy(pilot => pilot.Site).ThenBy(pilot => pilot.Id);
    }

    protected override Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListPilotsRequest request, IReadOnlyList<PilotDesignation> rows, CancellationToken cancel) => Task.FromResult(rows.Select(pilot => (IReadOnlyList<string>)
        [pilot.Site, pilot.Level.Said(), new KnownDay(pilot.DesignatedOn, pilot.Precision).ToString(), pilot.Batch, pilot.Document, pilot.EndedOn is { } day ? ChinaTime.Text(day) : ""]));
}
