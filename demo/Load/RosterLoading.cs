using CivPractice.Demo.Csv;

namespace CivPractice.Demo.Load;

/// <summary>The office registers volunteers with their consent, founds teams, adds members and names the leaders.</summary>
static class RosterLoading
{
    /// <returns>Person ids by phone number.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(GatewayClient door, string county, string folder, CancellationToken cancel)
    {
        var persons = new Dictionary<string, string>();
        await Progress.StepAsync(county, "志愿者", progress => RegisterAsync(door, Table.Read(folder, "volunteers.csv"), persons, progress, cancel));

        var teams = Table.Read(folder, "teams.csv");
        var found = new Dictionary<string, Team>();
        await Progress.StepAsync(county, "队伍", progress => FoundAsync(door, teams, found, progress, cancel));
        await Progress.StepAsync(county, "队员", progress => JoinAsync(door, Table.Read(folder, "members.csv"), found, persons, progress, cancel));
        await Progress.StepAsync(county, "队长", async progress =>
        {
            foreach (var row in teams.Rows)
            {
                var team = found[row["名称"]];
                var leader = persons[row["队长手机号"]];
                if (team.LeaderPersonId == leader) { progress.Known++; continue; }
                await door.PostAsync<Team>($"teams/{team.Id}:setLeader", new { personId = leader }, cancel);
                progress.Added++;
            }
        });
        return persons;
    }

    static async Task RegisterAsync(GatewayClient door, Table table, Dictionary<string, string> persons, Progress progress, CancellationToken cancel)
    {
        var known = (await door.SearchAsync<Volunteer>("volunteers", "volunteers", cancel)).ToLookup(volunteer => (volunteer.Name, volunteer.Phone), volunteer => volunteer.PersonId);
        foreach (var row in table.Rows)
        {
            var phone = row["手机号"];
            if (known[(row["姓名"], Masked(phone))].FirstOrDefault() is { } person)
            {
                persons[phone] = person;
                progress.Known++;
                continue;
            }
            var body = new
            {
                name = row["姓名"],
                phone,
                identityNumber = row["身份证号"],
                site = row["居住站点"],
                skills = row.List("技能"),
                kinds = row.List("类别"),
                consent = true,
            };
            persons[phone] = (await GatewayClient.OnceKnownAsync(() => door.PostAsync<Volunteer>("volunteers", body, cancel), cancel)).PersonId;
            progress.Added++;
        }
    }

    static async Task FoundAsync(GatewayClient door, Table table, Dictionary<string, Team> found, Progress progress, CancellationToken cancel)
    {
        var known = (await door.ListAsync<Team>("teams", "teams", cancel)).ToLookup(team => (team.Name, team.Site));
        foreach (var row in table.Rows)
        {
            var team = known[(row["名称"], row["所属站点"])].FirstOrDefault();
            if (team is not null) progress.Known++;
            else
            {
                var body = new { name = row["名称"], category = row["类别"], site = row["所属站点"], foundedOn = row["成立日期"], slogan = row["口号"] };
                team = await GatewayClient.OnceKnownAsync(() => door.PostAsync<Team>("teams", body, cancel), cancel);
                progress.Added++;
            }
            found[row["名称"]] = team;
        }
    }

    static async Task JoinAsync(GatewayClient door, Table table, Dictionary<string, Team> found, Dictionary<string, string> persons, Progress progress, CancellationToken cancel)
    {
        foreach (var group in table.Rows.GroupBy(row => row["队伍"]))
        {
            var team = found[group.Key];
            var known = (await door.ListAsync<Member>($"teams/{team.Id}/members", "members", cancel)).Where(member => member.LeftOn.Length == 0).Select(member => member.PersonId).ToHashSet();
            foreach (var row in group)
            {
                var person = persons[row["手机号"]];
                if (known.Contains(person)) { progress.Known++; continue; }
                await door.PostAsync<Member>($"teams/{team.Id}/members", new { personId = person, joinedOn = row["加入日期"] }, cancel);
                progress.Added++;
            }
        }
    }

    /// <summary>As the API shows a phone number, e.g. 100****0001.</summary>
    static string Masked(string phone) => $"{phone[..3]}****{phone[^4..]}";
}
