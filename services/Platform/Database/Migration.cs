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

    static async Task MakeRolesAsync(string owner, IConfiguration configuration)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var connection = await ConnectAsync(source);
        foreach (var (role, attributes) in new[]
        {
            ("civ_owner", "nologin"),
            ("civ_app", $"login password {Literal(configuration["CIV_APP_PASSWORD"])}"),
            ("civ_jobs", $"login password {Literal(configuration["CIV_JOBS_PASSWORD"])}"),
            ("civ_backup", "nologin bypassrls"),
        })
            await UntilSettledAsync(connection,
                $$"""
                do $do$ begin
                    if not exists (select from pg_roles where rolname = '{{role}}') then create role {{role}}; end if;
                    alter role {{role}} with nosuperuser {{attributes}};
                end $do$
                """);
        await UntilSettledAsync(connection, $"alter database \"{connection.Database}\" owner to civ_owner; alter schema public owner to civ_owner; revoke all on schema public from public; revoke all on database \"{connection.Database}\" from public; grant connect on database \"{connection.Database}\" to civ_app, civ_jobs, civ_backup");
    }

    // In Compose the database is "started" before it answers.
    static async Task<NpgsqlConnection> ConnectAsync(NpgsqlDataSource source)
    {
        for (var until = DateTime.UtcNow + patience; ; await Task.Delay(500))
            try { return await source.OpenConnectionAsync(); }
            catch (NpgsqlException) when (DateTime.UtcNow < until) { }
    }

    // The roles belong to the whole server and the migrations of all services run at once: a lost race is run again.
    static async Task UntilSettledAsync(NpgsqlConnection connection, string sql)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException race) when (attempt < 20 && race.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.InternalError)
            {
                await Task.Delay(50 * attempt);
            }
    }

    static string Literal(string? password) =>
        $"'{(password is { Length: >= 8 } ? password : throw new InvalidOperationException("A role's password is missing or shorter than 8 characters.")).Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>What a service adds to its migration, e.g. the first operator's account. Runs as the owner each time, so it must be repeatable.</summary>
public interface IMigrationStep
{
    Task RunAsync(string ownerConnection);
}
