using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.V1;
using CivPractice.Report.Figures;
using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Report.Words;
using CivPractice.Report.Years;
using Grpc.Core;
using Microsoft.AspNetCore.WebUtilities;
using AssessmentsClient = CivPractice.Organization.V1.Assessments.AssessmentsClient;

namespace CivPractice.Report.Evidence;

/// <summary>Reads what answers a clause: an item of a scheme by the figure that it counts, and indicators of the dictionary; all as the caller.</summary>
public sealed class ClauseReader(AssessmentsClient assessments, NumberReader numbers, OwnerTallies tallies, TimeProvider clock, CallerScope scope)
{
    const int mostIndicators = 10, pageSize = 200;
    const string honours = "honours";

    static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    /// <summary>The owner's export of a list, without the columns that name persons.</summary>
    static readonly Dictionary<string, (string Owner, string List)> exports = new()
    {
        ["sites"] = ("organization", "sites"),
        ["divisions"] = ("organization", "divisions"),
        ["venues"] = ("organization", "venues"),
        ["teams"] = ("volunteer", "teams"),
        ["projects"] = ("activity", "projects"),
        ["activities"] = ("activity", "activities"),
        ["sessions"] = ("lecture", "sessions"),
        ["lecturerTeams"] = ("lecture", "lecturer-teams"),
        ["honours"] = ("organization", honours),
        ["pilots"] = ("organization", "pilots"),
        ["memberUnits"] = ("organization", "member-units"),
        ["neighbourhoods"] = ("organization", "neighbourhoods"),
        ["donations"] = ("activity", "donations"),
        ["documents"] = ("organization", "documents"),
        ["documentTasks"] = ("organization", "document-tasks"),
        ["meetings"] = ("organization", "meetings"),
        ["decisions"] = ("organization", "decisions"),
    };

    /// <exception cref="Fault">What is wrong with the question; NOT_FOUND for a scheme or an item that is not there; NOTHING_ANSWERS for an item by hand without indicators; FIGURES_MISSING where an owner is silent.</exception>
    public async Task<Clause> ReadAsync(GetEvidenceRequest request, string authorization, CancellationToken cancel)
    {
        var (today, asked) = (ChinaTime.Today(clock), ReportScope.OfPart(request.Prefix, scope.Caller));
        var (words, measure, scheme) = request.SchemeId.Length > 0 ? await ItemAsync(request, authorization, cancel) : (Words(request.Clause), "", null);
        if (request.Indicators.Count > mostIndicators) throw Fault.Invalid("indicators", "OUT_OF_RANGE", $"最多选 {mostIndicators} 个指标");
        var indicators = request.Indicators.Distinct().Select(IndicatorList.Get).ToList();
        if (measure.Length > 0) indicators.Insert(0, await OfMeasureAsync(measure, asked, authorization, cancel));
        if (indicators.Count == 0) throw Fault.Invalid("indicators", "NOTHING_ANSWERS", "这一条没有取数的指标，请选 1 到 10 个指标");
        if (indicators.FirstOrDefault(indicator => indicator.Counts is null) is { } unmeasured) throw Fault.Precondition("NOT_MEASURED", $"指标 {unmeasured.Id} {unmeasured.Name}尚未计量");
        indicators = [.. indicators.DistinctBy(indicator => indicator.Id)];

        var (from, to, days) = Period(request, scheme, today);
        var now = clock.GetUtcNow();
        var reading = await numbers.ReadAsync(asked, days, indicators, authorization, cancel);
        if (reading.Missing.Count > 0) throw new Fault(StatusCode.Unavailable, "FIGURES_MISSING", $"这些数据暂时读不到，材料不完整，请稍后再试：{OwnerWords.Said(reading.Missing)}");
        return new Clause(words, asked, from, to, now, [.. reading.Numbers.Select(number => Answered(number, days(number.Indicator), asked, now))]);
    }

    static string Words(string clause)
    {
        var check = new Check();
        var words = check.Text("clause", "条款", clause, 200, least: 2);
        check.Done();
        return words;
    }

