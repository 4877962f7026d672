using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Brands;

/// <summary>What a brand was for a time: 培育中, 在册 or 停用. Steps follow each other without a gap; only the days as 在册 count.</summary>
public sealed class BrandStep : ICountyRow
{
    /// <summary>Steps of one brand.</summary>
    public const int Most = 50;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid BrandId { get; init; }
    public required BrandStatus Status { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The day from which on it is something else; null while it is this.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>When this was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When the end was recorded; null while it is this.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Required for 停用.</summary>
    public required string Reason { get; init; }

    public static BrandStep First(Brand brand, BrandStatus status, DateOnly since, DateTimeOffset now)
    {
        if (status == BrandStatus.Stopped) throw Fault.Invalid("status", "STOPPED_AT_FIRST", "新品牌只能是培育中或在册");
        return new BrandStep { County = brand.County, Id = Guid.CreateVersion7(now), BrandId = brand.Id, Status = status, Since = since, RecordedAt = now, Reason = "" };
    }

    /// <summary>Ends this step, and begins the next one.</summary>
    /// <exception cref="Fault">SAME_STATUS, BEFORE_LAST_STEP, FOSTERED_ONCE: what was listed is not fostered again.</exception>
    public BrandStep Next(BrandStatus status, DateOnly since, string reason, DateTimeOffset now)
    {
        if (status == Status) throw Fault.Precondition("SAME_STATUS", "品牌现在就是这个状态");
        if (status == BrandStatus.Fostered) throw Fault.Precondition("FOSTERED_ONCE", "在册或停用的品牌不能退回培育中");
        if (since < Since) throw Fault.Precondition("BEFORE_LAST_STEP", $"日期不能早于现在状态的起始日期 {Since:yyyy-MM-dd}");
        (Until, EndedAt) = (since, now);
        return new BrandStep { County = County, Id = Guid.CreateVersion7(now), BrandId = BrandId, Status = status, Since = since, RecordedAt = now, Reason = reason };
    }

    /// <summary>Moves the figure by the beginning.</summary>
    public void CountBegun(VolunteerDb db, Brand brand)
    {
        if (Status == BrandStatus.Listed) db.CountAt(brand, Since, Measures.Brands, dimension: brand.Level.ToString());
    }

    /// <summary>Moves the figure by the end.</summary>
    public void CountEnded(VolunteerDb db, Brand brand)
    {
        if (Status == BrandStatus.Listed) db.CountAt(brand, Until!.Value, Measures.Brands, -1, brand.Level.ToString());
    }

    /// <summary>Moves the figure along with the latest move of the brand.</summary>
    public void CountMoved(VolunteerDb db, Brand brand)
    {
        if (Status != BrandStatus.Listed) return;
        db.CountMoved(brand, Since, Measures.Brands, dimension: brand.Level.ToString());
        if (Until is { } end) db.CountMoved(brand, end, Measures.Brands, -1, brand.Level.ToString());
    }

    public V1.BrandStep Shown() => new() { Status = Status, Since = ChinaTime.Text(Since), Reason = Reason };
}
