using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Faults;
using CivPractice.Report.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Report.Schedules;

/// <summary>A report or list that an office wants regularly (定期报表): what, in which form, how often, and on which day of the month after the period it falls due.</summary>
public sealed class ExportSchedule : ICountyRow
{
    /// <summary>Lists as their owners export them, without the columns that name persons; a lecturer stands on the public programme and in it.</summary>
    public static readonly IReadOnlyDictionary<string, (string Owner, string Title)> Lists = new Dictionary<string, (string, string)>
    {
        ["sites"] = ("organization", "站点"),
        ["venues"] = ("organization", "阵地资源"),
        ["teams"] = ("volunteer", "志愿服务队"),
        ["projects"] = ("activity", "项目"),
        ["activities"] = ("activity", "活动"),
        ["sessions"] = ("lecture", "宣讲场次"),
        ["lecturer-teams"] = ("lecture", "宣讲队伍"),
    };

    // Of these the list is narrowed to the days of the period; the others show what stands on the day on which the file is made.
    static readonly HashSet<string> dated = ["activities", "sessions"];

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required ScheduledWhat What { get; init; }

    /// <summary>Of a list its name; else empty.</summary>
    public required string List { get; init; }
    public required string Format { get; init; }
    public required Rhythm Rhythm { get; init; }

    /// <summary>1 to 28.</summary>
    public required int Day { get; init; }
    public required string Prefix { get; init; }
    public required Guid RegisteredBy { get; init; }
    public required string RegisteredAs { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>First day of the next period that falls due.</summary>
    public required DateOnly NextFrom { get; set; }

    /// <summary>Civil day on which it falls due.</summary>
    public required DateOnly NextDue { get; set; }
    public DateOnly? EndedOn { get; private set; }

    /// <exception cref="Fault">What is wrong with the request.</exception>
    public static ExportSchedule Of(CreateScheduleRequest request, string county, string prefix, Guid by, string office, DateTimeOffset now)
    {
        var check = new Check();
        var title = check.Text("title", "名称", request.Title, 60, least: 2);
        check.Known("what", "内容", request.What);
        check.Known("rhythm", "频次", request.Rhythm);
        check.Range("day", "每期的日子", request.Day, 1, 28);
        var isList = request.What == ScheduledWhat.List;
        check.That(!isList || Lists.ContainsKey(request.List), "list", "UNKNOWN_VALUE", $"请选择清单：{string.Join("、", Lists.Values.Select(list => list.Title))}");
        check.That(request.What == ScheduledWhat.Unspecified || FormatsOf(request.What).Contains(request.Format), "format", "UNKNOWN_FORMAT", $"格式应为{string.Join("、", FormatsOf(request.What))}");
        check.Done();
        // The period that is over falls due first, so that nobody waits a quarter for the first file.
        var from = Begin(request.Rhythm, ChinaTime.Day(now), -1);
        return new ExportSchedule
        {
            County = county,
            Id = Guid.CreateVersion7(now),
            Title = title,
            What = request.What,
            List = isList ? request.List : "",
            Format = request.Format,
            Rhythm = request.Rhythm,
            Day = request.Day,
            Prefix = prefix,
            RegisteredBy = by,
            RegisteredAs = office,
            RegisteredAt = now,
            NextFrom = from,
            NextDue = Due(request.Rhythm, from, request.Day),
        };
    }

    public static IReadOnlyList<string> FormatsOf(ScheduledWhat what) => what == ScheduledWhat.List ? ["csv", "xlsx"] : ["docx", "xlsx", "txt"];

    /// <summary>The periods that are due by a day, oldest first; the schedule goes on behind them. Of a schedule that nobody looked at for long, at most so many at once.</summary>
    public IReadOnlyList<ScheduledFile> Mark(DateOnly today, DateTimeOffset now, int most = 24)
    {
        var due = new List<ScheduledFile>();
        while (EndedOn is null && NextDue <= today && due.Count < most)
        {
            var next = Begin(Rhythm, NextFrom, 1);
            due.Add(new ScheduledFile { County = County, Id = Guid.CreateVersion7(now), ScheduleId = Id, Title = Title, Format = Format, From = NextFrom, To = next.AddDays(-1), DueOn = NextDue, MarkedAt = now });
            (NextFrom, NextDue) = (next, Due(Rhythm, next, Day));
        }
        return due;
    }

    /// <exception cref="Fault">SCHEDULE_ENDED.</exception>
    public void End(DateOnly today)
    {
        if (EndedOn is not null) throw Fault.Precondition("SCHEDULE_ENDED", "这份定期报表已经停止");
        EndedOn = today;
    }

    /// <summary>The owner's export for a period.</summary>
    public string ListPath(ScheduledFile period) => QueryHelpers.AddQueryString($"/api/exports/{List}", Filters(period));

    IEnumerable<KeyValuePair<string, string?>> Filters(ScheduledFile period)
    {
        yield return new("prefix", Prefix);
        yield return new("format", Format);
        yield return ExportFilters.Nameless;
        if (List is "activities") yield return new("status", "COMPLETED");
        if (List is "sessions") yield return new("status", "HELD");
        if (!dated.Contains(List)) yield break;
        yield return new("from", ChinaTime.Text(period.From));
        yield return new("to", ChinaTime.Text(period.To));
    }

    /// <summary>The first day of the period that holds a day, or of one that lies some periods before or behind it.</summary>
    public static DateOnly Begin(Rhythm rhythm, DateOnly day, int away)
    {
        var months = MonthsOf(rhythm);
        var first = new DateOnly(day.Year, (day.Month - 1) / months * months + 1, 1);
        return first.AddMonths(away * months);
    }

    static DateOnly Due(Rhythm rhythm, DateOnly from, int day) => Begin(rhythm, from, 1).AddDays(day - 1);

    static int MonthsOf(Rhythm rhythm) => rhythm switch { Rhythm.Yearly => 12, Rhythm.Quarterly => 3, _ => 1 };

    public Schedule Shown() => new()
    {
        Id = Id.ToString(),
        Title = Title,
        What = What,
        List = List,
        Format = Format,
        Rhythm = Rhythm,
        Day = Day,
        Prefix = Prefix,
        RegisteredAs = RegisteredAs,
        RegisteredAt = RegisteredAt.ToTimestamp(),
        EndedOn = EndedOn is { } ended ? ChinaTime.Text(ended) : "",
        NextDue = EndedOn is null ? ChinaTime.Text(NextDue) : "",
    };
}
