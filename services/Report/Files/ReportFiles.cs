using System.Text;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Report.Evidence;
using CivPractice.Report.Frozen;
using CivPractice.Report.Snapshots;
using CivPractice.Report.V1;
using CivPractice.Report.Years;

namespace CivPractice.Report.Files;

/// <summary>What goes out by files: a year report as text, docx or xlsx; and what comes in: snapshots of outside systems.</summary>
static class ReportFiles
{
    internal const string YearPath = "/api/yearReport/file", FrozenPath = "/api/reports/{id}/file", StatisticsPath = "/api/statistics/file", EvidencePath = "/api/evidence";

    internal static void AddFiles(this WebApplicationBuilder builder) => builder.AddImport<SnapshotImport>();

    internal static void MapFiles(this WebApplication app)
    {
        app.MapImport<ImportSnapshots>(SnapshotImport.Path);
        app.MapGet(YearPath, async (HttpContext http, YearReports years, string? prefix, int? year, string? asOf, string? format) =>
            await SendAsync(await years.ComposeAsync(new GetYearReportRequest { Prefix = prefix ?? "", Year = year ?? 0, AsOf = asOf ?? "" }, http.Request.Headers.Authorization.ToString(), http.RequestAborted), null, format)).Requires<ReadFigures>();
        app.MapGet(FrozenPath, async (HttpContext http, ReportShelf shelf, string id, string? format) => await SendAsync(await shelf.FindAsync(id, http.RequestAborted), format)).Requires<ReadFigures>();
        app.MapGet(StatisticsPath, async (HttpContext http, ReportShelf shelf, string? format) => await SendAsync(await shelf.LastPublishedAsync(http.RequestAborted), format)).Requires<ReadStatistics>();
        app.MapGet(EvidencePath, async (HttpContext http, EvidenceBundle bundle, CallerScope scope, string? clause, string[]? indicators, string? prefix, int? year, string? asOf) =>
        {
            if (!scope.Caller.May<ExportLists>()) throw Fault.Denied(Permission.Of<ExportLists>());
            var (name, file) = await bundle.MakeAsync(clause ?? "", indicators ?? [], new GetYearReportRequest { Prefix = prefix ?? "", Year = year ?? 0, AsOf = asOf ?? "" }, http.Request.Headers.Authorization.ToString(), http.RequestAborted);
            return Results.File(file, "application/zip", name);
        }).Requires<ReadFigures>();
    }

    static Task<IResult> SendAsync(Shelved shelved, string? format)
    {
        var frozen = shelved.Shown(whole: true);
        return SendAsync(frozen.Report, frozen, format);
    }

    /// <exception cref="Fault">UNKNOWN_FORMAT.</exception>
    static async Task<IResult> SendAsync(YearReport report, FrozenYearReport? frozen, string? format)
    {
        switch (format)
        {
            case null or "" or "txt": return Results.Bytes([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(PlainReport.Of(report, frozen))], "text/plain; charset=utf-8", $"{report.Title}.txt");
            case "docx": return Results.Bytes(WordReport.Of(report, frozen), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", $"{report.Title}.docx");
            case "xlsx":
                var sheet = new MemoryStream();
                await SheetWriter.WriteXlsxAsync(sheet, NumberTable.Headings, NumberTable.Rows(report).ToAsyncEnumerable(), default);
                return Results.Bytes(sheet.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{report.Title}.xlsx");
            default: throw Fault.Invalid("format", "UNKNOWN_FORMAT", "格式应为 txt、docx 或 xlsx");
        }
    }
}
