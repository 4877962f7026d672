using Npgsql;

namespace CivPractice.Floor;

/// <summary>Row-level security's setting, as the first command of a batch: it holds for the batch's transaction.</summary>
static class Fence
{
    const string sql = "select set_config('app.county', $1, true), set_config('app.counties', $1, true), set_config('app.person', $2, true)";

    internal static NpgsqlBatchCommand Of(string county, string person = "") =>
        Command(sql, new NpgsqlParameter<string> { TypedValue = county }, new NpgsqlParameter<string> { TypedValue = person });

    internal static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
