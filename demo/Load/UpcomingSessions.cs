using System.Globalization;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Load;

/// <summary>The office plans the sessions to come.</summary>
static class UpcomingSessions
{
    public const string FileName = "upcoming-sessions.csv";

    static readonly Dictionary<string, string> levels = new() { ["市"] = "CITY", ["县"] = "COUNTY_LEVEL", ["乡镇"] = "TOWNSHIP_LEVEL", ["村"] = "VILLAGE" };
    static readonly Dictionary<string, string> channels = new()
    {
        ["宣传栏"] = "PUBLICITY_BOARD",
        ["阅报栏"] = "NEWSPAPER_BOARD",
        ["社区广播"] = "COMMUNITY_RADIO",
        ["乡村大喇叭"] = "LOUDSPEAKER",
        ["文艺汇演"] = "PERFORMANCE",
        ["上门宣传"] = "DOOR_TO_DOOR",
        ["宣讲会"] = "MEETING",
    };

    /// <summary>The past ends in the year as of which the figures speak: whatever is later was planned by a run of this program, or by people.</summary>
    const string afterThePast = "2023-01-01";

    public static Task RunAsync(GatewayClient door, string county, string folder, CancellationToken cancel) => Progress.StepAsync(county, "要来的宣讲", async progress =>
    {
        var teams = (await door.ListAsync<LecturerTeam>("lecturerTeams", "teams", cancel)).ToLookup(team => (team.Name, team.Site), team => team.Id);
        var known = (await door.ListAsync<Session>($"sessions?from={afterThePast}", "sessions", cancel)).Select(session => (session.Title, session.TeamId)).ToHashSet();
        foreach (var row in Table.Read(folder, FileName).Rows)
        {
            var team = teams[(row["队伍"], row["队伍站点"])].FirstOrDefault() ?? throw new WrongInput($"{FileName} 第 {row.Line} 行的队伍没有导入");
            if (known.Contains((row["标题"], team))) { progress.Known++; continue; }
            var lecturers = await door.ListAsync<Lecturer>($"lecturerTeams/{team}/lecturers", "lecturers", cancel);
            var body = new
            {
                title = row["标题"],
                topic = row["主题"],
                site = row["站点"],
                teamId = team,
                lecturerId = lecturers.First(lecturer => lecturer.Name == row["讲师"]).Id,
                level = One(levels, row, "级别"),
                channel = One(channels, row, "渠道"),
                method = row["方法"],
                form = row["形式"],
                placeKind = row["六进"],
                startsAt = StartsAt(row),
                durationMinutes = row.Number("分钟"),
            };
            await GatewayClient.OnceKnownAsync(() => door.PostAsync<Session>("sessions", body, cancel), cancel);
            progress.Added++;
        }
    });

    /// <summary>The files know no clock: a session lies so many days after the day on which it is loaded.</summary>
    static string StartsAt(Row row)
    {
        var china = TimeSpan.FromHours(8);
        var day = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(china).DateTime).AddDays(row.Number("几天后"));
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.ParseExact(row["开始"], "HH:mm", CultureInfo.InvariantCulture)), china);
        return start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    static string One(Dictionary<string, string> words, Row row, string column) =>
        words.TryGetValue(row[column], out var word) ? word : throw new WrongInput($"{FileName} 第 {row.Line} 行的“{column}”应是 {string.Join("、", words.Keys)} 之一,现在是“{row[column]}”");
}
