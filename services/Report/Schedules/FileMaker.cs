using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Report.Figures;
using CivPractice.Report.Files;
using CivPractice.Report.V1;
using CivPractice.Report.Years;

namespace CivPractice.Report.Schedules;

/// <summary>Makes the file of a period: a year report as of the period's last day, or a list as its owner exports it; by the caller's own rights, and without the names of persons, as it is kept for years.</summary>
public sealed class FileMaker(YearReports years, OwnerHttp http)
{
    /// <exception cref="Fault">FIGURES_MISSING, SERVICE_UNAVAILABLE: half a file is none; FILE_TOO_LARGE.</exception>
    public async Task<byte[]> MakeAsync(ExportSchedule schedule, ScheduledFile period, string authorization, CancellationToken cancel)
    {
        if (schedule.What == ScheduledWhat.List) return await ListAsync(schedule, period, authorization, cancel);
        var report = await years.ComposeToKeepAsync(new GetYearReportRequest { Prefix = schedule.Prefix, Year = period.To.Year, AsOf = ChinaTime.Text(period.To) }, authorization, cancel);
        return await ReportFiles.BytesAsync(report, null, schedule.Format, cancel);
    }

    async Task<byte[]> ListAsync(ExportSchedule schedule, ScheduledFile period, string authorization, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var whole = await http.ReadAsync(ExportSchedule.Lists[schedule.List].Owner, schedule.ListPath(period), authorization, body => CopyAsync(body, bytes, cancel), cancel);
        return whole ? bytes.ToArray() : throw Fault.Unavailable();
    }

    // Memory ends where a file does.
    static async Task CopyAsync(Stream from, MemoryStream to, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, cancel)) > 0;)
        {
            if (to.Length + read > ScheduledFile.MostBytes) throw Fault.Precondition("FILE_TOO_LARGE", $"文件超过 {ScheduledFile.MostBytes / 1024 / 1024} MB，请缩小范围");
            to.Write(buffer, 0, read);
        }
    }
}
