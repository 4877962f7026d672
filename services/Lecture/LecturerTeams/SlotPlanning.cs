using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Writes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>
/// Plans the sessions of regular slots (定期宣讲) ahead, under a lease: one replica does it. Doing it twice plans nothing twice: the slot is locked, it says until when it is
/// planned, and a slot has one session a day.
/// </summary>
public sealed partial class SlotPlanning(IServiceScopeFactory scopes, [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, TimeProvider clock, ILogger<SlotPlanning> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromMinutes(10);
    const int batch = 200;

    readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; ; await Task.Delay(pause, clock, stoppingToken))
            try
            {
                if (await Lease.TakeAsync(jobs, nameof(SlotPlanning), holder, pause, stoppingToken)) await RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or DbUpdateException) { LogFailed(exception.Message); }
    }

    /// <summary>Plans whatever is due; how many sessions it planned.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (planned, due) = (0, new List<(string County, Guid Id)>());
        do
        {
            due.Clear();
            await using (var command = jobs.CreateCommand("select county, id from regular_slot where ended_on is null and (planned_until is null or planned_until < $1) order by county, id limit $2"))
            {
                command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = ChinaTime.Today(clock).AddDays(RegularSlot.DaysAhead) });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = batch });
                await using var row = await command.ExecuteReaderAsync(cancel);
                while (await row.ReadAsync(cancel)) due.Add((row.GetString(0), row.GetGuid(1)));
            }
            foreach (var (county, id) in due)
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CallerScope>().ActFor(county);
                planned += await PlanAsync(scope.ServiceProvider.GetRequiredService<LectureDb>(), county, id, cancel);
            }
        } while (due.Count == batch);
        if (planned > 0) LogPlanned(planned);
        return planned;
    }

    /// <summary>Plans one slot ahead, locked; how many sessions that were.</summary>
    public static Task<int> PlanAsync(LectureDb db, string county, Guid id, CancellationToken cancel) => db.TogetherAsync(async () =>
    {
        var slot = await db.Slots.FromSql($"select * from regular_slot where county = {county} and id = {id} for update").SingleOrDefaultAsync(cancel);
        if (slot is null) return 0;
        var planned = await AddAsync(db, slot, cancel);
        await db.SaveChangesAsync(cancel);
        return planned;
    }, cancel);

    /// <summary>Notes the sessions that are due; whoever saves plans them. At a site that closed nothing begins.</summary>
    internal static async Task<int> AddAsync(LectureDb db, RegularSlot slot, CancellationToken cancel)
    {
        var due = slot.PlanAhead(db.Clock.GetUtcNow());
        var days = due.Select(session => session.SlotDay).ToArray();
        // A day that has its session, be it cancelled, gets no second one.
        var known = due.Count == 0 ? [] : await db.Sessions.Where(row => row.County == slot.County && row.SlotId == slot.Id && days.Contains(row.SlotDay)).Select(row => row.SlotDay).ToListAsync(cancel);
        var sessions = due.Where(session => !known.Contains(session.SlotDay)).ToList();
        if (sessions.Count == 0 || !await db.Sites.AnyAsync(site => site.County == slot.County && site.Code == slot.Site && site.ClosedOn == null, cancel)) return 0;
        foreach (var session in sessions)
        {
            db.Add(session);
            Measures.CountPlanned(db, session);
        }
        db.Audit(slot.County, "slot.plan", $"{slot.Id} {sessions.Count}");
        return sessions.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sessions} sessions of regular slots were planned")]
    partial void LogPlanned(int sessions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Regular slots were not planned: {Why}")]
    partial void LogFailed(string why);
}

/// <summary>Registers the planner in a process that answers requests.</summary>
static class SlotPlanningSetup
{
    internal static void AddSlotPlanning(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SlotPlanning>();
        if (builder.Configuration.Serves()) builder.Services.AddHostedService(provider => provider.GetRequiredService<SlotPlanning>());
    }
}
