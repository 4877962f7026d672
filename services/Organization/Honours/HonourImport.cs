using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Honours;

/// <summary>What a row of the file must fit: the county's sites, and the day.</summary>
public sealed record HonoursAtImport(string County, SitesAtImport Sites, DateTimeOffset Now)
{
    public DateOnly Today => ChinaTime.Day(Now);
}

/// <summary>An honour as the file tells, and where the file puts it.</summary>
public sealed record ImportedHonour(Honour Honour, HonourHolder Holder, PlaceAtImport Place);

/// <summary>Honours from a county's own list (荣誉导入). One that is known by its bearer and award stays as it is.</summary>
public sealed class HonourImport : ImportKind<OrganizationDb, HonoursAtImport, ImportedHonour>
{
    public const string Path = "honours";
    const string kind = "荣誉名称", level = "级别", bearer = "获评对象", name = "姓名或名称", site = "站点", round = "届次", rank = "名次", nomination = "是否提名", category = "类别", classifier = "量词", awarded = "获评时间",
        issuer = "授予单位", document = "文号", deed = "事迹", minor = "是否未成年人", consent = "公开意愿", guardian = "监护人", guardianOn = "监护人同意日期", verified = "是否已核验";

    public override string Name => Path;
    public override string Title => "荣誉";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(kind, true, "山西好人", "kind"), new(level, true, "省级", "level"), new(bearer, true, "个人", "bearer"), new(name, true, "测试好人", "name"), new(site, true, "140322100801", "site"), new(round, false, "", "round"),
        new(rank, false, "1", "place"), new(nomination, false, "否", "isNomination"), new(category, false, "助人为乐", "category"), new(classifier, false, "名", "classifier"), new(awarded, true, "2021-11", "awardedOn"),
        new(issuer, false, "省文明办", "issuer"), new(document, false, "", "document"), new(deed, false, "十年照看邻居", "deed"), new(minor, false, "否", "isMinor"), new(consent, false, "公开", "consent"),
        new(guardian, false, "", "guardian"), new(guardianOn, false, "", "guardianAgreedOn"), new(verified, false, "是"),
    ];

    protected override async Task<HonoursAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => new(job.County, await db.SitesAtImportAsync(job.County, cancel), db.Clock.GetUtcNow());

    protected override ImportedHonour Read(ImportRow row, Check check, HonoursAtImport known)
    {
        var awardedOn = KnownDay.Cell(row[awarded], known.Today);
        var place = DateOnly.TryParse(awardedOn, System.Globalization.CultureInfo.InvariantCulture, out var day) ? known.Sites.On(day, check, site, row[site]) : known.Sites.Living(check, site, row[site]);
        check.That(Cells.TryYes(row[nomination], out var nominated), nomination, "UNKNOWN_VALUE", $"{nomination}应为是或否");
        check.That(Cells.TryYes(row[minor], out var isMinor), minor, "UNKNOWN_VALUE", $"{minor}应为是或否");
        check.That(Cells.TryYes(row[verified], out var isVerified), verified, "UNKNOWN_VALUE", $"{verified}应为是或否");
        var request = new CreateHonourRequest
        {
            Kind = row[kind],
            Level = One(check, level, row[level], HonourWords.Levels),
            Bearer = One(check, bearer, row[bearer], HonourWords.Bearers),
            Name = row[name],
            Round = Sites.CellWords.Whole(check, round, row[round]),
            Place = Sites.CellWords.Whole(check, rank, row[rank]),
            IsNomination = nominated,
            Category = row[category],
            Classifier = row[classifier],
            AwardedOn = awardedOn,
            Issuer = row[issuer],
            Document = row[document],
            Deed = row[deed],
            IsMinor = isMinor,
            Consent = One(check, consent, row[consent], HonourWords.Consents),
            Guardian = row[guardian],
            GuardianAgreedOn = Cells.TryDay(row[guardianOn], known.Today, out var agreed) ? ChinaTime.Text(agreed) : row[guardianOn],
        };
        var (honour, holder) = HonourForm.Read(check, request, known.County, place.Code, Guid.CreateVersion7(known.Now), known.Today);
        if (isVerified) honour.Verify();
        return new(honour, holder, place);
    }

    // What is no word is told once, and passes for one afterwards.
    static TEnum One<TEnum>(Check check, string column, string text, Dictionary<string, TEnum> words) where TEnum : struct
    {
        if (words.TryGetValue(text, out var value)) return value;
        check.That(false, column, "UNKNOWN_VALUE", $"{column}应为{string.Join('、', words.Keys.Where(word => word.Length > 0))},现在是“{text}”");
        return words.Values.First();
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedHonour Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.Holder.Award, row.Holder.Name), name, "同一项荣誉", rejected);
        var awards = apart.Select(each => each.Row.Holder.Award).Distinct().ToArray();
        var known = (await db.HonourHolders.Where(holder => holder.County == job.County && awards.Contains(holder.Award)).Select(holder => new { holder.Award, holder.Name }).ToListAsync(cancel)).Select(holder => (holder.Award, holder.Name)).ToHashSet();
        var added = apart.Where(each => !known.Contains((each.Row.Holder.Award, each.Row.Holder.Name))).ToList();
        foreach (var (_, row) in added) db.Enter(row.Honour, row.Holder);
        return new BatchResult(added.Count, apart.Count - added.Count, rejected) { Remarks = [.. added.Where(each => each.Row.Place.IsMerged).Select(each => each.Row.Place.Remark(each.Number, site))] };
    }
}
