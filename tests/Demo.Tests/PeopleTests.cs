using CivPractice.Demo.Files;
using CivPractice.Demo.Generate;
using CivPractice.Platform.Imports;

namespace CivPractice.Demo.Tests;

public sealed class PeopleTests(PeopleTests.Files files) : IClassFixture<PeopleTests.Files>
{
    /// <summary>The set of full size, written once.</summary>
    public sealed class Files : IDisposable
    {
        public Written Written { get; } = new(Written.Full);
        public void Dispose() => Written.Dispose();
    }

    readonly Written data = files.Written;

    IEnumerable<WrittenRow> Volunteers() => data.Rows("volunteers").Concat(data.Rows("own-volunteers"));

    [Fact]
    public void Identity_numbers_are_of_no_place_and_each_is_one_persons()
    {
        var persons = new Dictionary<string, (string Name, string Phone)>();
        foreach (var row in Volunteers().Where(row => row.Fault is null && IdentityNumber.IsValid(row["身份证号"])))
        {
            Assert.StartsWith(IdentityNumber.AddressCode, row["身份证号"]);
            var person = (row["姓名"], Cells.PhoneOf(row["手机号"]));
            if (!persons.TryAdd(row["身份证号"], person)) Assert.Equal(persons[row["身份证号"]], person);
        }
        Assert.Equal(persons.Count, persons.Values.Select(person => person.Phone).Distinct().Count());
    }

    [Theory]
    [InlineData("999999199001010018", false)]
    [InlineData("99999919900101001", false)]
    [InlineData("999999199013010012", false)]
    [InlineData("11010519491231002X", true)] // the example of the standard
    public void The_check_digit_is_that_of_the_standard(string number, bool valid) => Assert.Equal(valid, IdentityNumber.IsValid(number));

    [Fact]
    public void Registry_numbers_are_one_persons_and_there_are_minors_with_guardians()
    {
        var rows = data.Rows("volunteers").Where(row => row["全国系统编号"].Length > 0 && IdentityNumber.IsValid(row["身份证号"])).ToList();
        Assert.All(rows.GroupBy(row => row["全国系统编号"]), group => Assert.Single(group.Select(row => row["身份证号"]).Distinct()));
        Assert.InRange(rows.Count(row => row["监护人"].Length > 0), rows.Count / 20, rows.Count / 8);
        Assert.All(Volunteers().Where(row => row["监护人手机号"].Length > 0), row => Assert.Matches("^100[0-9]{8}$", row["监护人手机号"]));
    }

    [Fact]
    public void Every_leader_is_a_member_and_no_team_is_empty()
    {
        foreach (var county in Written.Counties)
        {
            var members = data.Rows("members", county).ToLookup(row => (row["队伍"], row["所属站点"]), row => row["身份证号"]);
            Assert.All(data.Rows("teams", county).Where(row => row["队长身份证号"].Length > 0), team => Assert.Contains(team["队长身份证号"], members[(team["名称"], team["所属站点"])]));
        }
    }

    [Fact]
    public void Life_is_not_spread_evenly()
    {
        var townships = data.Rows("volunteers").Where(row => row.Fault is null).CountBy(row => row["站点代码"][..9]).Select(each => each.Value).Order().ToList();
        Assert.True(townships[^5] > 2 * townships[4], string.Join(' ', townships));
        var months = data.Rows("activities").Where(row => row.Day("开始时间").Year == 2021).CountBy(row => row.Day("开始时间").Month).ToDictionary();
        Assert.True(months[3] > 2 * months[2], string.Join(' ', months.OrderBy(month => month.Key)));
    }

    [Fact]
    public void The_chains_team_has_a_leader_and_six_members_two_of_them_electricians()
    {
        var team = data.Rows("teams", "140322").Single(row => row["名称"].Contains("便民利民", StringComparison.Ordinal));
        Assert.Equal(("便民利民服务队", "140322100801"), (team["名称"], team["所属站点"]));
        var members = data.Rows("members", "140322").Where(row => row["队伍"] == team["名称"]).Select(row => row["身份证号"]).ToList();
        Assert.Equal(7, members.Count);

        var people = data.Rows("volunteers", "140322").Where(row => members.Contains(row["身份证号"])).ToList();
        Assert.Equal(Enumerable.Range(1, 7).Select(n => $"1002200000{n}"), people.Take(7).Select(row => row["手机号"]));
        Assert.Equal(team["队长身份证号"], people[0]["身份证号"]);
        Assert.Equal(["10022000002", "10022000003"], people.Take(7).Where(row => row["技能"].Contains("电工", StringComparison.Ordinal)).Select(row => row["手机号"]));
        // The loader finds them by name.
        var names = people.Take(7).Select(row => row["姓名"]).ToHashSet();
        Assert.Equal(7, data.Rows("volunteers", "140322").Concat(data.Rows("own-volunteers", "140322")).Where(row => names.Contains(row["姓名"])).Select(row => row["身份证号"]).Distinct().Count());
    }

    [Fact]
    public void There_is_an_account_for_each_role_and_an_office_in_each_county()
    {
        var rows = Table.Read(data.Folder, "accounts.csv").Rows.ToList();
        var accounts = rows.ToLookup(row => row["角色"], row => row["范围"]);
        Assert.Equal(Written.Counties, accounts["center-office"].Order());
        foreach (var role in new[] { "city-coordinator", "institute-clerk", "station-clerk", "team-leader", "person", "spot-checker" }) Assert.NotEmpty(accounts[role]);
        // As the README lists them.
        Assert.Equal(["10000900001", "10022900001", "10022900002", "10022900003", "10022000001", "10022000004", "10022000002", "10022900004", "10022900005", "10002900001", "10003900001", "10011900001", "10021900001"], rows.Select(row => row["手机号"]));
    }
}
