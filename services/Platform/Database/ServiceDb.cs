using System.Diagnostics;
using System.Text.Json;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.V1;
using CivPractice.Platform.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CivPractice.Platform.Database;

/// <summary>
/// A service's database. Besides its own tables it has those of every service: outbox, inbox, audit, tally, idempotency keys and files.
/// What <see cref="Publish"/>, <see cref="Audit"/> and <see cref="Count"/> note down commits together with the rows.
/// </summary>
public abstract class ServiceDb(DbContextOptions options, CallerScope scope, TimeProvider clock) : DbContext(options)
{
    readonly List<TallyChange> changes = [];
    bool touched;

    public CallerScope Scope { get; } = scope;
    public TimeProvider Clock { get; } = clock;

    public override DatabaseFacade Database
    {
        get
        {
            touched = true;
            return base.Database;
        }
    }

    /// <summary>Whether somebody has begun a transaction. Asked first of all by hot writes: EF's own answer would build all of its services for them.</summary>
    internal bool HasTransaction => touched && Database.CurrentTransaction is not null;

    /// <summary>From here on the rows without personal data are those of these counties; within an open transaction (an idempotent request), too.</summary>
    public Task ActForAsync(IReadOnlyList<string> counties, CancellationToken cancel)
    {
        Scope.ActFor(Scope.PersonalCounty, counties);
        return HasTransaction ? CountySetting.SayAgainAsync(this, cancel) : Task.CompletedTask;
    }

    protected abstract void MapTables(ModelBuilder model);

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        MapTables(modelBuilder);
        // Taking a row under a lock asks for the right to change it, if only one column.
        var outbox = modelBuilder.PersonalTable<OutboxMessage>(row => new { row.County, row.Id }).WriteOnly().ForJobs("select, delete, update (at)");
        outbox.HasIndex(row => row.Id);   // the dispatcher takes them in order, however many wait
        modelBuilder.OpenTable<InboxMessage>(row => new { row.County, row.Consumer, row.MessageId }).InsertOnly().ForJobs("select, delete");
        modelBuilder.OpenTable<AuditEntry>(row => new { row.County, row.Id }).InsertOnly();
        // In this order a period of a measure is one range of the key, whatever lies before it. The nightly check learns from them which counties there are.
        modelBuilder.OpenTable<TallyEntry>(row => new { row.County, row.Measure, row.Day, row.Site, row.Dimension }).ForJobs("select");
        modelBuilder.OpenTable<TallyYear>(row => new { row.County, row.Measure, row.Year, row.Site, row.Dimension }).ForJobs("select");
        modelBuilder.PersonalTable<IdempotencyKey>(row => new { row.County, row.Caller, row.Method, row.Key }).ForJobs("select, delete");
        modelBuilder.SharedTable<Lease>(row => row.Name, "A lease guards a job of the whole service, not a county's row.", "false").ForJobs("select, insert, update");
        modelBuilder.Model.NameInSql();
    }

    /// <summary>Notes an event (事件); it leaves after the commit, and only then.</summary>
    public void Publish<TEvent>(TEvent fact) where TEvent : class, IEvent => Add(new OutboxMessage
    {
        County = fact.County,
        Id = Guid.CreateVersion7(Clock.GetUtcNow()),
        Type = typeof(TEvent).FullName!,
        Body = JsonSerializer.Serialize(fact, EventTypes.Json),
        Trace = Activity.Current?.Id,
        At = Clock.GetUtcNow(),
    });

    /// <summary>Notes who did what to which row; never a personal value.</summary>
    public void Audit(string county, string action, string subject) => Add(new AuditEntry
    {
        County = county,
        Id = Guid.CreateVersion7(Clock.GetUtcNow()),
        At = Clock.GetUtcNow(),
        Person = Scope.Person,
        Action = action,
        Subject = subject,
        Trace = Activity.Current?.TraceId.ToString(),
    });

    /// <summary>Moves a figure of a leaf site; written last in the transaction, in key order, so that two writers never wait for each other crosswise.</summary>
    public void Count(string county, string site, DateOnly day, Measure measure, long by = 1, string dimension = "") =>
        changes.Add(new TallyChange(county, site, day, measure, dimension, by));

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Rows and figures commit together.
        if (changes.Count > 0 && Database.CurrentTransaction is null) return await this.TogetherAsync(() => SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);
        var tells = ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added);
        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (changes.Count > 0) await Database.ExecuteSqlAsync(TallyChange.Upsert(changes), cancellationToken);
        changes.Clear();
        if (tells) OutboxSignal.Set();
        return rows;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Writes are asynchronous.");
}
