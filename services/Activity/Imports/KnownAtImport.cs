using CivPractice.Activity.Eligibility;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Imports;

/// <summary>What the rows of a file are checked against: the sites, teams, projects and words of the county, and the moment.</summary>
public sealed class KnownAtImport
{
    readonly Dictionary<string, KnownSite> sites;
    readonly ILookup<string, Named> teams, projects;
    readonly ILookup<string, KnownAssociation> associations;

    KnownAtImport(IEnumerable<KnownSite> sites, IEnumerable<Named> teams, IEnumerable<Named> projects, IReadOnlyList<KnownAssociation> associations, CountyWords words, DateTimeOffset now)
    {
        this.sites = sites.ToDictionary(site => site.Code, StringComparer.Ordinal);
        this.teams = teams.ToLookup(team => team.Name, StringComparer.Ordinal);
        this.projects = projects.ToLookup(project => project.Name, StringComparer.Ordinal);
        // Lists name an association by its registration number or by its name.
        this.associations = associations.SelectMany(row => new[] { (Key: row.Number, Row: row), (Key: row.Name, Row: row) }).ToLookup(each => each.Key, each => each.Row, StringComparer.Ordinal);
        (Words, Now) = (words, now);
    }

    public DateTimeOffset Now { get; }

    /// <summary>Words that ended, too: a list of the past may bear them.</summary>
    public CountyWords Words { get; }

    public static async Task<KnownAtImport> ReadAsync(ActivityDb db, string county, CancellationToken cancel) => new(
        await db.Sites.AsNoTracking().Where(site => site.County == county).ToListAsync(cancel),
        await db.Teams.Where(team => team.County == county).Select(team => new Named(team.Id, team.Name, team.Site, team.EndedOn)).ToListAsync(cancel),
        await db.Projects.Where(project => project.County == county).Select(project => new Named(project.Id, project.Name, project.Site, null)).ToListAsync(cancel),
        await db.Associations.AsNoTracking().Where(row => row.County == county).ToListAsync(cancel), await CountyWords.ReadAsync(db, county, on: null, cancel), db.Clock.GetUtcNow());

    /// <summary>The site of a row, or the one that goes on with its work; null when a fault was found.</summary>
    /// <param name="runs">Whether a row may stand at such a site.</param>
    public Placed? Place(Check check, string column, string said, Func<KnownSite, bool> runs)
    {
        var chain = Chain(said);
        check.That(chain.Count > 0, column, "UNKNOWN_SITE", $"本县没有站点 {said}");
        if (chain.Count == 0) return null;
        var site = chain.Find(site => runs(site));
        check.That(site is not null, column, "SITE_CLOSED", $"站点 {said} 已于 {chain[^1].ClosedOn:yyyy-MM-dd} 停用,也没有接续的站点");
        return site is null ? null : new Placed(said, site.Code, [.. chain.Select(each => each.Code)]);
    }

    /// <summary>A team by its name, at the site or its successors, else the only one of the county; none for an empty name.</summary>
    /// <param name="day">When it began what the row tells of.</param>
    public Guid? Team(Check check, string column, string name, Placed? at, DateOnly day)
    {
        var team = Find(check, column, name, at, teams, "TEAM", "队伍");
        check.That(!(day >= team?.EndedOn), column, "TEAM_ENDED", $"队伍“{name}”已于 {team?.EndedOn:yyyy-MM-dd} 解散");
        return team?.Id;
    }

    /// <summary>A project in the same way.</summary>
    public Guid? Project(Check check, string column, string name, Placed? at) => Find(check, column, name, at, projects, "PROJECT", "项目")?.Id;

    /// <summary>A civil day that has been, in one of the spellings that <see cref="Cells"/> reads.</summary>
    public DateOnly Past(Check check, string column, string text)
    {
        var today = ChinaTime.Day(Now);
        check.That(Cells.TryDay(text, today, out var day) && day.Year >= 1990 && day <= today, column, "INVALID_DATE", $"{column}应为 1990 年以后、今天以前的日期,如 2021-03-05");
        return day;
    }

    /// <summary>A moment that has been.</summary>
    public DateTimeOffset Moment(Check check, string column, string text)
    {
        check.That(Cells.TryMoment(text, ChinaTime.Day(Now), out var moment) && moment <= Now, column, "INVALID_TIME", $"{column}应为今天以前的日期和时间,如 2021-03-05 09:30");
        return moment;
    }

    /// <summary>Whether a site is a center (中心).</summary>
    public bool IsCenter(string site) => sites.TryGetValue(site, out var known) && known.Tier == 1;

    /// <summary>The number of an association (协会) by number or name; none for an empty cell.</summary>
    public string? Association(Check check, string column, string said) => AssociationRow(check, column, said)?.Number;

    /// <inheritdoc cref="Association"/>
    public KnownAssociation? AssociationRow(Check check, string column, string said)
    {
        if (said.Length == 0) return null;
        var found = associations[said].Distinct().ToList();
        check.That(found.Count > 0, column, "UNKNOWN_ASSOCIATION", $"本县没有协会“{said}”");
        check.That(found.Count < 2, column, "AMBIGUOUS_ASSOCIATION", $"叫“{said}”的协会有 {found.Count} 个,请写登记证号");
        return found.Count == 1 ? found[0] : null;
    }

    // The site, and who went on with its work, one after the other. Two sites that name each other end it.
    List<KnownSite> Chain(string code)
    {
        var chain = new List<KnownSite>();
        while (sites.TryGetValue(code, out var site) && !chain.Contains(site))
        {
            chain.Add(site);
            code = site.ClosedOn is null ? "" : site.Successor;
        }
        return chain;
    }

    static Named? Find(Check check, string column, string name, Placed? at, ILookup<string, Named> known, string reason, string what)
    {
        if (name.Length == 0 || at is null) return null;
        var named = known[name].ToList();
        var near = at.Chain.Select(code => named.Where(each => each.Site == code).ToList()).FirstOrDefault(found => found.Count > 0) ?? named;
        check.That(near.Count > 0, column, $"UNKNOWN_{reason}", $"本县没有{what}“{name}”");
        check.That(near.Count < 2, column, $"AMBIGUOUS_{reason}", $"叫“{name}”的{what}有 {near.Count} 个,站点 {at.Said} 没有或不止一个,分不清是哪一个");
        return near.Count == 1 ? near[0] : null;
    }

    sealed record Named(Guid Id, string Name, string Site, DateOnly? EndedOn);
}

/// <summary>Where a row is put.</summary>
/// <param name="Said">The site that it says.</param>
/// <param name="Site">The site that it is put to.</param>
/// <param name="Chain">The one that it says and all that went on with its work.</param>
public sealed record Placed(string Said, string Site, IReadOnlyList<string> Chain)
{
    /// <summary>Tells that the row was put to the successor of its site.</summary>
    public IEnumerable<RowFault> Remarks(int row, string column)
    {
        if (Said != Site) yield return new RowFault(row, column, "SITE_MERGED", $"“{Said}”已并入“{Site}”,已记到“{Site}”");
    }
}
