using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CivPractice.Platform.Database;

/// <summary>
/// The migration step (<c>--migrate</c>): roles, schema as <c>civ_owner</c>, then the fences of every table. It ends, and the service waits for it.
/// </summary>
static class Migration
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(1);

    internal static async Task RunAsync<TDb>(IServiceProvider services, IConfiguration configuration) where TDb : ServiceDb
    {
        var owner = configuration.GetConnectionString("owner") ?? throw new InvalidOperationException("ConnectionStrings__owner is missing.");
        await MakeRolesAsync(owner, configuration);

        var asOwner = new NpgsqlConnectionStringBuilder(owner) { Options = "-c role=civ_owner" }.ConnectionString;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        db.Database.SetConnectionString(asOwner);
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync(CountySecurity.Script(db.Model));
        foreach (var step in scope.ServiceProvider.GetServices<IMigrationStep>()) await step.RunAsync(asOwner);
    }

    // The roles belong to the whole server and the migrations of all services run at once: one after the other through a lock of the server's own database.
    static async Task MakeRolesAsync(string owner, IConfiguration configuration)
    {
        var database = new NpgsqlConnectionStringBuilder(owner).Database!;
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { Database = "postgres" }.ConnectionString);
        await using var connection = await ConnectAsync(source);
        await RunAsync(connection, "select pg_advisory_lock(hashtext('civ roles'))");
        await MakeDatabaseAsync(connection, database);
        foreach (var (role, attributes) in new[]
        {
            ("civ_owner", "nologin"),
            ("civ_app", $"login password {Literal(configuration["CIV_APP_PASSWORD"])}"),
            ("civ_jobs", $"login password {Literal(configuration["CIV_JOBS_PASSWORD"])}"),
            ("civ_backup", "nologin bypassrls"),
        })
            await RunAsync(connection,
                $$"""
                do $do$ begin
                    if not exists (select from pg_roles where rolname = '{{role}}') then create role {{role}}; end if;
                    alter role {{role}} with nosuperuser {{attributes}};
                end $do$
                """);
        await RunAsync(connection, $"alter database \"{database}\" owner to civ_owner; revoke all on database \"{database}\" from public; grant connect on database \"{database}\" to civ_app, civ_jobs, civ_backup; grant temporary on database \"{database}\" to civ_app");

        await using var own = NpgsqlDataSource.Create(owner);
        await using var inside = await own.OpenConnectionAsync();
        await RunAsync(inside, "alter schema public owner to civ_owner; revoke all on schema public from public");
    }

    // The hosts of the developer's machine make it; in Compose and in Kubernetes nobody does.
    static async Task MakeDatabaseAsync(NpgsqlConnection connection, string database)
    {
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = database } } };
        if (await find.ExecuteScalarAsync() is null) await RunAsync(connection, $"create database \"{database}\"");
    }

    // In Compose the database is "started" before it answers.
    static async Task<NpgsqlConnection> ConnectAsync(NpgsqlDataSource source)
    {
        for (var until = DateTime.UtcNow + patience; ; await Task.Delay(500))
            try { return await source.OpenConnectionAsync(); }
            catch (NpgsqlException) when (DateTime.UtcNow < until) { }
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static string Literal(string? password) =>
        $"'{(password is { Length: >= 8 } ? password : throw new InvalidOperationException("A role's password is missing or shorter than 8 characters.")).Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>What a service adds to its migration, e.g. the first operator's account. Runs as the owner each time, so it must be repeatable.</summary>
public interface IMigrationStep
{
    Task RunAsync(string ownerConnection);
}
