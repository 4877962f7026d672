using CivPractice.Platform.Database;
using CivPractice.Platform.Files;
using CivPractice.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Platform.Imports;

/// <summary>Where an import stands. It is checked as a whole before the first row is taken.</summary>
public enum ImportState
{
    Checking = 1,

    /// <summary>Every row was read; somebody looks at what was found, and starts or cancels.</summary>
    Checked = 2,
    Running = 3,
    Done = 4,
    Cancelled = 5,

    /// <summary>The file could not be read, or rows could not be taken for a reason that is not theirs.</summary>
    Failed = 6,
}

/// <summary>
/// An import (导入): a file of rows on its way into a service. Each batch of rows commits together with <see cref="Position"/>,
/// so that after a crash it goes on behind the last row that was taken, and takes none twice.
/// </summary>
public sealed class ImportJob : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>What is imported, e.g. <c>volunteers</c>.</summary>
    public required string Kind { get; init; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the original, under which the file store keeps it.</summary>
    public required string FileHash { get; init; }
    public required ImportState State { get; set; }

    /// <summary>Taken as soon as it was checked, without somebody's second word.</summary>
    public required bool StartsByItself { get; init; }

    /// <summary>Number of the last row that was checked or taken; the heading is row 1.</summary>
    public int Position { get; set; }

    /// <summary>Rows of the file that are not blank.</summary>
    public int Rows { get; set; }

    /// <summary>Of these, how many the running pass has done.</summary>
    public int Read { get; set; }
    public int Added { get; set; }

    /// <summary>Rows that completed one that was there already.</summary>
    public int Completed { get; set; }

    /// <summary>Rows that were there already.</summary>
    public int Unchanged { get; set; }
    public int Rejected { get; set; }

    /// <summary>Rows that were taken with a remark.</summary>
    public int Remarked { get; set; }
    public required Guid CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Reason and message of what stopped it; empty otherwise.</summary>
    public string Fault { get; set; } = "";
    public string FaultMessage { get; set; } = "";

    /// <summary>How often the batch behind <see cref="Position"/> was tried in vain.</summary>
    public int Tries { get; set; }
}

/// <summary>Why a row was not taken, or how it was taken otherwise than it says. The row itself stays in the original file only.</summary>
public sealed class ImportFinding : ICountyRow
{
    public required string County { get; init; }
    public required Guid JobId { get; init; }
    public required int Row { get; init; }

    /// <summary>Heading of the column (列名).</summary>
    public required string Column { get; init; }
    public required string Reason { get; init; }
    public required string Message { get; init; }

    /// <summary>The row was taken, with a remark.</summary>
    public required bool Taken { get; init; }
}

public static class ImportTables
{
    /// <summary>The tables of imports, for a service that has any.</summary>
    public static void ImportTablesOf(this ModelBuilder model)
    {
        var job = model.PersonalTable<ImportJob>(row => new { row.County, row.Id }).ForJobs("select");
        job.HasIndex(row => new { row.County, row.Kind, row.Id });
        job.HasIndex(row => row.Id).HasFilter("state in (1, 3)");   // what the worker looks for
        job.Property(row => row.FileHash).NamesFile();
        model.PersonalTable<ImportFinding>(row => new { row.County, row.JobId, row.Row, row.Column, row.Reason });
    }
}
