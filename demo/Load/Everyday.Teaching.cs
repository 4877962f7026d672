using CivPractice.Demo.Files;

namespace CivPractice.Demo.Load;

/// <summary>Courses (课程库), boards with their changes (宣传栏、阅报栏), and the year's statistics, which the county publishes (统计公布).</summary>
sealed partial class Everyday
{
    static readonly Dictionary<string, string> boardKinds = new() { ["宣传栏"] = "PUBLICITY_BOARD", ["阅报栏"] = "NEWSPAPER_BOARD" };

    async Task TeachingAsync()
    {
        await StepAsync("课程", "courses", await KeysAsync<Titled>("lectureCourses", "courses", one => one.Title), row => row["题目"], CourseAsync);
        await StepAsync("宣传栏", "boards", await KeysAsync<Board>("boards", "boards", one => one.Site + one.Name), row => row["站点"] + row["名称"], row => Door.PostAsync<Board>("boards", new
        {
            site = row["站点"],
            name = row["名称"],
            kind = One(boardKinds, row, "类别"),
            place = row["位置"],
            openedOn = Day(-row.Number("几天前启用")),
        }, cancel));
        var boards = await Door.ListAsync<Board>("boards", "boards", cancel);
        var hung = new HashSet<string>();
        foreach (var board in boards) hung.UnionWith(await KeysAsync<BoardChange>($"boards/{board.Id}/changes", "changes", change => board.Site + board.Name + change.Theme));
        await StepAsync("宣传栏更换", "board-changes", hung, row => row["站点"] + row["名称"] + row["主题"], row => Door.PostAsync<Written>(
            $"boards/{boards.First(board => board.Site == row["站点"] && board.Name == row["名称"]).Id}/changes",
            new { changedOn = Day(-row.Number("几天前更换")), theme = row["主题"], issues = row.Number("期数") }, cancel));
    }

    /// <summary>Nobody reviews what he wrote himself: the clerk writes, the office reads.</summary>
    async Task CourseAsync(Row row)
    {
        var course = await clerk.PostAsync<Written>("lectureCourses", new { title = row["题目"], topic = row["主题"], site = row["站点"], source = row["出处"], outline = row["提纲"] }, cancel);
        if (row["到哪一步"] == "待审核") return;
        await Door.PostAsync<Written>($"lectureCourses/{course.Id}:review", new { version = 1, approve = row["到哪一步"] == "已通过", remark = row["审核意见"] }, cancel);
    }

    /// <summary>A report is frozen when no figure moves any more: what was just written is waited for.</summary>
    async Task ReportAsync(Row row)
    {
        var asked = new { prefix = office.County, year = row.Number("年度"), asOf = row["截止"] };
        var frozen = await GatewayClient.OnceStillAsync(() => Door.PostAsync<Written>("reports", asked, cancel), cancel);
        if (row["公布"] == "是") await Door.PostAsync<Written>($"reports/{frozen.Id}:publish", new { }, cancel);
    }
}
