using CivPractice.Demo.Csv;

namespace CivPractice.Demo.Generate;

/// <summary>Volunteers and their teams: thirty people and four teams in a county, enough for the main chain and for a list with a second page.</summary>
/// <param name="ChainTeam">Leader and six members of the team at 锦隆社区; the second and third are electricians. Empty in other counties.</param>
public sealed record Roster(Table Volunteers, Table Teams, Table Members, IReadOnlyList<Invented> ChainTeam)
{
    public const string ChainTeamName = "便民利民服务队";
    const int people = 30, perTeam = 7;

    static readonly string[] skills = ["家电维修", "理发", "医疗护理", "法律咨询", "摄影", "驾驶", "心理疏导", "书法", "教学", "急救", "农技", "烹饪"];
    static readonly string[] electrician = ["电工", "家电维修"];

    static readonly (string Name, string Category, string Slogan)[] teams =
    [
        (ChainTeamName, "便民利民服务", "邻里有事,随叫随到"),
        ("理论宣讲队", "科学理论宣讲", "把道理讲到院坝里"),
        ("健康生活队", "健康生活指导", "少生病,过好日子"),
        ("文艺轻骑队", "文体活动开展", "农闲有戏,社区有歌"),
    ];

    public static Roster Generate(County county, Places places, People crowd, Dice dice)
    {
        var volunteers = new Table("volunteers.csv", "姓名", "手机号", "身份证号", "居住站点", "技能", "类别");
        var teamTable = new Table("teams.csv", "名称", "类别", "所属站点", "成立日期", "口号", "队长手机号");
        var members = new Table("members.csv", "队伍", "手机号", "加入日期");
        var chain = county.Code == Yangquan.ChainCounty;
        // The first team's host is the chain's station, or else the first one in code order.
        var hosts = dice.Some(places.Stations, teams.Length);
        hosts[0] = chain ? places.Stations.Single(station => station.Code == places.ChainSite) : places.Stations[0];

        var everybody = new List<Invented>();
        for (var i = 0; i < people; i++)
        {
            var person = crowd.Person(i + 1);
            var team = i / perTeam;
            var home = team < hosts.Count ? hosts[team] : dice.Of(places.Stations);
            string[] can = i is 1 or 2 ? electrician : i < perTeam ? dice.Some(skills[1..], 1).ToArray() : dice.Some(skills, dice.Between(0, 2)).ToArray();
            volunteers.Add(person.Name, person.Phone, person.IdentityNumber, home.Code, string.Join(';', can), string.Join(';', Kinds(person)));
            everybody.Add(person);
        }

        for (var t = 0; t < teams.Length; t++)
        {
            var founded = county.Opened.AddDays(dice.Between(60, 300));
            teamTable.Add(teams[t].Name, teams[t].Category, hosts[t].Code, Places.Iso(founded), teams[t].Slogan, everybody[t * perTeam].Phone);
            foreach (var person in everybody.Skip(t * perTeam).Take(perTeam))
                members.Add(teams[t].Name, person.Phone, Places.Iso(founded.AddDays(dice.Roll(200))));
        }
        return new Roster(volunteers, teamTable, members, chain ? everybody[..perTeam] : []);

        List<string> Kinds(Invented person)
        {
            string[] fitting = person.Birth.Year >= 1990 ? ["党员", "青年", "民兵", "民间"] : ["党员", "民间"];
            return dice.Some(fitting, dice.Between(1, 2));
        }
    }
}
