using System.Globalization;
using System.Text;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>What an import did: rows read, added, already there, and those that came back with their reasons.</summary>
public sealed record ImportResult(int Read, int Added, int Unchanged, IReadOnlyList<RejectedRow> Rejected);

/// <summary>A row that was not taken. The heading is row 1.</summary>
public sealed record RejectedRow(int Row, string Column, string Reason);

/// <summary>Divisions and sites from ordinary csv files (UTF-8, Chinese headings). Good rows go in, bad rows come back; the same file twice changes nothing.</summary>
static class SiteImport
{
    const long most = 16 * 1024 * 1024;
    const int mostRows = 20_000;

    static readonly Dictionary<string, Tier> tiers = new() { ["中心"] = Tier.Center, ["所"] = Tier.Institute, ["站"] = Tier.Station };

    public static void MapSiteImport(this WebApplication app)
    {
        // A file may be larger than the body of a call: the store counts its bytes.
        app.MapPost("/api/divisions:import", ImportDivisions).Requires<ImportSites>().WithMetadata(new DisableRequestSizeLimitAttribute());
        app.MapPost("/api/sites:import", ImportSites).Requires<ImportSites>().WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    static Task<ImportResult> ImportDivisions(HttpContext http, OrganizationDb db, IFileStore files) => ImportAsync(http, db, files, "division", ["代码", "名称", "应建层级"],
        async county => await db.Divisions.Where(division => division.County == county).Select(division => division.Code).ToHashSetAsync(http.RequestAborted),
        (csv, county, check) =>
        {
            var code = csv["代码"]!.Trim();
            SiteForm.Code(check, "代码", code, county);
            var name = check.Text("名称", "名称", csv["名称"]!, most: 60, least: 2);
            check.That(tiers.TryGetValue(csv["应建层级"]!.Trim(), out var tier), "应建层级", "UNKNOWN_VALUE", "应建层级应为中心、所或站");
            check.Done();
            db.Name(new Division { County = county, Code = code, Name = name, TierDue = tier }, since: new DateOnly(2018, 1, 1));
            return code;
        });

    static Task<ImportResult> ImportSites(HttpContext http, OrganizationDb db, IFileStore files) => ImportAsync(http, db, files, "site", ["代码", "名称", "层级", "地址", "电话", "开放时间", "挂牌日期", "小区数", "人口"],
        async county => await db.Sites.Where(site => site.County == county).Select(site => site.Code).ToHashSetAsync(http.RequestAborted),
        (csv, county, check) =>
        {
            check.That(tiers.TryGetValue(csv["层级"]!.Trim(), out var tier), "层级", "UNKNOWN_VALUE", "层级应为中心、所或站");
            var site = SiteForm.Read(new CreateSiteRequest
            {
                Code = csv["代码"]!.Trim(),
                Name = csv["名称"]!,
                Tier = tier,
                Address = csv["地址"]!,
                Phone = csv["电话"]!,
                OpeningHours = csv["开放时间"]!,
                OpenedOn = csv["挂牌日期"]!.Trim(),
                Neighbourhoods = Whole(check, "小区数", csv["小区数"]!),
                Residents = Whole(check, "人口", csv["人口"]!),
            }, county, ChinaTime.Today(db.Clock));
            check.Done();
            db.Open(site);
            return site.Code;
        });

    static async Task<ImportResult> ImportAsync(HttpContext http, OrganizationDb db, IFileStore files, string kind, string[] headings,
        Func<string, Task<HashSet<string>>> known, Func<CsvReader, string, Check, string> take)
    {
        var county = db.Scope.Caller.County;
        db.Scope.Caller.Require<ImportSites>(county);
        var original = await files.PutAsync(county, http.Request.Body, most, http.RequestAborted);
        var codes = await known(county);
        int read = 0, added = 0, unchanged = 0;
        var rejected = new List<RejectedRow>();

        using var text = new StreamReader(files.Open(county, original.Hash)!, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null, BadDataFound = null });
        try
        {
            if (!await csv.ReadAsync() || !csv.ReadHeader() || headings.Except(csv.HeaderRecord!).ToArray() is { Length: > 0 })
                throw Fault.Invalid("file", "WRONG_HEADINGS", $"表头应有:{string.Join("、", headings)}");
            while (await csv.ReadAsync())
            {
                if (++read > mostRows) throw Fault.Invalid("file", "TOO_MANY_ROWS", $"一次最多导入 {mostRows} 行");
                try
                {
                    if (csv.Parser.Count != csv.HeaderRecord!.Length) throw Fault.Invalid("整行", "RAGGED_ROW", $"应有 {csv.HeaderRecord.Length} 列,这一行有 {csv.Parser.Count} 列");
                    if (codes.Contains(csv["代码"]!.Trim())) unchanged++;
                    else if (codes.Add(take(csv, county, new Check()))) added++;
                }
                catch (Fault fault) { rejected.AddRange(fault.Fields.Select(field => new RejectedRow(read + 1, field.Field, field.Description))); }
            }
        }
        catch (DecoderFallbackException) { throw Fault.Invalid("file", "NOT_UTF8", "文件应为 UTF-8 编码的 csv"); }

        if (added > 0) db.Audit(county, $"{kind}.import", original.Hash);
        await db.SaveChangesAsync(http.RequestAborted);
        return new ImportResult(read, added, unchanged, rejected);
    }

    static int Whole(Check check, string column, string text)
    {
        if (text.Trim().Length == 0) return 0;
        check.That(int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number), column, "NOT_A_NUMBER", $"{column}应为整数");
        return number;
    }
}
