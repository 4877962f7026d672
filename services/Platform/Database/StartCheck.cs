using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CivPractice.Platform.Database;

/// <summary>Refuses to start as a role that row-level security does not bind.</summary>
static class StartCheck
{
    const string question =
        """
        select current_user::text, rolsuper or rolbypassrls or pg_has_role('civ_owner', 'member')
            or exists (select from pg_class where relowner = r.oid and relkind = 'r')
        from pg_roles r where rolname = current_user
        """;

    static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    internal static async Task RefuseUnboundRoleAsync(NpgsqlDataSource source)
    {
        if (new NpgsqlConnectionStringBuilder(source.ConnectionString).NoResetOnClose)
            throw new InvalidOperationException("No Reset On Close would leave one county's setting to the next request.");
        for (var until = DateTime.UtcNow + patience; ; await Task.Delay(500))
            try
            {
                await using var command = source.CreateCommand(question);
                await using var row = await command.ExecuteReaderAsync();
                await row.ReadAsync();
                if (row.GetBoolean(1)) throw new InvalidOperationException($"The role {row.GetString(0)} is a superuser, an owner or bypasses row-level security; start the service as civ_app.");
                return;
            }
            catch (NpgsqlException) when (DateTime.UtcNow < until) { }
    }
}

/// <summary>Ready means: the database answers and stands at this program's migration.</summary>
sealed class DatabaseHealth<TDb>(TDb db, NpgsqlDataSource source) : IHealthCheck where TDb : ServiceDb
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = source.CreateCommand("select \"MigrationId\" from \"__EFMigrationsHistory\" order by 1 desc limit 1");
            var at = await command.ExecuteScalarAsync(cancellationToken) as string;
            var due = db.Database.GetMigrations().Max();
            return at == due ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"The database stands at migration {at ?? "none"}, this program needs {due}.");
        }
        catch (NpgsqlException exception) { return HealthCheckResult.Unhealthy("The database does not answer.", exception); }
    }
}
