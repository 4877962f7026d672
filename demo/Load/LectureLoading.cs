using System.Globalization;
using CivPractice.Demo.Csv;

namespace CivPractice.Demo.Load;

/// <summary>The office founds lecturer teams, adds lecturers and plans sessions to come.</summary>
static class LectureLoading
{
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

    public static async Task RunAsync(GatewayClient door, string county, string folder, CancellationToken cancel)
    {
        var teams = new Dictionary<string, string>();
        var lecturers = new Dictionary<(string Team, string Name), string>();

        await Progress.StepAsync(county, "宣讲队", async progress =>
        {
            var known = (await door.ListAsync<LecturerTeam>("lecturerTeams", "teams", cancel)).ToLookup(team => (team.Name, team.Site), team => team.Id);
            foreach (var row in Table.Read(folder, "lecturer-teams.csv").Rows)
            {
                var id = known[(row["名称"], row["站点"])].FirstOrDefault();
                if (id is not null) progress.Known++;
                else
                {
                    var body = new { name = row["名称"], level = One(levels, row, "级别"), site = row["站点"], redGroup = row["红色讲师团"] == "是" };
                    id = (await GatewayClient.OnceKnownAsync(() => door.PostAsync<LecturerTeam>("lecturerTeams", body, cancel), cancel)).Id;
                    progress.Added++;
                }
                teams[row["名称"]] = id;
            }
        });

        await Progress.StepAsync(county, "宣讲员", async progress =>
        {
            foreach (var group in Table.Read(folder, "lecturers.csv").Rows.GroupBy(row => row["队伍"]))
            {
                var path = $"lecturerTeams/{teams[group.Key]}/lecturers";
                var known = (await door.ListAsync<Lecturer>(path, "lecturers", cancel)).ToLookup(lecturer => lecturer.Name, lecturer => lecturer.Id);
                foreach (var row in group)
                {
                    var id = known[row["姓名"]].FirstOrDefault();
                    if (id is not null) progress.Known++;
                    else
                    {
                        id = (await door.PostAsync<Lecturer>(path, new { name = row["姓名"], field = row["专长"], title = row["职务"], dialect = row["方言"] }, cancel)).Id;
                        progress.Added++;
                    }
                    lecturers[(group.Key, row["姓名"])] = id;
                }
            }
        });

        await Progress.StepAsync(county, "宣讲场次", async progress =>
        {
            var known = (await door.ListAsync<Session>("sessions", "sessions", cancel)).Select(session => (session.Title, session.TeamId)).ToHashSet();
            foreach (var row in Table.Read(folder, "sessions.csv").Rows)
            {
                var team = teams[row["队伍"]];
                if (known.Contains((row["标题"], team))) { progress.Known++; continue; }
                var body = new
                {
                    title = row["标题"],
                    topic = row["主题"],
                    site = row["站点"],
                    teamId = team,
                    lecturerId = lecturers[(row["队伍"], row["讲师"])],
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
    }

    /// <summary>The files know no clock: a session lies so many days after the day on which it is loaded.</summary>
    static string StartsAt(Row row)
    {
        var china = TimeSpan.FromHours(8);
        var day = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(china).DateTime).AddDays(row.Number("几天后"));
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.ParseExact(row["开始"], "HH:mm", CultureInfo.InvariantCulture)), china);
        return start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    static string One(Dictionary<string, string> words, Row row, string column) =>
        words.TryGetValue(row[column], out var word) ? word : throw new WrongInput($"第 {row.Line} 行的“{column}”应是 {string.Join("、", words.Keys)} 之一,现在是“{row[column]}”");
}
