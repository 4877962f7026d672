using System.Data.Common;
using CivPractice.Platform.Callers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace CivPractice.Platform.Database;

/// <summary>
/// Tells PostgreSQL whose rows a connection may touch, each time that one is opened. Npgsql resets a connection that goes back to the pool,
/// so one that nobody spoke for sees nothing. (<c>No Reset On Close</c> would break that and is refused at start.)
/// </summary>
public sealed class CountySetting : DbConnectionInterceptor
{
    const string session = "select set_config('app.county', $1, false), set_config('app.counties', $2, false), set_config('app.person', $3, false)";
    const string transaction = "select set_config('app.county', $1, true), set_config('app.counties', $2, true), set_config('app.person', $3, true)";

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not ServiceDb db) return;
        await using var command = new NpgsqlCommand(session, (NpgsqlConnection)connection);
        Add(command.Parameters, db.Scope);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (eventData.Context is not ServiceDb db) return;
        using var command = new NpgsqlCommand(session, (NpgsqlConnection)connection);
        Add(command.Parameters, db.Scope);
        command.ExecuteNonQuery();
    }

    /// <summary>Tells a connection that is open already what has changed.</summary>
    internal static async Task SayAgainAsync(ServiceDb db, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(session, (NpgsqlConnection)db.Database.GetDbConnection());
        Add(command.Parameters, db.Scope);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The same as the first command of a batch: it holds for the batch's own transaction.</summary>
    public static NpgsqlBatchCommand For(CallerScope scope)
    {
        var command = new NpgsqlBatchCommand(transaction);
        Add(command.Parameters, scope);
        return command;
    }

    static void Add(NpgsqlParameterCollection parameters, CallerScope scope)
    {
        parameters.Add(new NpgsqlParameter<string> { TypedValue = scope.PersonalCounty, NpgsqlDbType = NpgsqlDbType.Text });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = string.Join(',', scope.Counties), NpgsqlDbType = NpgsqlDbType.Text });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = scope.Person?.ToString() ?? "", NpgsqlDbType = NpgsqlDbType.Text });
    }
}
