using Npgsql;

namespace CivPractice.Platform.Messaging;

/// <summary>A table whose rows end at <c>expires_at</c> (到期删除): they are deleted by <see cref="Retention"/>, under its lease. The table grants its job role select and delete.</summary>
public sealed record Expiring(string Table)
{
    /// <summary>Deletes what is past its time, in all counties; gives the number of rows.</summary>
    public async Task<int> DeleteAsync(NpgsqlConnection jobs, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"delete from {Table} where expires_at < now()", jobs);
        return await command.ExecuteNonQueryAsync(cancel);
    }
}
