using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Volunteer.Corrections;

/// <summary>
/// A volunteer's request to correct a record (更正申请, 志愿服务记录与证明出具办法 Art. 13): what is wrong, until when it must be answered, and what was answered. It changes nothing by itself: accepted
/// hours become a counter-entry, everything else is changed by hand and said in the answer.
/// </summary>
public sealed class CorrectionRequest : ICountyRow
{
    /// <summary>The term in working days. Art. 13 names none; it is the term in which a record must be made (Art. 11).</summary>
    public const int Term = 10;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required CorrectionAbout About { get; init; }

    /// <summary>The line of the ledger that is meant; for recorded hours only.</summary>
    public Guid? EntryId { get; init; }
    public required string ActivityTitle { get; init; }
    public required string Text { get; init; }

    /// <summary>The site that answers.</summary>
    public required string Site { get; set; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The last civil day of the term.</summary>
    public required DateOnly DueOn { get; init; }
    public CorrectionStatus Status { get; private set; } = CorrectionStatus.CorrectionAsked;
    public string Answer { get; private set; } = "";
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Who answered; the volunteer where it was withdrawn.</summary>
    public Guid? ClosedBy { get; private set; }

    /// <summary>The counter-entry and its minutes.</summary>
    public Guid? CounterEntryId { get; private set; }
    public int Minutes { get; private set; }
    public long Version { get; private set; } = 1;

    /// <summary>The last day of a term that begins on the day behind; working days are Monday to Friday until the yearly notice of the State Council is kept as data.</summary>
    public static DateOnly Due(DateOnly asked, int days = Term)
    {
        var day = asked;
        for (; days > 0; days--)
            do day = day.AddDays(1); while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        return day;
    }

    public bool IsOpen => Status == CorrectionStatus.CorrectionAsked;

    public bool IsOverdue(DateOnly today) => IsOpen && today > DueOn;

    /// <exception cref="Fault">CORRECTION_CLOSED, OWN_CORRECTION, MINUTES_REQUIRED, MINUTES_NOT_WANTED.</exception>
    public void RequireAnswerable(Guid by, bool accepted, int minutes)
    {
        RequireOpen();
        if (by == PersonId) throw Fault.Precondition("OWN_CORRECTION", "不能答复自己的申请,请由其他管理员办理");
        var wants = accepted && About == CorrectionAbout.RecordedHours;
        if (wants && minutes == 0) throw Fault.Invalid("minutes", "MINUTES_REQUIRED", "请填写加上或减去多少分钟");
        if (!wants && minutes != 0) throw Fault.Invalid("minutes", "MINUTES_NOT_WANTED", "只有更正已记的时长才填分钟数");
    }

    public void Close(bool accepted, string answer, Guid by, Guid? counterEntry, int minutes, DateTimeOffset now)
    {
        RequireOpen();
        (CounterEntryId, Minutes) = (counterEntry, minutes);
        End(accepted ? CorrectionStatus.CorrectionAccepted : CorrectionStatus.CorrectionRefused, answer, by, now);
    }

    /// <exception cref="Fault">CORRECTION_CLOSED.</exception>
    public void Withdraw(DateTimeOffset now)
    {
        RequireOpen();
        End(CorrectionStatus.CorrectionWithdrawn, "", PersonId, now);
    }

    void End(CorrectionStatus status, string answer, Guid by, DateTimeOffset now)
    {
        (Status, Answer, ClosedBy, ClosedAt) = (status, answer, by, now);
        Version++;
    }

    void RequireOpen()
    {
        if (!IsOpen) throw Fault.Precondition("CORRECTION_CLOSED", "这份申请已经办结或撤回");
    }

    public V1.CorrectionRequest Shown(string name, DateOnly today) => new()
    {
        Id = Id.ToString(),
        PersonId = PersonId.ToString(),
        PersonName = name,
        About = About,
        EntryId = EntryId?.ToString() ?? "",
        ActivityTitle = ActivityTitle,
        Text = Text,
        Site = Site,
        AskedAt = AskedAt.ToTimestamp(),
        DueOn = ChinaTime.Text(DueOn),
        Status = Status,
        Answer = Answer,
        ClosedAt = ClosedAt?.ToTimestamp(),
        Minutes = Minutes,
        Overdue = IsOverdue(today),
    };
}
