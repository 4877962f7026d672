using System.Security.Cryptography;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Report.Schedules;

/// <summary>A period of a schedule that is due (到期报表), and what was made of it. It is made once; the row stays when the bytes are gone.</summary>
public sealed class ScheduledFile : ICountyRow
{
    /// <summary>What one file may hold, in bytes: it is a row of the database and is backed up with it.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>Files are kept for three years from the day on which they were made.</summary>
    public const int YearsKept = 3;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid ScheduleId { get; init; }
    public required string Title { get; init; }
    public required string Format { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required DateOnly DueOn { get; init; }
    public required DateTimeOffset MarkedAt { get; init; }
    public DateTimeOffset? MadeAt { get; private set; }
    public Guid? MadeBy { get; private set; }
    public string MadeAs { get; private set; } = "";
    public string ContentHash { get; private set; } = "";
    public long Size { get; private set; }
    public DateTimeOffset? KeptUntil { get; private set; }

    public string FileName => $"{Title}_{ChinaTime.Text(From)}_{ChinaTime.Text(To)}.{Format}";

    /// <summary>Takes what was made, once.</summary>
    /// <exception cref="Fault">MADE_ALREADY; FILE_TOO_LARGE.</exception>
    public ScheduledContent Take(byte[] bytes, Guid by, string office, DateTimeOffset now)
    {
        if (MadeAt is not null) throw Fault.Precondition("MADE_ALREADY", "这一期已经生成，内容不再变动");
        if (bytes.Length > MostBytes) throw Fault.Precondition("FILE_TOO_LARGE", $"文件超过 {MostBytes / 1024 / 1024} MB，请缩小范围");
        (MadeAt, MadeBy, MadeAs, Size, KeptUntil) = (now, by, office, bytes.Length, now.AddYears(YearsKept));
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new ScheduledContent { County = County, FileId = Id, Bytes = bytes, ExpiresAt = KeptUntil.Value };
    }

    public V1.ScheduledFile Shown() => new()
    {
        Id = Id.ToString(),
        ScheduleId = ScheduleId.ToString(),
        Title = Title,
        Format = Format,
        From = ChinaTime.Text(From),
        To = ChinaTime.Text(To),
        DueOn = ChinaTime.Text(DueOn),
        MadeAt = MadeAt?.ToTimestamp(),
        MadeAs = MadeAs,
        ContentHash = ContentHash,
        Size = Size,
        KeptUntil = KeptUntil?.ToTimestamp(),
    };
}

/// <summary>The bytes of a file that was made, until they expire. Insert-only.</summary>
public sealed class ScheduledContent : ICountyRow
{
    public required string County { get; init; }
    public required Guid FileId { get; init; }
    public required byte[] Bytes { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
