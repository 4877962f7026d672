using CivPractice.Demo.Figures;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>The whole demo data, written as it is drawn: the list of counties, the accounts, and a folder of files for each county.</summary>
public static class DataSet
{
    const ulong policies = 0x706F6C6963796C6F, meetings = 0x6D656574696E6773;

    /// <summary>The same seed gives the same bytes: no clock, no culture, no hash order takes part.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="seed">Another seed gives other rows that add up to the same figures.</param>
    /// <param name="scale">How much history lies around the year that the figures tell of.</param>
    /// <param name="targets">The figures.</param>
    /// <param name="say">Told of each county that is done.</param>
    public static void Generate(string folder, int seed, int scale, Targets targets, Action<string>? say = null)
    {
        var counties = new Table("counties.csv", "代码", "名称");
        counties.Add(Yangquan.City, Yangquan.CityName);
        var accounts = new Table("accounts.csv", "角色", "范围", "姓名", "手机号", "用途");
        using var planted = new Planted(folder);

        var cityDice = new Dice(Lot(seed, Yangquan.City));
        List<Action> otherOffices = [];
        AddAccount("city-coordinator", "1403", new People(cityDice, "00", 0).Known(People.FirstOffice), "市级协调:看全市统计数");
        var shares = CountyTargets.Of(targets, cityDice, scale);
        IReadOnlyList<Volunteer> before = [];
        var bases = Share.Split(targets["J01"], [.. Yangquan.Counties.Select(_ => 1)]);
        foreach (var (i, county) in Yangquan.CountiesOf(targets).Index())
        {
            counties.Add(county.Code, county.Name);
            var dice = new Dice(Lot(seed, county.Code));
            var people = new People(dice, county.Code[4..], i);
            var files = new CountyFolder(folder, county, planted);
            var places = Places.Generate(files, targets, dice);
            Venues.Generate(files, places, shares[i].Venues, dice);
            var volunteers = Volunteers.Generate(files, places, people, before, shares[i].Volunteers, dice);
            var teams = Teams.Generate(files, places, volunteers, shares[i], dice);
            var served = Hours.Generate(files, places, volunteers, teams, shares[i], dice);
            Works.Generate(files, places, teams, shares[i], dice);
            var lecturing = Lectures.Generate(files, places, people, shares[i], dice);
            // Lots of their own: what comes besides leaves the other files alone.
            Brands.Generate(files, teams, shares[i].Brands, new Dice(Lot(seed, county.Code + "1")));
            if (county.Code == Charity.County) Charity.Generate(files, places, people, targets, new Dice(Lot(seed, county.Code + "2")));
            if (county.Code == Yangquan.ChainCounty) Mobilizations.Generate(files, places, volunteers, targets["F06"], new Dice(Lot(seed, county.Code + "3")));
            before = volunteers.Registry;
            // From a lot of their own: the files before them stay as they are.
            var (late, lateDice) = (new People(new Dice(Lot(seed, $"9{county.Code}")), county.Code[4..], i), new Dice(Lot(seed, $"8{county.Code}")));
            LocalWords.Generate(files, i);
            PracticeBases.Generate(files, places, bases[i], i, lateDice);
            HonourList.Generate(files, places, late, targets, i, lateDice);
            // A lot of its own, so that the files before it stay as they were.
            var lot = new Dice(Lot(seed, county.Code) ^ policies);
            Policies.Generate(files, places, lot);
            CenterOffices.Generate(files, new Dice(Lot(seed, county.Code + "5")));
            Posts.Generate(files, places, new People(lot, county.Code[4..], i), lot);
            var meetingLot = new Dice(Lot(seed, county.Code) ^ meetings);
            Meetings.Generate(files, new People(meetingLot, county.Code[4..], i), meetingLot);
            if (county.Code == Yangquan.ChainCounty)
            {
                var everyday = new Dice(Lot(seed, county.Code + "4"));
                var others = new People(everyday, county.Code[4..], i);
                Everyday.Generate(files, places, others, everyday);
                Requests.Generate(files, places, lecturing, others, everyday);
                Records.Generate(files, served, volunteers.Chain, everyday);
                Teaching.Generate(files, places, everyday);
            }

            var office = people.Known(People.FirstOffice);
            if (county.Code != Yangquan.ChainCounty) otherOffices.Add(() => AddOffice(county, office));
            else
            {
                AddOffice(county, office);
                AddChain(places, volunteers.Chain, people);
            }
            say?.Invoke(county.Name);
        }
        var cityLot = new Dice(Lot(seed, Yangquan.City) ^ policies);
        var cityFiles = new CountyFolder(folder, new County(Yangquan.City, Yangquan.CityName, Targets.AsOf, []), planted);
        Policies.Generate(cityFiles, targets["F09"], new People(cityLot, "00", 0), cityLot);
        var cityMeetings = new Dice(Lot(seed, Yangquan.City) ^ meetings);
        Meetings.GenerateCity(cityFiles, new People(cityMeetings, "00", 0), cityMeetings);
        // Whoever tries the platform needs the chain's accounts first.
        foreach (var add in otherOffices) add();
        Snapshots.Generate(folder, targets);
        accounts.Write(folder);
        targets.Write(folder);
        // What is there when everything else is.
        planted.Dispose();
        counties.Write(folder);

        void AddAccount(string role, string prefix, Invented person, string use) => accounts.Add(role, prefix, person.Name, person.Phone, use);

        void AddOffice(County county, Invented person) => AddAccount("center-office", county.Code, person, $"{county.Name}中心办公室:派单、导入、授权");

        void AddChain(Places places, IReadOnlyList<Volunteer> team, People people)
        {
            AddAccount("institute-clerk", Yangquan.ChainTownship, people.Known(People.FirstOffice + 1), "秀水镇所管理员");
            AddAccount("station-clerk", places.ChainSite, people.Known(People.FirstOffice + 2), "锦隆社区站专管员:核实需求");
            AddAccount("team-leader", places.ChainSite, team[0].Person, $"{Teams.ChainTeamName}队长:接单、组织活动");
            AddAccount("person", places.ChainSite, team[3].Person, $"志愿者,{Teams.ChainTeamName}队员");
            AddAccount("person", places.ChainSite, team[1].Person, "志愿者,有电工技能");
            AddAccount("person", places.ChainSite, people.Known(People.FirstOffice + 3), "居民,还不是志愿者");
            AddAccount("spot-checker", Yangquan.ChainCounty, people.Known(People.FirstOffice + 4), "审核、抽查员:只看不改");
        }
    }

    /// <summary>Each county draws from its own lot, so that a change in one leaves the others' files alone, but for the people of whom two counties know.</summary>
    static ulong Lot(int seed, string county) => (ulong)seed * 1_000_000 + ulong.Parse(county, System.Globalization.CultureInfo.InvariantCulture);
}
