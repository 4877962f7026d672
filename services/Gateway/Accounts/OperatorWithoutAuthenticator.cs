using CivPractice.Gateway.Counties;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using Npgsql;

namespace CivPractice.Gateway.Accounts;

/// <summary>
/// The last operator (运维) lost the authenticator, and nobody is left who may reset it: <c>CIV_OPERATOR_RESET_SECOND_FACTOR</c> names the operator's phone
/// for one run of the migration step. Whoever may run that holds the database's owner and the secret key anyway.
/// </summary>
public sealed partial class OperatorWithoutAuthenticator(IConfiguration configuration, PersonalVault vault, TimeProvider clock, ILogger<OperatorWithoutAuthenticator> log) : IMigrationStep
{
    const string setting = "CIV_OPERATOR_RESET_SECOND_FACTOR";
    static readonly string[] tables = ["account", "role_grant", "sign_in", "audit_entry"];

    public async Task RunAsync(string ownerConnection)
    {
        if (configuration[setting] is not { Length: > 0 } phone) return;
        var check = new Check();
        check.Phone(setting, phone);
        check.Done();
        var now = clock.GetUtcNow();

        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        // Row-level security hides every row from the owner, too: these policies live for this transaction only.
        await RunAsync(connection, string.Join(';', tables.Select(table => $"create policy operator_reset on {table} to civ_owner using (true) with check (true)")));
        var operators = await IdsAsync(connection,
            "select id from account where phone_hash = $1 and person in (select person from role_grant where role = $2 and ended_at is null and \"from\" <= $3 and (\"to\" is null or \"to\" >= $3))",
            Account.HashOf(phone, vault), Role.Operator.Name, ChinaTime.Day(now));
        if (operators.Length == 0) throw new InvalidOperationException($"{setting}: no operator has this phone.");
        var reset = await IdsAsync(connection,
            "update account set second_factor = null, second_factor_since = null, second_factor_step = 0, second_factor_failures = 0, second_factor_locked_until = null, version = version + 1 where id = any ($1) and second_factor is not null returning id",
            operators);
        foreach (var id in reset)
        {
            await RunAsync(connection, "delete from sign_in where account = $1", id);
            await RunAsync(connection, "insert into audit_entry (county, id, at, action, subject) values ($1, $2, $3, $4, $5)", Tenants.Platform, Guid.CreateVersion7(now), now, "account.reset-second-factor", id.ToString());
        }
        await RunAsync(connection, string.Join(';', tables.Select(table => $"drop policy operator_reset on {table}")));
        await transaction.CommitAsync();
        LogReset(reset.Length);
    }

    static async Task<Guid[]> IdsAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        await using var rows = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await rows.ReadAsync()) ids.Add(rows.GetGuid(0));
        return [.. ids];
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync();
    }

    static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The second factor of {Count} operators was reset. Take CIV_OPERATOR_RESET_SECOND_FACTOR out of the environment again")]
    partial void LogReset(int count);
}
