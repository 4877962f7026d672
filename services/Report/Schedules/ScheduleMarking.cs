using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Writes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CivPractice.Report.Schedules;

/// <summary>
/// Marks the periods that are due, under a lease: one replica does it. Doing it twice marks nothing twice: the schedule is locked, it says which period is next, and a period has one row.
/// It asks nobody for numbers: see docs/decisions/0053.
/// </summary>
public sealed partial class ScheduleMarking(IServiceScopeFactory scopes, [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, TimeProvider clock, ILogger<ScheduleMarking> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromMinutes(10);
    const int batch = 200;

    readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; ; await Task.Delay(pause, clock, stoppingToken))
            try
            {
                if (await Lease.TakeAsync(jobs, nameof(ScheduleMarking), holder, pause, stoppingToken)) await RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or DbUpdateException) { LogFailed(exception.Message); }
    }

    /// <summary>Marks whatever is due; how many periods it marked.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (marked, due) = (0, new List<(string County, Guid Id)>());
        do
        {
            due.Clear();
            await using (var command = jobs.CreateCommand("select county, id from export_schedule where ended_on is null and next_due <= $1 order by next_due, county, id limit $2"))
            {
                command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = ChinaTime.Today(clock) });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = batch });
                await using var row = await command.ExecuteReaderAsync(cancel);
                while (await row.ReadAsync(cancel)) due.Add((row.GetString(0), row.GetGuid(1)));
            }
            foreach (var (county, id) in due)
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CallerScope>().ActFor(county);
                marked += await MarkAsync(scope.ServiceProvider.GetRequiredService<ReportDb>(), county, id, cancel);
            }
        } while (due.Count == batch);
        if (marked > 0) LogMarked(marked);
        return marked;
    }

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

    [LoggerMessage(Level = LogLevel.Information, Message = "{Periods} periods of regular reports fell due")]
    partial void LogMarked(int periods);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Regular reports were not marked: {Why}")]
    partial void LogFailed(string why);
}

/// <summary>Registers what marks in a process that answers requests, and what makes files.</summary>
static class SchedulesSetup
{
    internal static void AddSchedules(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<FileMaker>();
        builder.Services.AddSingleton<ScheduleMarking>();
        builder.Services.AddSingleton(new Expiring("scheduled_content"));
        if (builder.Configuration.Serves()) builder.Services.AddHostedService(provider => provider.GetRequiredService<ScheduleMarking>());
    }
}
