using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Platform.Writes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CivPractice.Platform.Imports;

/// <summary>
/// Runs the imports of a service, one after the other, the oldest first; under a lease, so that of several replicas one does. After a crash, of the
/// process or of the database, the next one goes on where the last batch committed.
/// </summary>
public sealed partial class ImportWorker(
    IServiceScopeFactory scopes, [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, IFileStore files, IEnumerable<ImportKind> kinds, ILogger<ImportWorker> log) : BackgroundService
{
    const int mostTries = 5;
    static readonly TimeSpan poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan lease = TimeSpan.FromSeconds(5);   // some batches; a second worker on the same job finds its position moved, and stops
    static readonly SemaphoreSlim signal = new(0, 1);
    readonly Guid holder = Guid.NewGuid();

    /// <summary>Wakes the worker of this process.</summary>
    internal static void Wake()
    {
        try { if (signal.CurrentCount == 0) signal.Release(); }
        catch (SemaphoreFullException) { /* awake already */ }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                if (await NextAsync(stoppingToken) is { } next && await HoldAsync(stoppingToken)) await RunAsync(next.County, next.Id, stoppingToken);
                else await signal.WaitAsync(poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception exception)
            {
                LogWaits(exception.Message);
                await Task.Delay(poll, stoppingToken);
            }
    }

    Task<bool> HoldAsync(CancellationToken cancel) => Lease.TakeAsync(jobs, "imports", holder, lease, cancel);

    async Task<(string County, Guid Id)?> NextAsync(CancellationToken cancel)
    {
        await using var command = jobs.CreateCommand("select county, id from import_job where state in (1, 3) order by id limit 1");
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) ? (row.GetString(0), row.GetGuid(1)) : null;
    }

    async Task RunAsync(string county, Guid id, CancellationToken cancel)
    {
        ImportJob job;
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<CallerScope>().ActFor(county);
            job = await scope.ServiceProvider.GetRequiredService<ServiceDb>().Set<ImportJob>().AsNoTracking().SingleAsync(row => row.County == county && row.Id == id, cancel);
        }
        var kind = kinds.Single(kind => kind.Name == job.Kind);
        var run = new ImportRun(scopes, files, kind, job);
        try { await run.PassAsync(() => HoldAsync(cancel), cancel); }
        catch (Exception exception) when (exception is not (NpgsqlException { IsTransient: true } or OperationCanceledException) && !Transient(exception))
        {
            LogFailed(exception, job.Kind, job.Id);
            if (await run.TriedAsync(mostTries, cancel))
                await run.FailAsync(new Fault(StatusCode.Internal, "IMPORT_FAILED", $"第 {job.Position + 1} 行以后没能导入,请联系运维,编号 {job.Id}"), cancel);
            await Task.Delay(poll, cancel);
        }
    }

    static bool Transient(Exception exception) => exception.GetBaseException() is NpgsqlException { IsTransient: true } or IOException or TimeoutException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Imports wait: {Why}")]
    partial void LogWaits(string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of import {Kind} {Id} failed")]
    partial void LogFailed(Exception exception, string kind, Guid id);
}
