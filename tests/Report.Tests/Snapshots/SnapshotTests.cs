using System.Net;
using System.Text;
using System.Text.Json;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Imports;
using CivPractice.Report.V1;
using Grpc.Core;
using static CivPractice.Report.Tests.FourOwners;

namespace CivPractice.Report.Tests.Snapshots;

/// <summary>What the national system says, beside the rows that are here.</summary>
[Collection(nameof(FourOwners))]
public sealed class SnapshotTests(FourOwners running)
{
    const string headings = "系统,范围,截至日期,志愿者,时长（小时）,队伍,项目,依据,差异说明";

    async Task RegistryAsync(string city)
    {
        string Row(string measure, int n) => $"('{city}01', '{measure}', date '2021-03-05', '{city}01', '', {n})";
        await running.Volunteer.RollUpAsync($"values {Row("volunteers.registry.city", 600)}, {Row("volunteers.registry", 600)}, {Row("hours.registry.minutes", 36_066)}, {Row("teams.registry", 24)}");
        await running.Activity.RollUpAsync($"values {Row("projects.registry", 16)}");
    }

    static RecordSnapshotRequest Seen(long volunteers = 600, long minutes = 36_066, string asOf = "2022-05-11") => new() { AsOf = asOf, Volunteers = volunteers, Minutes = minutes, Teams = 24, Projects = 16, Evidence = "截图存档 018" };

    [Fact]
    public async Task A_snapshot_that_agrees_says_so_and_one_that_differs_wants_a_reason()
    {
        var by = running.As(Coordinator("1811"));
        await RegistryAsync("1811");
        // 601.1 hours are shown for 36,066 minutes and for 36,063.
        var agreeing = await running.Snapshots.RecordSnapshotAsync(Seen(minutes: 36_063), by);
        var answer = await running.Snapshots.GetReconciliationAsync(new() { Id = agreeing.Id }, by);
        Assert.True(answer.Agrees, answer.ToString());
        Assert.Equal(["F15 600人 600人 0", "F16 601.1小时 601.1小时 0", "F17 24个 24个 0", "F18 16个 16个 0"], answer.Numbers.Select(number => $"{number.Indicator} {number.ExternalPhrase} {number.OwnPhrase} {number.Difference}"));

        // 601.1 hours of 600 people are an hour each; of the article's they are 0.24, which is few.
        Assert.Equal((100, 100, 100, false), (answer.ExternalPerVolunteer, answer.OwnPerVolunteer, answer.FewestPerVolunteer, answer.Few));
        var article = await running.Snapshots.GetReconciliationAsync(new() { Id = (await running.Snapshots.RecordSnapshotAsync(Seen(volunteers: 161_022, minutes: 2_345_694, asOf: "2022-05-10"), by)).Id }, by);
        Assert.Equal((24, true), (article.ExternalPerVolunteer, article.Few));

        var other = await running.Snapshots.RecordSnapshotAsync(Seen(volunteers: 603, asOf: "2022-05-12"), by);
        answer = await running.Snapshots.GetReconciliationAsync(new() { Id = other.Id }, by);
        Assert.Equal((false, false, -3L), (answer.Agrees, answer.Explained, answer.Numbers[0].Difference));
        await running.Snapshots.ExplainSnapshotAsync(new() { Id = other.Id, Explanation = "当天新登记的三人还没有导入" }, by);
        answer = await running.Snapshots.GetReconciliationAsync(new() { Id = other.Id }, by);
        Assert.Equal((false, true, "当天新登记的三人还没有导入"), (answer.Agrees, answer.Explained, answer.Snapshot.Explanation));
        Assert.Equal(["2022-05-12", "2022-05-11", "2022-05-10"], (await running.Snapshots.ListSnapshotsAsync(new(), by)).Snapshots.Select(snapshot => snapshot.AsOf));
    }

    [Fact]
    public async Task What_is_no_snapshot_or_not_ones_own_is_refused()
    {
        var by = running.As(Coordinator("1812"));
        var snapshot = await running.Snapshots.RecordSnapshotAsync(Seen(), by);
        Assert.Equal((StatusCode.AlreadyExists, "SNAPSHOT_KNOWN"), await RefusedAsync(async () => await running.Snapshots.RecordSnapshotAsync(Seen(volunteers: 1), by)));
        Assert.Equal("FUTURE_PERIOD", (await RefusedAsync(async () => await running.Snapshots.RecordSnapshotAsync(Seen(asOf: "2150-01-01"), by))).Reason);
        Assert.Equal("OUT_OF_RANGE", (await RefusedAsync(async () => await running.Snapshots.RecordSnapshotAsync(Seen(volunteers: -1, asOf: "2020-01-01"), by))).Reason);
        var neighbour = running.As(Coordinator("1813"));
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await running.Snapshots.GetReconciliationAsync(new() { Id = snapshot.Id }, neighbour))).Code);
        Assert.Empty((await running.Snapshots.ListSnapshotsAsync(new(), neighbour)).Snapshots);
    }

    [Fact]
    public async Task A_file_of_snapshots_is_taken_once()
    {
        var city = Coordinator("1814");
        var file = $"{headings}\n,1814,2022-05-11,600,601.1,24,16,截图存档 018,\n全国志愿服务信息系统,181401,2022-05-11,600,601.1,24,16,截图存档 019,\n";
        var done = await ImportAsync(city, file);
        Assert.Equal((2, 0, 0), (done.Added, done.Unchanged, done.Rejected));
        done = await ImportAsync(city, file);
        Assert.Equal((0, 2, 0), (done.Added, done.Unchanged, done.Rejected));
        done = await ImportAsync(city, $"{headings}\n,1814,2022-05-11,601,601.1,24,16,截图存档 018,\n,1815,2022-05-11,600,601.1,24,16,截图,\n,1814,2021-05-11,600,601.15,24,16,截图,\n,1814,2150-01-01,600,601.1,二十,16,截图,\n");
        Assert.Equal(["2 截至日期 SNAPSHOT_DIFFERS", "3 范围 INVALID_SCOPE", "4 时长（小时） INVALID_HOURS", "5 截至日期 OUT_OF_RANGE", "5 队伍 OUT_OF_RANGE"],
            done.Faults!.OrderBy(fault => fault.Row).ThenBy(fault => fault.Column, StringComparer.Ordinal).Select(fault => $"{fault.Row} {fault.Column} {fault.Reason}"));
        Assert.Equal(36_066, (await running.Snapshots.ListSnapshotsAsync(new() { Prefix = "1814" }, running.As(city))).Snapshots.Single().Minutes);
    }

    async Task<ImportShown> ImportAsync(Caller by, string csv)
    {
        using var answer = await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Post, "/api/imports/snapshots?start=true", by, new ByteArrayContent(Encoding.UTF8.GetBytes(csv))));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        var id = JsonSerializer.Deserialize<ImportShown>(text, JsonSerializerOptions.Web)!.Id;
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(50))
        {
            using var shown = await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Get, $"/api/imports/snapshots/{id}", by));
            var job = JsonSerializer.Deserialize<ImportShown>(await shown.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
            if (job.State == "DONE") return job;
            Assert.True(DateTime.UtcNow < until && job.State != "FAILED", $"{job}\n{running.Report.Output}");
        }
    }
}
