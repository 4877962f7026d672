using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Messaging;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Visits;

/// <summary>Home visits: masked, with a note that is sealed, read with a reason, and deleted by itself.</summary>
public sealed class VisitsServiceTests(ActivityRunning running)
{
    const string address = "3 号楼 2 单元 501", note = "独自在家,行动不便";

    V1.HomeVisits.HomeVisitsClient Calls => new(running.Service.Channel);

    static RecordHomeVisitRequest Form(County county, bool consent = true) => new()
    {
        Site = county.Station,
        VisitedOn = "2022-03-11",
        Household = address,
        Purpose = VisitPurpose.Care,
        Category = BeneficiaryCategory.Elderly,
        Gift = "米面油",
        Persons = 2,
        FoundSomething = true,
        FollowUp = true,
        Note = note,
        Consent = consent,
    };

    [Fact]
    public async Task A_visit_is_masked_counted_and_stands_on_the_care_list_until_somebody_went_again()
    {
        var county = await running.CountyAsync();
        Assert.Equal("CONSENT_REQUIRED", (await County.RefusedAsync(Calls.RecordHomeVisitAsync(Form(county, consent: false), county.As(county.Clerk)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Calls.RecordHomeVisitAsync(Form(county), county.As(await county.VolunteerAsync())))).Reason);
        var visit = await Calls.RecordHomeVisitAsync(Form(county), county.As(county.Clerk));
        Assert.Equal(("3 号楼**", true, true), (visit.Household, visit.HasNote, visit.FollowUp));
        foreach (var table in new[] { "home_visit", "visit_note", "audit_entry" })
            Assert.Equal([0L], await county.AskAsync<long>($"select count(*) from {table} t where t::text like '%单元%' or t::text like '%行动不便%'"));

        Assert.Single((await Calls.ListHomeVisitsAsync(new ListHomeVisitsRequest { FollowUp = true }, county.As(county.Clerk))).Visits);
        Assert.Empty((await Calls.ListHomeVisitsAsync(new ListHomeVisitsRequest(), county.As(Callers.Staff(Role.StationClerk, $"{county.Code}009", county.Code)))).Visits);
        await Calls.CloseFollowUpAsync(new CloseFollowUpRequest { Id = visit.Id }, county.As(county.Clerk));
        Assert.Empty((await Calls.ListHomeVisitsAsync(new ListHomeVisitsRequest { FollowUp = true }, county.As(county.Clerk))).Visits);
        Assert.Equal(["home-visits  1", "home-visits.persons Elderly 2", "home-visits.visitors  1"], await county.AskAsync<string>("select measure || ' ' || dimension || ' ' || n from tally_entry where county = $1 order by 1", county.Code));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }

    [Fact]
    public async Task Who_visits_several_times_counts_once_a_year_on_the_first_day_and_the_list_tells_how_often_each_did()
    {
        var county = await running.CountyAsync();
        var other = county.Code + "001002";
        await county.SiteAsync(other);
        var (busy, once) = (Callers.Staff(Role.StationClerk, county.Code, county.Code), county.Clerk);
        await county.SqlAsync("insert into known_volunteer (county, person_id, name, birth_date, skills, site, version) values ($1, $2, '测试走访员', '1980-01-01', '{}', $3, 1)", county.Code, busy.PersonId, county.Station);
        async Task VisitAsync(Caller by, string day, string household, string site)
        {
            var form = Form(county);
            (form.VisitedOn, form.Household, form.Site) = (day, household, site);
            await Calls.RecordHomeVisitAsync(form, county.As(by));
        }
        await VisitAsync(busy, "2022-03-11", "3 号楼 501", county.Station);
        await VisitAsync(busy, "2022-03-12", "3 号楼 501", county.Station);
        await VisitAsync(once, "2022-03-12", "3 号楼 502", county.Station);
        // Told of late, and in another year.
        await VisitAsync(busy, "2022-03-01", "4 号楼 101", other);
        await VisitAsync(busy, "2023-01-05", "4 号楼 101", other);
        Assert.Equal([$"2022-03-01 {other} 1", $"2022-03-12 {county.Station} 1", $"2023-01-05 {other} 1"],
            await county.AskAsync<string>("select day || ' ' || site || ' ' || n from tally_entry where county = $1 and measure = 'home-visits.visitors' and n <> 0 order by 1", county.Code));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));

