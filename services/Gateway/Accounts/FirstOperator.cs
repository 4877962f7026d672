using CivPractice.Gateway.Counties;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Personal;
using Npgsql;

namespace CivPractice.Gateway.Accounts;

/// <summary>
/// The first operator (运维), without whom nobody could open a county: from <c>CIV_OPERATOR_PASSWORD</c> and <c>CIV_OPERATOR_PHONE</c>
/// (default 10000000000). Only while there is no account with that phone; the password of an existing one is left alone.
/// </summary>
public sealed class FirstOperator(IConfiguration configuration, PersonalVault vault, Passwords passwords, TimeProvider clock) : IMigrationStep
{
    const string usualPhone = "10000000000";

    public async Task RunAsync(string ownerConnection)
    {
        if (configuration["CIV_OPERATOR_PASSWORD"] is not { Length: > 0 } password) return;
        var phone = configuration["CIV_OPERATOR_PHONE"] ?? usualPhone;
        var check = new Platform.Faults.Check();
        check.Phone("CIV_OPERATOR_PHONE", phone);
        Passwords.Check(check, "CIV_OPERATOR_PASSWORD", password, phone);
        check.Done();

        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        // Row-level security hides every row from the owner, too: these policies live for this transaction only.
        await RunAsync(connection, "create policy first_operator on account to civ_owner using (true) with check (true); create policy first_operator on role_grant to civ_owner using (true) with check (true)");
        await using (var known = new NpgsqlCommand("select exists (select from account where phone_hash = $1)", connection))
        {
            known.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Account.HashOf(phone, vault) });
            if ((bool)(await known.ExecuteScalarAsync())!) return;
        }

        var now = clock.GetUtcNow();
        var account = Account.Open(Guid.CreateVersion7(now), Role.Operator.Title, phone, vault, now);
        passwords.Set(account, password);
        await RunAsync(connection,
            "insert into account (id, person, phone_hash, phone, name, opened_at, password_hash, failures, second_factor_step, second_factor_failures, version) values ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0)",
            account.Id, account.Person, account.PhoneHash, account.Phone, account.Name, account.OpenedAt, account.PasswordHash!);
        await RunAsync(connection,
            "insert into role_grant (county, id, person, role, prefix, \"from\", granted_at, version) values ($1, $2, $3, $4, '', $5, $6, 0)",
            Tenants.Platform, Guid.CreateVersion7(now), account.Person, Role.Operator.Name, ChinaTime.Day(now), now);
        await RunAsync(connection, "drop policy first_operator on account; drop policy first_operator on role_grant");
        await transaction.CommitAsync();
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
