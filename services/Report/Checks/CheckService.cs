using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using CivPractice.Report.Burdens;
using CivPractice.Report.Figures;
using CivPractice.Report.Frozen;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Report.Checks;

/// <summary>Spot checks (抽查), and the list of sites of which nothing was recorded. Neither ranks anybody.</summary>
public sealed partial class CheckService(ReportDb db, Population population, OwnerTallies tallies, TallyReader own, BurdenReader burdens, CallerScope scope) : V1.Checks.ChecksBase
{
    // What a site records: if none of it is there, somebody may need help.
    static readonly string[] recorded = ["activities.completed", "lectures.held"];

    // And what shows that somebody used its places besides.
    static readonly string[] used = ["bookings.done", "visits", "lectures.in-activity"];

    const string registered = "volunteers.registered", withHours = "volunteers.recorded";

    [Requires<DrawSamples>]
    public override async Task<Sample> DrawSample(DrawSampleRequest request, ServerCallContext context)
    {
        var (caller, cancel, now) = (scope.Caller, context.CancellationToken, db.Clock.GetUtcNow());
        var check = new Check();
        check.Known("kind", "抽查内容", request.Kind);
        var (from, to) = Period(check, request.From, request.To, ChinaTime.Day(now));
        check.Range("size", "抽取数量", request.Size, 1, SpotSample.MostRows);
        var seed = check.Text("seed", "随机种子", request.Seed, 60);
        check.KnownOrNone("stratum", "分层", request.Stratum);
        check.That(request.Stratum != Stratum.Team || request.Kind == SampleKind.Hours, "stratum", "UNKNOWN_VALUE", "只有时长记录可以按队伍分层");
        check.Done();
        var asked = ReportScope.Of(request.Prefix, caller);
        caller.Require<DrawSamples>(asked.Prefix);

        var rows = await population.ReadAsync(request.Kind, request.Stratum, asked.Prefix, request.From, request.To, context.Authorization(), cancel);
        if (rows.Count == 0) throw Fault.Precondition("NOTHING_TO_DRAW", "这段时间没有可抽查的记录");
        var sample = new SpotSample
        {
            County = caller.County,
            Id = Guid.CreateVersion7(now),
            Kind = request.Kind,
            Prefix = asked.Prefix,
            From = from,
            To = to,
            Size = request.Size,
            Seed = seed,
            Population = rows.Count,
            PopulationHash = SpotSample.HashOf(rows),
            DrawnBy = caller.PersonId,
            DrawnAt = now,
            DrawnAs = Office(caller),
            Stratum = request.Stratum,
            Rows = SpotSample.Json(SpotSample.Draw(rows, seed, request.Size)),
        };
        db.Add(sample);
        db.Audit(sample.County, "sample.draw", sample.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return sample.Shown(whole: true, [], null);
    }

    [Requires<ReadSamples>]
    public override async Task<ListSamplesResponse> ListSamples(ListSamplesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 1);
        var rows = Mine();
        if (!page.IsFirst)
        {
            var id = page.IdAfter(0);
            rows = rows.Where(row => row.Id < id);
        }
        return await PageAsync(page, rows, context.CancellationToken);
    }

    [Requires<ReadSamples>]
    public override async Task<Sample> GetSample(GetSampleRequest request, ServerCallContext context) => await ShownAsync(await FindAsync(request.Id, context.CancellationToken), context.CancellationToken);