    async Task<(string Words, string Measure, Scheme Scheme)> ItemAsync(GetEvidenceRequest request, string authorization, CancellationToken cancel)
    {
        try
        {
            for (var token = ""; ;)
            {
                var page = await assessments.ListSchemesAsync(new ListSchemesRequest { PageSize = pageSize, PageToken = token }, new CallOptions(OwnerTallies.As(authorization), DateTime.UtcNow + patience, cancel));
                if (page.Schemes.FirstOrDefault(scheme => scheme.Id == request.SchemeId) is { } scheme)
                    return scheme.Items.FirstOrDefault(item => item.No == request.No) is { } item
                        ? ($"{scheme.Title} 第 {item.No} 项 {item.Title}", item.Measure, scheme) : throw Fault.NotFound($"方案里的第 {request.No} 项");
                if (page.NextPageToken.Length == 0) throw Fault.NotFound("这个考核方案");
                token = page.NextPageToken;
            }
        }
        catch (RpcException gone) when (gone.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { throw Fault.Unavailable(); }
    }

    // A figure that the dictionary counts as a whole has its words; any other has what its owner calls it.
    async Task<Indicator> OfMeasureAsync(string measure, ReportScope asked, string authorization, CancellationToken cancel)
    {
        if (IndicatorList.All.FirstOrDefault(indicator => indicator.Counts is { Dimensions.Length: 0, OutOf: null, WithinACounty: null, IsLeastOfCounties: false } counts && counts.Measure == measure && indicator.Period != PeriodKind.AsRecorded) is { } known) return known;
        var question = new GetTallyRequest { Prefix = asked.Prefix, Indicators = { measure }, KnownOnly = true };
        var answers = await Task.WhenAll(tallies.Owners.Select(owner => tallies.AskAsync(owner, question, authorization, cancel)));
        var at = Array.FindIndex(answers, tally => tally?.Indicators.Contains(measure) is true);
        if (at < 0) throw answers.Contains(null) ? Fault.Unavailable() : Fault.Precondition("NOT_MEASURED", $"没有指标“{measure}”");
        var line = answers[at]!.Lines.First(each => each.Indicator == measure && each.Grouping == TallyGrouping.Unspecified);
        return new Indicator(measure, line.Name, $"{line.Name}，按记录站点和日期统计的“{measure}”。", new Counting(tallies.Owners[at].Name, measure), new Exactly(line.Unit), PeriodKind.CalendarYear);
    }

    static (DateOnly From, DateOnly To, Func<Indicator, (DateOnly?, DateOnly?)> Days) Period(GetEvidenceRequest request, Scheme? scheme, DateOnly today)
    {
        var (first, last) = request.From.Length > 0 || request.To.Length > 0 || scheme is null ? (request.From, request.To) : (scheme.From, scheme.To);
        if (first.Length == 0 && last.Length == 0)
        {
            var period = ReportPeriod.Of(request.Year, request.AsOf, today);
            return (new DateOnly(period.Year, 1, 1), period.AsOf, indicator => indicator.Days(period.Year, period.AsOf));
        }
        var check = new Check();
        var (from, to) = (check.Day("from", "起始日期", first), check.Day("to", "截止日期", last));
        check.That(from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.That(from <= today, "from", "FUTURE_PERIOD", "这段时间还没有开始");
        check.Done();
        // Of a period that runs there is nothing behind today.
        if (to > today) to = today;
        return (from, to, indicator => indicator.Period switch
        {
            PeriodKind.CalendarYear => (from, to),
            PeriodKind.AsRecorded => (null, null),
            _ => (null, to),
        });
    }

    static Answer Answered(Counted number, (DateOnly? From, DateOnly? To) days, ReportScope asked, DateTimeOffset now)
    {
        var rows = RowsLink.Of(number.Indicator.Counts!, asked.Prefix, days.From, days.To, now);
        var (path, query) = rows.Split('?', 2) is [var list, var rest] ? (list, "?" + rest) : (rows, "");
        var (owner, export) = exports.GetValueOrDefault(path);
        return new Answer(number, days.From, days.To, Said(days), owner ?? "", export is null ? "" : $"/api/exports/{export}{(export == honours ? WithoutStatus(query) : query)}");
    }

    // Of honours only the verified ones go out, and nobody may ask for others.
    static string WithoutStatus(string query) => QueryHelpers.AddQueryString("", QueryHelpers.ParseQuery(query).Where(part => part.Key != "status").Select(part => KeyValuePair.Create(part.Key, (string?)part.Value.ToString())));

    static string Said((DateOnly? From, DateOnly? To) days) => days switch
    {
        ({ } from, { } to) when from == new DateOnly(to.Year, 1, 1) && to == new DateOnly(to.Year, 12, 31) => $"{to.Year}年",
        ({ } from, { } to) => $"{Say.Day(from)}至{Say.Day(to)}",
        (null, { } to) => $"截至{Say.Day(to)}",
        _ => "登记至今",
    };
}
