using CivPractice.Activity.Projects;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using ProjectRow = CivPractice.Activity.Projects.Project;

namespace CivPractice.Activity.Tests.Projects;

public sealed class ProjectTests
{
    static readonly DateOnly starts = new(2026, 3, 1), ends = new(2026, 3, 31);

    [Theory]
    [InlineData("2026-02-28", ProjectStatus.ProjectPlanned)]
    [InlineData("2026-03-01", ProjectStatus.ProjectRunning)]
    [InlineData("2026-03-31", ProjectStatus.ProjectRunning)]
    [InlineData("2026-04-01", ProjectStatus.ProjectEnded)]
    public void Its_state_follows_from_its_days(string day, ProjectStatus expected) => Assert.Equal(expected, Of(ends, null).Stage(Day(day)));

    [Fact]
    public void Without_an_end_it_runs_on() => Assert.Equal(ProjectStatus.ProjectRunning, Of(null, null).Stage(new DateOnly(2099, 1, 1)));

    [Fact]
    public void Nothing_begins_in_it_after_its_end()
    {
        Of(ends, null).RequireRunning(ends);
        Of(null, null).RequireRunning(Day("2099-01-01"));
        Assert.Equal("PROJECT_ENDED", Assert.Throws<Fault>(() => Of(ends, null).RequireRunning(Day("2026-04-01"))).Reason);
    }

    [Theory]
    [InlineData(null, null, null, null, false, null, null)]
    [InlineData(null, null, "A1", "2026-05-01", true, "A1", "2026-05-01")]
    [InlineData("A1", "2026-03-31", "A2", "2026-05-01", false, "A1", "2026-03-31")]
    [InlineData("A1", null, null, "2026-05-01", true, "A1", "2026-05-01")]
    [InlineData(null, null, null, "2026-02-01", false, null, null)]
    public void A_file_completes_what_nobody_knew_and_changes_nothing_else(string? registry, string? end, string? toldRegistry, string? toldEnd, bool changes, string? number, string? last)
    {
        var project = Of(Maybe(end), registry);
        var version = project.Version;
        Assert.Equal(changes, project.Complete(toldRegistry, Maybe(toldEnd)));
        Assert.Equal((number, Maybe(last), changes ? version + 1 : version), (project.RegistryNumber, project.EndsOn, project.Version));
    }

    static ProjectRow Of(DateOnly? end, string? registry) => new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(),
        Site = "140322100",
        Plan = new ProjectPlan("邻里修灯", "便民利民服务", ServicePlatform.Science, null, "独居老人", "", starts, end, registry),
    };

    static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    static DateOnly? Maybe(string? text) => text is null ? null : Day(text);
}
