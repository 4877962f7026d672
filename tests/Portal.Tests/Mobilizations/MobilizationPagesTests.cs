using CivPractice.Activity.V1;
using CivPractice.Gateway.V1;
using CivPractice.Portal.Mobilizations;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Portal.Tests.Mobilizations;

/// <summary>Pages of mobilizations: what they offer to whom, and what a form sends.</summary>
public sealed class MobilizationPagesTests
{
    const string c = "/c/140322", person = "0190b5c0-0000-7000-8000-000000000001";

    static Timestamp In(double hours) => Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddHours(hours));

    static Mobilization Call() => new()
    {
        Number = "YJ-1",
        Event = "疫情防控",
        Level = EmergencyLevel.LevelTwo,
        Area = "140322",
        TaskKinds = { "消毒" },
        Needed = 2,
        StartsAt = In(-5),
    };

    static Drawing By(string address, string role) => new Drawing(address).Answering("GetMe", new Me { PersonId = person, Permissions = { "mobilizations.shifts" }, Grants = { new Grant { Role = role, Prefix = "140322001001" } } })
        .Answering("GetMobilization", Call());

    [Theory]
    [InlineData("station-clerk", true)]
    [InlineData("center-office", true)]
    [InlineData("team-leader", false)]
    [InlineData("spot-checker", false)]
    public async Task A_task_is_planned_by_who_oversees_sites(string role, bool plans)
    {
        var (html, _) = await By($"{c}/mobilizations/YJ-1", role).OfAsync<MobilizationPage>([("Number", "YJ-1")]);
        Assert.Contains("疫情防控", html, StringComparison.Ordinal);
        Assert.Equal(plans, html.Contains($"{c}/workbench/mobilizations/YJ-1/tasks/new", StringComparison.Ordinal));
        (html, _) = await By($"{c}/workbench/mobilizations/YJ-1/tasks/new", role).OfAsync<NewTaskPage>([("Number", "YJ-1")]);
        Assert.Equal(plans, html.Contains("name=\"neighbourhood\"", StringComparison.Ordinal));
        Assert.Equal(!plans, html.Contains("mobilizations.shifts", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, true, "assign,cancel,complete,shift")]
    [InlineData(false, true, "complete,shift")]
    [InlineData(false, false, "")]
    public async Task A_task_offers_what_the_service_lets_the_caller_do(bool plans, bool keeps, string offered)
    {
        var task = new MobilizationTask { Id = "t1", Mobilization = "YJ-1", What = "消毒", Site = "140322001001", Needed = 3, StartsAt = In(-1), EndsAt = In(9), State = CallTaskState.TaskAssigned, MayPlan = plans, MayKeep = keeps };
        var (html, _) = await By($"{c}/mobilization-tasks/t1", "team-leader").Answering("GetTask", task)
            .Answering("ListTeamAnswers", new ListTeamAnswersResponse { Answers = { new TeamAnswer { TeamId = "k1", TeamName = "便民服务队", People = 4 } } }).OfAsync<MobilizationTaskPage>([("Id", "t1")]);
        Assert.Equal(offered, string.Join(',', new[] { "assign", "cancel", "complete", "shift" }.Where(deed => html.Contains($"value=\"{deed}\"", StringComparison.Ordinal))));
    }

    static Drawing ShiftWith(OnShift on, double from) => By($"{c}/mobilization-shifts/s1", "station-clerk").Answering("SetShiftMinutes", on).Answering("GetShift", new ShiftDetail
    {
        Shift = new Shift { Id = "s1", TaskId = "t1", StartsAt = In(from), EndsAt = In(from + 2), Needed = 2, People = 1 },
        Task = new MobilizationTask { Id = "t1", What = "消毒", Site = "140322001001" },
        People = { on },
        MayKeep = true,
    });

    [Fact]
    public async Task Who_has_checked_in_is_not_offered_to_leave()
    {
        async Task<bool> LeavesAsync(Timestamp? checkedIn, double from) =>
            (await ShiftWith(new OnShift { PersonId = person, CheckedInAt = checkedIn }, from).OfAsync<ShiftPage>([("Id", "s1")])).Html.Contains("value=\"leave\"", StringComparison.Ordinal);
        Assert.True(await LeavesAsync(null, 0.3));
        Assert.False(await LeavesAsync(In(-0.1), 0.3));
        Assert.False(await LeavesAsync(null, -0.3));
    }

    [Theory]
    [InlineData("", -1)]
    [InlineData("2小时", -1)]
    [InlineData("１２０", -1)]
    [InlineData("0", 0)]
    [InlineData("90", 90)]
    public async Task Minutes_that_nobody_told_are_not_none(string typed, int sent)
    {
        var drawing = ShiftWith(new OnShift { PersonId = person }, -3);
        var (_, location) = await drawing.OfAsync<ShiftPage>([("Id", "s1")], ("do", "minutes"), ("personId", person), ("minutes", typed), ("reason", "忘了签退"));
        Assert.Equal($"{c}/mobilization-shifts/s1?done=saved", location);
        Assert.Equal((sent, "忘了签退"), (drawing.The<SetShiftMinutesRequest>().Minutes, drawing.The<SetShiftMinutesRequest>().Reason));
    }
}
