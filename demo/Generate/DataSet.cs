using CivPractice.Demo.Csv;

namespace CivPractice.Demo.Generate;

/// <summary>The whole demo data: the list of counties, the accounts, and a folder of files for each county.</summary>
public sealed record DataSet(Table Counties, Table Accounts, IReadOnlyDictionary<string, IReadOnlyList<Table>> ByCounty)
{
    public Table Of(string county, string name) => ByCounty[county].Single(table => table.Name == name);

    /// <summary>The same seed gives the same bytes: no clock, no culture, no hash order takes part.</summary>
    public static DataSet Generate(int seed)
    {
        var counties = new Table("counties.csv", "代码", "名称");
        counties.Add(Yangquan.City, Yangquan.CityName);
        var accounts = new Table("accounts.csv", "角色", "范围", "姓名", "手机号", "用途");
        var folders = new Dictionary<string, IReadOnlyList<Table>>();

        var city = new People(new Dice(Lot(seed, Yangquan.City)), "00");
        List<Action> otherOffices = [];
        AddAccount("city-coordinator", "1403", city.Person(People.FirstOffice), "市级协调:看全市统计数");
        foreach (var county in Yangquan.Counties)
        {
            counties.Add(county.Code, county.Name);
            var dice = new Dice(Lot(seed, county.Code));
            var people = new People(dice, county.Code[4..]);
            var places = Places.Generate(county, dice);
            var roster = Roster.Generate(county, places, people, dice);
            var lectures = Lectures.Generate(county, places, people, dice);
            folders[county.Code] = [places.Divisions, places.Sites, roster.Volunteers, roster.Teams, roster.Members, lectures.Teams, lectures.Lecturers, lectures.Sessions];

            var office = people.Person(People.FirstOffice);
            if (county.Code != Yangquan.ChainCounty) otherOffices.Add(() => AddOffice(county, office));
            else
            {
                AddOffice(county, office);
                AddChain(places, roster, people);
            }
        }
        // Whoever tries the platform needs the chain's accounts first.
        foreach (var add in otherOffices) add();
        return new DataSet(counties, accounts, folders);

        void AddAccount(string role, string prefix, Invented person, string use) => accounts.Add(role, prefix, person.Name, person.Phone, use);

        void AddOffice(County county, Invented person) => AddAccount("center-office", county.Code, person, $"{county.Name}中心办公室:派单、导入、授权");

        void AddChain(Places places, Roster roster, People people)
        {
            AddAccount("institute-clerk", Yangquan.ChainTownship, people.Person(People.FirstOffice + 1), "秀水镇所管理员");
            AddAccount("station-clerk", places.ChainSite, people.Person(People.FirstOffice + 2), "锦隆社区站专管员:核实需求");
            AddAccount("team-leader", places.ChainSite, roster.ChainTeam[0], $"{Roster.ChainTeamName}队长:接单、组织活动");
            AddAccount("person", places.ChainSite, roster.ChainTeam[3], $"志愿者,{Roster.ChainTeamName}队员");
            AddAccount("person", places.ChainSite, roster.ChainTeam[1], "志愿者,有电工技能");
            AddAccount("person", places.ChainSite, people.Person(People.FirstOffice + 3), "居民,还不是志愿者");
            AddAccount("spot-checker", Yangquan.ChainCounty, people.Person(People.FirstOffice + 4), "审核、抽查员:只看不改");
        }
    }

    public void Write(string folder)
    {
        Counties.Write(folder);
        Accounts.Write(folder);
        foreach (var (county, tables) in ByCounty)
            foreach (var table in tables) table.Write(Path.Combine(folder, county));
    }

    /// <summary>Each county draws from its own lot, so that a change in one leaves the others' files alone.</summary>
    static ulong Lot(int seed, string county) => (ulong)seed * 1_000_000 + ulong.Parse(county, System.Globalization.CultureInfo.InvariantCulture);
}
