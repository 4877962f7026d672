namespace CivPractice.Platform.Database;

/// <summary>Keys of data sources besides the service's own.</summary>
public static class DataSources
{
    /// <summary>The service's database as <c>civ_jobs</c>: dispatchers and schedulers, over all counties, on the tables that say so.</summary>
    public const string Jobs = "jobs";
}
