using System.Text;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Report.Evidence;
using CivPractice.Report.Frozen;
using CivPractice.Report.Schedules;
using CivPractice.Report.Snapshots;
using CivPractice.Report.V1;
using CivPractice.Report.Years;

namespace CivPractice.Report.Files;

/// <summary>What goes out by files: a year report as text, docx or xlsx; and what comes in: snapshots of outside systems.</summary>
static class ReportFiles
{
    internal const string YearPath = "/api/yearReport/file", FrozenPath = "/api/reports/{id}/file", StatisticsPath = "/api/statistics/file", EvidencePath = "/api/evidence", ScheduledPath = "/api/scheduledFiles/{id}/file";

    internal static void AddFiles(this WebApplicationBuilder builder) => builder.AddImport<SnapshotImport>();

    internal static void MapFiles(this WebApplication app)
    {
        app.MapImport<ImportSnapshots>(SnapshotImport.Path);
        app.MapGet(YearPath, async (HttpContext http, YearReports years, string? prefix, int? year, string? asOf, string? format) =>
            await SendAsync(await years.ComposeAsync(new GetYearReportRequest { Prefix = prefix ?? "", Year = year ?? 0, AsOf = asOf ?? "" }, http.Request.Headers.Authorization.ToString(), http.RequestAborted), null, format)).Requires<ReadFigures>();
        app.MapGet(FrozenPath, async (HttpContext http, ReportShelf shelf, string id, string? format) => await SendAsync(await shelf.FindAsync(id, http.RequestAborted), format)).Requires<ReadFigures>();
        app.MapGet(StatisticsPath, async (HttpContext http, ReportShelf shelf, string? format) => await SendAsync(await shelf.LastPublishedAsync(http.RequestAborted), format)).Requires<ReadStatistics>();
        app.MapGet(ScheduledPath, async (HttpContext http, ReportDb db, string id) =>
        {
            var (name, bytes) = await ScheduleService.BytesAsync(db, id, http.RequestAborted);
            return Results.Bytes(bytes, TypeOf(name[(name.LastIndexOf('.') + 1)..]), name);
        }).Requires<ReadFigures>();
        app.MapGet(EvidencePath, async (HttpContext http, EvidenceBundle bundle, CallerScope scope, [AsParameters] EvidenceQuestion question) =>
        {
            if (!scope.Caller.May<ExportLists>()) throw Fault.Denied(Permission.Of<ExportLists>());
            var (name, file) = await bundle.MakeAsync(question.Asked(), http.Request.Headers.Authorization.ToString(), http.RequestAborted);
            return Results.File(file, "application/zip", name);
        }).Requires<ReadFigures>();
    }

    static Task<IResult> SendAsync(Shelved shelved, string? format)
    {
        var frozen = shelved.Shown(whole: true);
        return SendAsync(frozen.Report, frozen, format);
    }

    static async Task<IResult> SendAsync(YearReport report, FrozenYearReport? frozen, string? format)
    {
        var asked = format is null or "" ? "txt" : format;
        return Results.Bytes(await BytesAsync(report, frozen, asked, default), TypeOf(asked), $"{report.Title}.{asked}");
    }

    /// <exception cref="Fault">UNKNOWN_FORMAT.</exception>
    internal static async Task<byte[]> BytesAsync(YearReport report, FrozenYearReport? frozen, string format, CancellationToken cancel)
    {
        switch (format)
        {
            case "txt": return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(PlainReport.Of(report, frozen))];
            case "docx": return WordReport.Of(report, frozen);
            case "xlsx":
                using (var sheet = new MemoryStream())
                {
                    await SheetWriter.WriteXlsxAsync(sheet, NumberTable.Headings, NumberTable.Rows(report).ToAsyncEnumerable(), cancel);
                    return sheet.ToArray();
                }
            default: throw Fault.Invalid("format", "UNKNOWN_FORMAT", "格式应为 txt、docx 或 xlsx");
        }
    }

    static string TypeOf(string format) => format switch
    {
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv" => "text/csv; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
}

/// <summary>The question for a bundle as an address asks it: the fields of <see cref="GetEvidenceRequest"/>.</summary>
sealed record EvidenceQuestion(string? SchemeId, int? No, string? Clause, string[]? Indicators, string? Prefix, string? From, string? To, int? Year, string? AsOf)
{
    internal GetEvidenceRequest Asked() => new()
    {
        SchemeId = SchemeId ?? "",
        No = No ?? 0,
        Clause = Clause ?? "",
        Indicators = { Indicators ?? [] },
        Prefix = Prefix ?? "",
        From = From ?? "",
        To = To ?? "",
        Year = Year ?? 0,
        AsOf = AsOf ?? "",
    };
}