    [Requires<ReadFigures>]
    public override async Task<UnderRecording> GetUnderRecording(GetUnderRecordingRequest request, ServerCallContext context)
    {
        var check = new Check();
        var (from, to) = Period(check, request.From, request.To, ChinaTime.Today(db.Clock));
        check.Done();
        var asked = ReportScope.Of(request.Prefix, scope.Caller);
        var question = new GetTallyRequest { Prefix = asked.Prefix, From = ChinaTime.Text(from), To = ChinaTime.Text(to), GroupBy = TallyGrouping.Site, Indicators = { recorded.Concat(used).Concat(["sites.running", "venues.pool", registered, withHours]) }, KnownOnly = true };
        var owners = tallies.Owners;
        var answers = await Task.WhenAll(owners.Select(owner => tallies.AskAsync(owner, question, context.Authorization(), context.CancellationToken)));

        var answer = new UnderRecording { Missing = { owners.Zip(answers).Where(each => each.Second is null).Select(each => each.First.Name) } };
        var lines = answers.OfType<Tally>().SelectMany(tally => tally.Lines).Where(line => line.Value > 0).ToLookup(line => line.Indicator);
        var (people, recordedOf) = (lines[registered].ToDictionary(line => line.Group, line => line.Value), lines[withHours].ToDictionary(line => line.Group, line => line.Value));
        answer.WithoutHours.AddRange(people.OrderBy(site => site.Key, StringComparer.Ordinal).Select(site => new SiteWithoutHours { Site = site.Key, Volunteers = site.Value, WithoutHours = Math.Max(0, site.Value - recordedOf.GetValueOrDefault(site.Key)) }).Where(site => site.WithoutHours > 0));
        (answer.Volunteers, answer.VolunteersWithoutHours) = (people.Values.Sum(), answer.WithoutHours.Sum(site => site.WithoutHours));
        // Who is silent must not make sites look idle.
        if (answer.Missing.Any(owner => owner != "volunteer")) return answer;
        HashSet<string> Sites(IEnumerable<string> indicators) => [.. indicators.SelectMany(indicator => lines[indicator]).Select(line => line.Group)];
        var (running, busy) = (Sites(["sites.running"]), Sites(recorded));
        answer.Running = running.Count;
        answer.Sites.AddRange(running.Except(busy).Order(StringComparer.Ordinal));
        answer.Unused.AddRange(running.Intersect(Sites(["venues.pool"])).Except(busy).Except(Sites(used)).Order(StringComparer.Ordinal));
        answer.Counties.AddRange(running.GroupBy(site => site[..6]).OrderBy(county => county.Key, StringComparer.Ordinal).Select(county => new CountyNumber { County = county.Key, Value = county.Count(site => !busy.Contains(site)), Of = county.Count() }));
        return answer;
    }

    [Requires<ReadFigures>]
    public override async Task<Burden> GetBurden(GetUnderRecordingRequest request, ServerCallContext context)
    {
        var check = new Check();
        var (from, to) = Period(check, request.From, request.To, ChinaTime.Today(db.Clock));
        check.That(to.DayNumber - from.DayNumber < 366, "from", "PERIOD_TOO_LONG", "最多一年");
        check.Done();
        return await burdens.ReadAsync(ReportScope.Of(request.Prefix, scope.Caller), from, to, context.Authorization(), context.CancellationToken);
    }

    [Requires<ReadFigures>]
    public override async Task<RepeatedQuestions> ListRepeatedQuestions(GetUnderRecordingRequest request, ServerCallContext context)
    {
        var check = new Check();
        var (from, to) = Period(check, request.From, request.To, ChinaTime.Today(db.Clock));
        check.That(to.DayNumber - from.DayNumber < 366, "from", "PERIOD_TOO_LONG", "最多一年");
        check.Done();
        return await burdens.RepeatedAsync(ReportScope.Of(request.Prefix, scope.Caller), from, to, context.Authorization(), context.CancellationToken);
    }

    IQueryable<SpotSample> Mine() => db.Samples.AsNoTracking().Where(row => row.County == scope.Caller.County);

    static string Office(Caller caller) => string.Join('、', caller.Grants.Where(grant => grant.Role.Holds(Permission.Of<DrawSamples>())).Select(grant => grant.Role.Title).Distinct());

    static (DateOnly From, DateOnly To) Period(Check check, string from, string to, DateOnly today)
    {
        var (first, last) = (check.Day("from", "起始日期", from), check.Day("to", "截止日期", to));
        check.That(first <= last, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.That(last <= today, "to", "FUTURE_PERIOD", "截止日期还没有到");
        return (first, last);
    }
}