        var year = new ListVisitorsRequest { From = "2022-01-01", To = "2022-12-31", PageSize = 1 };
        var first = await Calls.ListVisitorsAsync(year, county.As(county.Office));
        Assert.Equal((4, 2, "测试走访员", 3, 2, 6), (first.AllVisits, first.AllVisitors, first.Visitors.Single().Name, first.Visitors.Single().Visits, first.Visitors.Single().Households, first.Visitors.Single().Persons));
        year.PageToken = first.NextPageToken;
        var second = await Calls.ListVisitorsAsync(year, county.As(county.Office));
        Assert.Equal((once.PersonId.ToString(), "", 1, ""), (second.Visitors.Single().PersonId, second.Visitors.Single().Name, second.Visitors.Single().Visits, second.NextPageToken));
        // A clerk is told of the visits of the own site only.
        Assert.Equal((2, 3), ((await Calls.ListVisitorsAsync(new ListVisitorsRequest(), county.As(once))).AllVisitors, (await Calls.ListVisitorsAsync(new ListVisitorsRequest(), county.As(once))).AllVisits));
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Calls.ListVisitorsAsync(new ListVisitorsRequest(), county.As(await county.VolunteerAsync())))).Reason);
        Assert.Equal("PERIOD_REVERSED", (await County.RefusedAsync(Calls.ListVisitorsAsync(new ListVisitorsRequest { From = "2022-02-01", To = "2022-01-01" }, county.As(once)))).Reason);

        // Visits from before anybody counted who went: the migration counts the same. Undone again, as other counties are counted already.
        await using var connection = await running.Service.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        async Task<string> SaidAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return $"{await command.ExecuteScalarAsync()}";
        }
        var shown = $"select string_agg(day || ' ' || site || ' ' || n, ', ' order by day, site) from tally_entry where county = '{county.Code}' and measure = 'home-visits.visitors' and n <> 0";
        var kept = await SaidAsync(shown);
        await SaidAsync("delete from visitor_year; delete from tally_entry where measure = 'home-visits.visitors'");
        await SaidAsync(Migrations.VisitorsOfOldVisits.Sql);
        Assert.Equal(kept, await SaidAsync(shown));
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task In_a_mobilization_the_households_visited_are_told_by_neighbourhood()
    {
        var county = await running.CountyAsync();
        await new V1.Mobilizations.MobilizationsClient(running.Service.Channel).CallMobilizationAsync(new CallMobilizationRequest
        {
            Number = "YJ-1",
            Event = "疫情防控",
            Level = EmergencyLevel.LevelTwo,
            IssuedBy = "中心",
            Command = "指挥部",
            Call = "请就近报到",
            Area = county.Station,
            TaskKinds = { "走访" },
            Needed = 2,
        }, county.As(county.Office));
        var today = ChinaTime.Text(ChinaTime.Day(DateTimeOffset.UtcNow));
        async Task<V1.HomeVisit> VisitAsync(string neighbourhood, string household) => await Calls.RecordHomeVisitAsync(
            new RecordHomeVisitRequest(Form(county)) { VisitedOn = today, Mobilization = "YJ-1", Neighbourhood = neighbourhood, Household = household }, county.As(county.Clerk));

        Assert.Equal("OUT_OF_RANGE", (await County.RefusedAsync(Calls.RecordHomeVisitAsync(new RecordHomeVisitRequest(Form(county)) { Mobilization = "YJ-1" }, county.As(county.Clerk)))).Reason);
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(Calls.RecordHomeVisitAsync(new RecordHomeVisitRequest(Form(county)) { Mobilization = "YJ-2" }, county.As(county.Clerk)))).Reason);
        Assert.Equal(("YJ-1", "锦绣花园"), (await VisitAsync("锦绣花园", address)) is var made ? (made.Mobilization, made.Neighbourhood) : default);
        await VisitAsync("锦绣花园", address);
        await VisitAsync("锦绣花园", "4 号楼 1 单元 101");
        await VisitAsync("", "村口 3 号");
        await Calls.RecordHomeVisitAsync(Form(county), county.As(county.Clerk));
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Calls.SetVisitTargetAsync(new SetVisitTargetRequest { Number = "YJ-1", Site = county.Station, Neighbourhood = "锦绣花园", Households = 3 }, county.As(await county.VolunteerAsync())))).Reason);
        Assert.Equal("OUT_OF_RANGE", (await County.RefusedAsync(Calls.SetVisitTargetAsync(new SetVisitTargetRequest { Number = "YJ-1", Site = county.Station, Neighbourhood = "锦绣花园" }, county.As(county.Clerk)))).Reason);
        await Calls.SetVisitTargetAsync(new SetVisitTargetRequest { Number = "YJ-1", Site = county.Station, Neighbourhood = "锦绣花园", Households = 9 }, county.As(county.Clerk));
        var set = await Calls.SetVisitTargetAsync(new SetVisitTargetRequest { Number = "YJ-1", Site = county.Station, Neighbourhood = "锦绣花园", Households = 3 }, county.As(county.Clerk));
        Assert.Equal((2, 3, 667), (set.Households, set.Target, set.Share));
        await Calls.SetVisitTargetAsync(new SetVisitTargetRequest { Number = "YJ-1", Site = county.Station, Neighbourhood = "没去过的小区", Households = 5 }, county.As(county.Clerk));

        var expected = new[] { ("", 1, 1, 0, 0), ("没去过的小区", 0, 0, 5, 0), ("锦绣花园", 3, 2, 3, 667) };
        var whole = await Calls.ListVisitCoverageAsync(new ListVisitCoverageRequest { Number = "YJ-1" }, county.As(county.Clerk));
        Assert.Equal(expected, whole.Rows.Select(row => (row.Neighbourhood, row.Visits, row.Households, row.Target, row.Share)));
        var paged = new List<VisitCoverage>();
        for (var token = ""; ;)
        {
            var page = await Calls.ListVisitCoverageAsync(new ListVisitCoverageRequest { Number = "YJ-1", PageSize = 1, PageToken = token }, county.As(county.Clerk));
            paged.AddRange(page.Rows);
            if ((token = page.NextPageToken).Length == 0) break;
        }
        Assert.Equal(whole.Rows, paged);
        Assert.Equal(3, (await Calls.ListHomeVisitsAsync(new ListHomeVisitsRequest { Mobilization = "YJ-1", Neighbourhood = "锦绣花园" }, county.As(county.Clerk))).Visits.Count);
        Assert.Empty((await Calls.ListVisitCoverageAsync(new ListVisitCoverageRequest { Number = "YJ-1" }, county.As(Callers.Staff(Role.StationClerk, $"{county.Code}009", county.Code)))).Rows);
    }

    [Fact]
    public async Task The_note_is_read_with_a_reason_and_is_gone_when_its_time_is_over()
    {
        var county = await running.CountyAsync();
        var (due, kept) = (await Calls.RecordHomeVisitAsync(Form(county), county.As(county.Clerk)), await Calls.RecordHomeVisitAsync(Form(county), county.As(county.Clerk)));
        var request = new RevealVisitNoteRequest { Id = due.Id, Reason = ReadingReason.FollowUp };
        Assert.Equal(note, (await Calls.RevealVisitNoteAsync(request, county.As(county.Clerk))).Note);
        Assert.Equal([$"{due.Id} FollowUp"], await county.AskAsync<string>("select subject from audit_entry where county = $1 and action = 'visit-note.reveal'", county.Code));
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Calls.RevealVisitNoteAsync(request, county.As(county.Leader)))).Reason);

        await county.SqlAsync("update visit_note set expires_at = now() - interval '1 second' where visit_id = $1", Guid.Parse(due.Id));
        // Over its time it is shown to nobody, deleted or not.
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(Calls.RevealVisitNoteAsync(request, county.As(county.Clerk)))).Reason);
        await using (var jobs = await running.Service.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            // With no more rights than the scheduled deletion has.
            await using (var role = jobs.CreateCommand())
            {
                role.CommandText = "set role civ_jobs";
                await role.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
            Assert.True(await new Expiring("visit_note").DeleteAsync(jobs, TestContext.Current.CancellationToken) >= 1);
        }
        Assert.Equal([Guid.Parse(kept.Id)], await county.AskAsync<Guid>("select visit_id from visit_note where county = $1", county.Code));
    }
}
