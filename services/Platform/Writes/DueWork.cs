using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CivPractice.Platform.Writes;

/// <summary>
/// Work on rows that fall due (到期的事项), every ten minutes and under a lease: one replica does it. The rows are found by the role of jobs, and each is done for its own county, as if somebody of it had asked.
/// What is done twice must do nothing twice: the row is locked and says what is next.
/// </summary>
public abstract partial class DueWork<TDb>(IServiceScopeFactory scopes, NpgsqlDataSource jobs, TimeProvider clock, ILogger log) : BackgroundService where TDb : ServiceDb
{
    static readonly TimeSpan pause = TimeSpan.FromMinutes(10);
    const int batch = 200;

    readonly Guid holder = Guid.NewGuid();

    /// <summary>County and id of what is due by the day $1, the longest due first, at most $2 rows.</summary>
    protected abstract string Due { get; }

    /// <summary>By which day it is done ahead.</summary>
    protected virtual DateOnly By(DateOnly today) => today;

    /// <summary>Does one row; how many things came of it.</summary>
    protected abstract Task<int> DoAsync(TDb db, string county, Guid id, CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; ; await Task.Delay(pause, clock, stoppingToken))
            try
            {
                if (await Lease.TakeAsync(jobs, GetType().Name, holder, pause, stoppingToken)) await RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or DbUpdateException) { LogFailed(GetType().Name, exception.Message); }
    }

    /// <summary>Does whatever is due; how many things came of it.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (done, due) = (0, new List<(string County, Guid Id)>());
        do
        {
            due.Clear();
            await using (var command = jobs.CreateCommand(Due))
            {
                command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = By(ChinaTime.Today(clock)) });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = batch });
                await using var row = await command.ExecuteReaderAsync(cancel);
                while (await row.ReadAsync(cancel)) due.Add((row.GetString(0), row.GetGuid(1)));
            }
            foreach (var (county, id) in due)
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CallerScope>().ActFor(county);
                done += await DoAsync(scope.ServiceProvider.GetRequiredService<TDb>(), county, id, cancel);
            }
        } while (due.Count == batch);
        if (done > 0) LogDone(GetType().Name, done);
        return done;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Work}: {Things} done")]
    partial void LogDone(string work, int things);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work} failed and is tried again: {Why}")]
    partial void LogFailed(string work, string why);
}

public static class DueWorkSetup
{
    /// <summary>Registers work; it runs by itself in a process that answers requests.</summary>
    public static void AddDueWork<TWork>(this WebApplicationBuilder builder) where TWork : class, IHostedService
    {
        builder.Services.AddSingleton<TWork>();
        if (builder.Configuration.Serves()) builder.Services.AddHostedService(provider => provider.GetRequiredService<TWork>());
    }
}
