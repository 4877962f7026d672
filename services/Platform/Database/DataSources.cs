namespace CivPractice.Platform.Database;

/// <summary>Keys of data sources besides the service's own.</summary>
public static class DataSources
{
    /// <summary>The service's database as <c>civ_jobs</c>: dispatchers and schedulers, over all counties, on the tables that say so.</summary>
    public const string Jobs = "jobs";

    /// <summary>
    /// The service's database for batches that bring the county's setting along. Nothing is ever set for longer than such a batch, so its
    /// connections need no reset, which costs PostgreSQL as much as a small statement. Not for EF, which sets the county on the connection.
    /// </summary>
    internal const string Hot = "hot";
}
