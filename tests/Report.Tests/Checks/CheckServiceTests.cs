using CivPractice.Platform.Callers;
using CivPractice.Report.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Report.Tests.FourOwners;

namespace CivPractice.Report.Tests.Checks;

[Collection(nameof(FourOwners))]
public sealed class CheckServiceTests(FourOwners running)
{
    static DrawSampleRequest Draw(string seed = "20260302", int size = 3) => new() { Kind = SampleKind.Sessions, From = "2021-01-01", To = "2021-12-31", Size = size, Seed = seed };

    [Fact]
    public async Task A_sample_is_drawn_from_the_real_rows_and_by_anybody_again()
    {
        const string county = "182101";
        for (var at = 0; at < 7; at++) await running.LectureAsync(county, new DateTimeOffset(2021, 3, 1 + at, 1, 0, 0, TimeSpan.Zero), 10 + at);
        Caller Checker() => Callers.Staff(Role.SpotChecker, county: county);
        var sample = await running.Checks.DrawSampleAsync(Draw(), running.As(Checker()));
        Assert.Equal((7, 3), (sample.Population, sample.Rows.Count));
        var again = await running.Checks.DrawSampleAsync(Draw(), running.As(Checker()));
        Assert.Equal((sample.PopulationHash, sample.Rows), (again.PopulationHash, again.Rows));
        Assert.Equal(sample.Rows, (await running.Checks.GetSampleAsync(new() { Id = sample.Id }, running.As(Checker()))).Rows);
        Assert.Equal([again.Id, sample.Id], (await running.Checks.ListSamplesAsync(new(), running.As(Checker()))).Samples.Select(each => each.Id));

        await running.LectureAsync(county, new DateTimeOffset(2021, 4, 1, 1, 0, 0, TimeSpan.Zero), 1);
        Assert.NotEqual(sample.PopulationHash, (await running.Checks.DrawSampleAsync(Draw(), running.As(Checker()))).PopulationHash);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await running.Checks.GetSampleAsync(new() { Id = sample.Id }, running.As(Callers.Staff(Role.SpotChecker, county: "182102"))))).Code);
        // Whoever records does not choose what is checked.
        Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(async () => await running.Checks.DrawSampleAsync(Draw(), running.As(Office(county))))).Code);
    }

    [Fact]
    public async Task Sites_of_which_nothing_was_recorded_are_named_and_nobody_is_ranked()
    {
        const string county = "182201";
        string Row(string site, string measure, string day) => $"('{county}', '{measure}', date '{day}', '{site}', '', 1)";
        await running.Organization.RollUpAsync($"values {Row(county, "sites.running", "2020-01-01")}, {Row(county + "001", "sites.running", "2020-01-01")}, {Row(county + "001801", "sites.running", "2020-01-01")}, {Row(county + "001802", "sites.running", "2020-01-01")}");
        await running.Activity.RollUpAsync($"values {Row(county + "001801", "activities.completed", "2021-03-05")}");
        await running.Lecture.RollUpAsync($"values {Row(county, "lectures.held", "2021-03-05")}, {Row(county + "001802", "lectures.held", "2022-03-05")}");
        var answer = await running.Checks.GetUnderRecordingAsync(new() { From = "2021-01-01", To = "2021-12-31" }, running.As(Office(county)));
        Assert.Equal((4, 0), (answer.Running, answer.Missing.Count));
        Assert.Equal([county + "001", county + "001802"], answer.Sites);
        Assert.Equal((county, 2, 4), (answer.Counties.Single().County, answer.Counties.Single().Value, answer.Counties.Single().Of));
        Assert.Equal("FUTURE_PERIOD", (await RefusedAsync(async () => await running.Checks.GetUnderRecordingAsync(new() { From = "2021-01-01", To = "2150-12-31" }, running.As(Office(county))))).Reason);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await running.Checks.GetUnderRecordingAsync(new() { Prefix = "182202", From = "2021-01-01", To = "2021-12-31" }, running.As(Office(county))))).Code);
    }

    [Fact]
    public async Task The_burden_is_what_was_typed_by_hand_over_the_sites_that_run()
    {
        const string county = "182301";
        await running.Organization.RollUpAsync($"values ('{county}', 'sites.running', date '2020-01-01', '{county}', '', 4)");
        await running.LectureAsync(county, new DateTimeOffset(2021, 3, 5, 1, 0, 0, TimeSpan.Zero), 9);
        var today = Platform.ChinaTime.Text(Platform.ChinaTime.Today(TimeProvider.System));
        var burden = await running.Checks.GetBurdenAsync(new() { From = today, To = today }, running.As(Office(county)));
        // A team, a session, and that it was held.
        var fields = new Dictionary<string, int> { ["session.create"] = 12, ["lecturer-team.create"] = 4, ["session.hold"] = 2 };
        Assert.Equal(fields.Select(form => (form.Key, 1L, form.Value)), burden.Forms.Select(form => (form.Action, form.Deeds, form.Fields)));
        var month = Assert.Single(burden.Months);
        Assert.Equal((3, 18, 0, 45, 4), (month.Deeds, month.Fields, month.Batches, month.TenthsPerSite, burden.RunningSites));
        Assert.Empty(burden.Missing);
        Assert.Empty((await running.Checks.GetBurdenAsync(new() { From = today, To = today }, running.As(Office("182302")))).Months);
    }

    [Fact]
    public async Task The_evidence_for_a_clause_holds_numbers_definitions_and_rows()
    {
        const string county = "182401";
        await running.LectureAsync(county, new DateTimeOffset(2021, 3, 5, 1, 0, 0, TimeSpan.Zero), 55);
        async Task<HttpResponseMessage> AskAsync(string query, Caller by) => await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Get, $"/api/evidence?year=2021&{query}", by));
        using var answer = await AskAsync($"clause={Uri.EscapeDataString("经常开展理论宣讲")}&indicators=F23&indicators=F15", Office(county));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        string Read(string name)
        {
            using var text = new StreamReader(zip.GetEntry(name)!.Open());
            return text.ReadToEnd();
        }
        Assert.Equal(["说明.txt", "F23 理论宣讲.csv"], zip.Entries.Select(entry => entry.FullName));
        Assert.Contains("条款：经常开展理论宣讲", Read("说明.txt"), StringComparison.Ordinal);
        Assert.Contains("F23 理论宣讲：1场（2021年；", Read("说明.txt"), StringComparison.Ordinal);
        Assert.Contains("宣讲55人", Read("F23 理论宣讲.csv"), StringComparison.Ordinal);
        using var empty = await AskAsync("clause=", Office(county));
        Assert.Equal("INVALID_FIELDS", User.Reason(await empty.Content.ReadAsStringAsync()));
    }
}
