using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;
using Brand = CivPractice.Volunteer.Brands.Brand;

namespace CivPractice.Volunteer.Imports;

/// <summary>A brand as the file tells; its team by name.</summary>
public sealed record ImportedBrand(string Name, BrandLevel Level, PlaceAtImport Site, string Team, DateOnly Since, string Story, string[] Projects, string Awards, BrandStatus Status);

/// <summary>Brands (志愿服务品牌) from a county's own list, known by their names.</summary>
public sealed class BrandImport(TimeProvider clock) : ImportKind<VolunteerDb, KnownAtImport, ImportedBrand>
{
    public const string Path = "brands";
    const string name = "名称", level = "级别", site = "所属站点", team = "队伍", since = "起始日期", story = "品牌故事", projects = "项目", awards = "获奖", status = "状态";

    static readonly Dictionary<string, BrandLevel> levels = new() { ["县级"] = BrandLevel.CountyBrand, ["市级"] = BrandLevel.CityBrand, ["省级"] = BrandLevel.ProvinceBrand, ["国家级"] = BrandLevel.NationalBrand };

    public override string Name => Path;
    public override string Title => "品牌";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(name, true, "邻里红马甲"), new(level, true, "市级"), new(site, true, "140322100801"), new(team, false, ""), new(since, true, "2020-03-05"), new(story, false, "从一件红马甲说起"), new(projects, false, ""), new(awards, false, ""), new(status, false, "在册"),
    ];

    protected override Task<KnownAtImport> KnowAsync(VolunteerDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job, clock, cancel);

    protected override ImportedBrand Read(ImportRow row, Check check, KnownAtImport known)
    {
        var called = check.Text(name, name, row[name], 60, least: 2);
        check.That(levels.TryGetValue(row[level], out var tier), level, "UNKNOWN_VALUE", $"{level}应为{string.Join("、", levels.Keys)}");
        var place = known.Sites.Living(check, site, row[site]);
        var by = check.Optional(team, team, row[team], 60);
        var day = known.Past(check, since, row[since]);
        var told = check.Optional(story, story, row[story], Brand.MostStory);
        var named = row.Words(projects).ToArray();
        check.That(named.Length <= Brand.MostProjects && named.All(each => each.Length <= 60), projects, "TOO_MANY", $"最多 {Brand.MostProjects} 个项目");
        var won = check.Optional(awards, awards, row[awards], 500);
        var state = row[status] switch { "" or "在册" => BrandStatus.Listed, "培育中" => BrandStatus.Fostered, _ => BrandStatus.Unspecified };
        check.That(state != BrandStatus.Unspecified, status, "UNKNOWN_VALUE", $"{status}应为在册或培育中");
        check.Done();
        return new ImportedBrand(called, tier, place, by, day, told, named, won, state);
    }

    protected override async Task<BatchResult> TakeAsync(VolunteerDb db, ImportJob job, IReadOnlyList<(int Number, ImportedBrand Row)> rows, CancellationToken cancel)
    {
        var (rejected, remarks, added) = (new List<RowFault>(), new List<RowFault>(), 0);
        var apart = Twins.Apart(rows, row => row.Name, name, "同一个品牌", rejected);
        var (names, bearers) = (apart.Select(each => each.Row.Name).ToArray(), apart.Select(each => each.Row.Team).Distinct().ToArray());
        var known = (await db.Brands.Where(row => row.County == job.County && names.Contains(row.Name)).Select(row => row.Name).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var teams = (await db.Teams.Where(row => row.County == job.County && row.EndedOn == null && bearers.Contains(row.Name)).Select(row => new { row.Id, row.Name, row.Site }).ToListAsync(cancel)).ToLookup(row => row.Name, StringComparer.Ordinal);
        foreach (var (line, row) in apart.Where(each => !known.Contains(each.Row.Name)))
        {
            Guid? bearer = null;
            if (row.Team.Length > 0)
            {
                // The one at the site, else the only one of the county.
                var found = teams[row.Team].FirstOrDefault(each => each.Site == row.Site.Code) ?? (teams[row.Team].Count() == 1 ? teams[row.Team].First() : null);
                if (found is null)
                {
                    rejected.Add(new RowFault(line, team, "UNKNOWN_TEAM", $"本县没有队伍“{row.Team}”,或已经解散,或不止一支"));
                    continue;
                }
                bearer = found.Id;
            }
            var brand = new Brand { County = job.County, Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = row.Name, Level = row.Level, Site = row.Site.Code, TeamId = bearer, Since = row.Since, ImportJobId = job.Id, ImportRow = line };
            brand.Tell(row.Story, row.Projects, [], row.Awards);
            db.Add(brand);
            brand.Begin(db, row.Status);
            added++;
            if (row.Site.IsMerged) remarks.Add(row.Site.Remark(line, site));
        }
        return new BatchResult(added, rows.Count - added - rejected.Count, rejected) { Remarks = remarks };
    }
}
