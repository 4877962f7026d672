using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests;

public sealed class RecountTests(LectureRunning running)
{
    [Fact]
    public async Task Figures_agree_with_their_rows_after_every_way_that_moves_them()
    {
        const string county = "180402";
        await running.Service.DeliverAsync(new SiteChanged(county, county, "测试中心", 1, "", 1));
        var team = await running.TeamAsync(county);
        var lecturer = await running.LecturerAsync(team, county);
        // Past midnight in China, while it is still the day before in UTC.
        var late = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.FromHours(8));
        await running.HoldAsync(await running.PlanAsync(Form(team, lecturer, startsAt: late), county), 6, CountMethod.HeadCount, county);
        await running.HoldAsync(await running.PlanAsync(Form(team, channel: Channel.Loudspeaker), county), 500, CountMethod.Estimate, county);
        await running.HoldAsync(await running.PlanAsync(Form(team, lecturer), county), 0, CountMethod.Scans, county);
        await running.PlanAsync(Form(team, lecturer), county);

        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
        await using (var plant = running.Service.Superuser.CreateCommand($"delete from tally_entry where county = '{county}' and measure = 'lectures.held' and day = '2026-03-02'"))
            Assert.Equal(1, await plant.ExecuteNonQueryAsync());
        Assert.Contains($"{county} lectures.held {county} 2026-03-02 Village: the figure says 0, the rows 3", await running.Service.DifferencesAsync("Lecture", county));
    }
}
