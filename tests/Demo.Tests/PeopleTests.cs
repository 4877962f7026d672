using CivPractice.Demo.Csv;
using CivPractice.Demo.Generate;

namespace CivPractice.Demo.Tests;

public sealed class PeopleTests
{
    static readonly DataSet data = DataSet.Generate(1);

    static IEnumerable<(string County, Row Row)> Rows(string file) =>
        data.ByCounty.Keys.SelectMany(county => data.Of(county, file).Rows.Select(row => (county, row)));

    [Fact]
    public void Identity_numbers_are_valid_unique_and_of_no_place()
    {
        var numbers = Rows("volunteers.csv").Select(entry => entry.Row["身份证号"]).ToList();
        Assert.All(numbers, number => Assert.True(IdentityNumber.IsValid(number), number));
        Assert.All(numbers, number => Assert.StartsWith("999999", number));
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Theory]
    [InlineData("999999199001010018", false)]
    [InlineData("99999919900101001", false)]
    [InlineData("999999199013010012", false)]
    [InlineData("11010519491231002X", true)] // the example of the standard
    public void The_check_digit_is_that_of_the_standard(string number, bool valid) => Assert.Equal(valid, IdentityNumber.IsValid(number));

    [Fact]
    public void Phones_have_the_reserved_prefix_and_are_unique()
    {
        var phones = Rows("volunteers.csv").Select(entry => entry.Row["手机号"]).ToList();
        Assert.All(phones.Concat(data.Accounts.Rows.Select(row => row["手机号"])), phone => Assert.Matches("^100[0-9]{8}$", phone));
        Assert.Equal(phones.Count, phones.Distinct().Count());
        Assert.Equal(data.Accounts.Count, data.Accounts.Rows.Select(row => row["手机号"]).Distinct().Count());
    }

    [Fact]
    public void Volunteers_live_at_a_site_that_runs_and_teams_too()
    {
        var sites = Rows("sites.csv").Select(entry => entry.Row["代码"]).ToHashSet();
        Assert.All(Rows("volunteers.csv"), entry => Assert.Contains(entry.Row["居住站点"], sites));
        Assert.All(Rows("teams.csv"), entry => Assert.Contains(entry.Row["所属站点"], sites));
        Assert.All(Rows("lecturer-teams.csv"), entry => Assert.Contains(entry.Row["站点"], sites));
        Assert.All(Rows("sessions.csv"), entry => Assert.Contains(entry.Row["站点"], sites));
    }

    [Fact]
    public void Every_leader_is_a_member_and_every_member_a_volunteer()
    {
        foreach (var county in data.ByCounty.Keys)
        {
            var members = data.Of(county, "members.csv").Rows.ToLookup(row => row["队伍"], row => row["手机号"]);
            var volunteers = data.Of(county, "volunteers.csv").Rows.Select(row => row["手机号"]).ToHashSet();
            Assert.Equal(4, data.Of(county, "teams.csv").Count);
            Assert.All(data.Of(county, "teams.csv").Rows, team => Assert.Contains(team["队长手机号"], members[team["名称"]]));
            Assert.All(members.SelectMany(team => team), phone => Assert.Contains(phone, volunteers));
        }
    }

    [Fact]
    public void The_chains_team_has_a_leader_and_six_members_two_of_them_electricians()
    {
        var station = data.Of("140322", "sites.csv").Rows.Single(row => row["名称"].StartsWith("锦隆社区", StringComparison.Ordinal))["代码"];
        var team = data.Of("140322", "teams.csv").Rows.Single(row => row["所属站点"] == station);
        Assert.Equal("便民利民服务队", team["名称"]);

        var phones = data.Of("140322", "members.csv").Rows.Where(row => row["队伍"] == team["名称"]).Select(row => row["手机号"]).ToList();
        Assert.Equal(7, phones.Count);
        var others = data.Of("140322", "volunteers.csv").Rows.Where(row => phones.Contains(row["手机号"]) && row["手机号"] != team["队长手机号"]).ToList();
        Assert.Equal(2, others.Count(row => row.List("技能").Contains("电工")));
    }

    [Fact]
    public void There_is_an_account_for_each_role_and_an_office_in_each_county()
    {
        var accounts = data.Accounts.Rows.ToLookup(row => row["角色"], row => row["范围"]);
        Assert.Equal(data.ByCounty.Keys, accounts["center-office"].Order());
        foreach (var role in new[] { "city-coordinator", "institute-clerk", "station-clerk", "team-leader", "person", "spot-checker" })
            Assert.NotEmpty(accounts[role]);
    }
}
