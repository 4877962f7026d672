using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Assessments;

/// <summary>An assessment scheme (考核方案): its items and weights are data, since every county and year has its own. 评分中, 已公布, 已归档.</summary>
public sealed class Scheme : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required int Year { get; init; }
    public required Tier Tier { get; init; }
    public required DateOnly PeriodFrom { get; init; }
    public required DateOnly PeriodTo { get; init; }
    public SchemeStatus Status { get; private set; } = SchemeStatus.Draft;
    public long Version { get; private set; } = 1;
    public List<SchemeItem> Items { get; } = [];

    /// <exception cref="Fault">UNKNOWN_ITEM.</exception>
    public SchemeItem Item(int no) => Items.SingleOrDefault(item => item.No == no) ?? throw Fault.Invalid("no", "UNKNOWN_ITEM", $"方案里没有第 {no} 项");

    public void RequireDraft()
    {
        if (Status != SchemeStatus.Draft) throw Fault.Precondition("SCHEME_NOT_DRAFT", Status == SchemeStatus.Closed ? "方案已归档" : "方案已公布,只能通过申诉更正");
    }

    public void RequireAnnounced()
    {
        if (Status != SchemeStatus.Announced) throw Fault.Precondition("SCHEME_NOT_ANNOUNCED", Status == SchemeStatus.Closed ? "方案已归档" : "方案还没有公布");
    }

    public void Announce()
    {
        RequireDraft();
        Status = SchemeStatus.Announced;
        Version++;
    }

    /// <exception cref="Fault">SCHEME_NOT_ANNOUNCED, or APPEALS_OPEN.</exception>
    public void Close(int openAppeals)
    {
        RequireAnnounced();
        if (openAppeals > 0) throw Fault.Precondition("APPEALS_OPEN", $"还有 {openAppeals} 条申诉没有处理");
        Status = SchemeStatus.Closed;
        Version++;
    }

    public V1.Scheme ToProto() => new()
    {
        Id = Id.ToString(),
        Title = Title,
        Year = Year,
        Tier = Tier,
        From = ChinaTime.Text(PeriodFrom),
        To = ChinaTime.Text(PeriodTo),
        Items = { Items.OrderBy(item => item.No).Select(item => new V1.SchemeItem { No = item.No, Title = item.Title, Weight = item.Weight, Measure = item.Measure, Target = item.Target }) },
        Status = Status,
        Version = Version,
    };
}

/// <summary>One item of a scheme (考核项): filled from a figure, or by hand.</summary>
public sealed class SchemeItem : ICountyRow
{
    public required string County { get; init; }
    public required Guid SchemeId { get; init; }
    public required int No { get; init; }
    public required string Title { get; init; }

    /// <summary>Full points.</summary>
    public required int Weight { get; init; }

    /// <summary>A figure's name; empty for points by hand.</summary>
    public required string Measure { get; init; }
    public required long Target { get; init; }

    /// <summary>Points in tenths for what the figure says: in proportion up to the target, rounded half up.</summary>
    public int TenthsFor(long evidence) => Target <= 0 ? 0 : (int)Math.Round(Weight * 10m * Math.Clamp(evidence, 0, Target) / Target, MidpointRounding.AwayFromZero);
}

/// <summary>A site's points for one item (得分), and what it says against them (申诉).</summary>
public sealed class ItemScore : ICountyRow
{
    public required string County { get; init; }
    public required Guid SchemeId { get; init; }
    public required string Site { get; init; }
    public required int No { get; init; }
    public long Evidence { get; private set; }
    public int Tenths { get; private set; }
    public bool ByHand { get; private set; }
    public string Reason { get; private set; } = "";
    public string Appeal { get; private set; } = "";
    public AppealStatus AppealStatus { get; private set; }
    public string Answer { get; private set; } = "";

    /// <summary>What the figure says; points by hand stay.</summary>
    public void Fill(SchemeItem item, long evidence)
    {
        Evidence = evidence;
        if (!ByHand) Tenths = item.TenthsFor(evidence);
    }

    /// <exception cref="Fault">OUT_OF_RANGE.</exception>
    public void Set(SchemeItem item, int tenths, string reason)
    {
        if (tenths < 0 || tenths > item.Weight * 10) throw Fault.Invalid("tenths", "OUT_OF_RANGE", $"“{item.Title}”应在 0 到 {item.Weight} 分之间");
        (Tenths, ByHand, Reason) = (tenths, true, reason);
    }

    /// <exception cref="Fault">APPEALED_ALREADY: once an item.</exception>
    public void AppealWith(string text)
    {
        if (AppealStatus != AppealStatus.Unspecified) throw Fault.Precondition("APPEALED_ALREADY", "这一项已经申诉过了");
        (Appeal, AppealStatus) = (text, AppealStatus.Open);
    }

    /// <exception cref="Fault">NO_APPEAL, or OUT_OF_RANGE.</exception>
    public void Decide(SchemeItem item, bool upheld, int tenths, string answer)
    {
        if (AppealStatus != AppealStatus.Open) throw Fault.Precondition("NO_APPEAL", "这一项没有待处理的申诉");
        if (upheld) Set(item, tenths, $"申诉成立:{answer}");
        (AppealStatus, Answer) = (upheld ? AppealStatus.Upheld : AppealStatus.Dismissed, answer);
    }

    public V1.ItemScore ToProto() => new() { No = No, Evidence = Evidence, Tenths = Tenths, ByHand = ByHand, Reason = Reason, Appeal = Appeal, AppealStatus = AppealStatus, Answer = Answer };
}
