using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Writes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CivPractice.Report.Schedules;

/// <summary>
/// Marks the periods that are due. Doing it twice marks nothing twice: the schedule is locked, it says which period is next, and a period has one row. It asks nobody for numbers: see docs/decisions/0053.
/// </summary>
public sealed class ScheduleMarking(IServiceScopeFactory scopes, [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, TimeProvider clock, ILogger<ScheduleMarking> log) : DueWork<ReportDb>(scopes, jobs, clock, log)
{
    protected override string Due => "select county, id from export_schedule where ended_on is null and next_due <= $1 order by next_due, county, id limit $2";

    protected override Task<int> DoAsync(ReportDb db, string county, Guid id, CancellationToken cancel) => MarkAsync(db, county, id, cancel);

    /// <summary>Marks the due periods of one schedule, locked; how many those were.</summary>
    public static Task<int> MarkAsync(ReportDb db, string county, Guid id, CancellationToken cancel) => db.TogetherAsync(async () =>
    {
        if (await db.Schedules.FromSql($"select * from export_schedule where county = {county} and id = {id} for update").SingleOrDefaultAsync(cancel) is not { } schedule) return 0;
        var due = schedule.Mark(ChinaTime.Today(db.Clock), db.Clock.GetUtcNow());
        db.AddRange(due);
        if (due.Count > 0) db.Audit(county, "schedule.mark", $"{id} {due.Count}");
        await db.SaveChangesAsync(cancel);
        return due.Count;
    }, cancel);
}

/// <summary>Registers what marks in a process that answers requests, and what makes files.</summary>
static class SchedulesSetup
{
    internal static void AddSchedules(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<FileMaker>();
        builder.AddDueWork<ScheduleMarking>();
        builder.Services.AddSingleton(new Expiring("scheduled_content"));
    }
}
