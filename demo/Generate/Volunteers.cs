using CivPractice.Demo.Figures;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>A volunteer of the county's files, as others of its files speak of them.</summary>
/// <param name="Site">The station where they live; the successor when theirs was merged.</param>
/// <param name="Guardian">Who answers for them while they are under age; empty otherwise.</param>
public sealed record Volunteer(Invented Person, string Site, DateOnly Since, string RegistryNumber, string Skills, string Kinds, string ServiceKinds, string Guardian = "", string GuardianPhone = "");

/// <summary>
/// Two files of volunteers: what the national system has of the county, and the county's own list. Most people stand in the first, some in the second, some in both, a
/// few in another county's, too; and some rows are wrong.
/// </summary>
/// <param name="Registry">Those of the national system whom this county has first: they are its part of the city's figure.</param>
/// <param name="Chain">Leader and six members of the team at 锦隆社区; the second and third are electricians. Empty in other counties.</param>
public sealed record Volunteers(IReadOnlyList<Volunteer> Registry, IReadOnlyList<Volunteer> Chain)
{
    public const int ChainTeam = 7;

    static readonly string[] columns = ["姓名", "身份证号", "手机号", "站点代码", "技能", "类别", "注册日期", "监护人", "监护人手机号", "全国系统编号", "服务类别"];
    /// <summary>What people want to do, the ten kinds: the everyday ones come up more often.</summary>
    static readonly string[] services = ["便民利民服务", "便民利民服务", "农村环境整治", "农村环境整治", "文体活动开展", "文体活动开展", "文明礼仪普及", "健康生活指导", "农业科技辅导", "法治宣传教育", "科学理论宣讲", "形势政策宣传", "主流价值宣教"];
    static readonly string[] skills = ["家电维修", "理发", "医疗护理", "法律咨询", "摄影", "驾驶", "心理疏导", "书法", "教学", "急救", "农技", "烹饪", "水暖", "计算机", "手语"];

    /// <summary>Of a thousand: when people came to the national system.</summary>
    static readonly (int Year, int Weight)[] years = [(2013, 15), (2014, 20), (2015, 30), (2016, 45), (2017, 80), (2018, 140), (2019, 200), (2020, 230), (2021, 200), (2022, 40)];
    static readonly int[] sums = Dice.Sums(years.Select(year => year.Weight));

    /// <summary>A minor for years to come: the rule asks for the age on the day of loading, which the files do not know.</summary>
    static readonly DateOnly child = new(2017, 6, 1);

    /// <param name="folder">Where the files go.</param>
    /// <param name="places">Where people live.</param>
    /// <param name="people">Who invents them.</param>
    /// <param name="elsewhere">Volunteers of the county before, of whom some are in this one's files, too.</param>
    /// <param name="count">How many of the national system are the county's own.</param>
    /// <param name="dice">The lot.</param>
    public static Volunteers Generate(CountyFolder folder, Places places, People people, IReadOnlyList<Volunteer> elsewhere, int count, Dice dice)
    {
        var (serial, registry) = (0, new List<Volunteer>(count));
        var chain = folder.County.Code == Yangquan.ChainCounty;
        using (var file = folder.Open("volunteers", columns))
        {
            var mess = Mess(file);
            for (var i = 0; i < count; i++)
            {
                var volunteer = chain && i < ChainTeam ? Known(i) : Somebody(people.Person(++serial));
                registry.Add(volunteer);
                if (i == count / 3) Add(file, volunteer, phone: $"1.00{volunteer.Person.Phone[3..]}E10", planted: "手机号成了浮点数");
                else if (i == count / 4) Add(file, volunteer with { Skills = "=1+1" }, planted: "像公式的文字");
                else if (places.Merged is { } gone && i % 97 == 10 && i < 97 * 20) AddMerged(file, gone, i);
                else Add(file, volunteer);
                // Spread over the file, from the middle on.
                if (i > count / 2 && i % Math.Max(1, count / 40) == 0 && mess.TryDequeue(out var wrong)) wrong();
            }
            while (mess.TryDequeue(out var wrong)) wrong();
        }
        using (var own = folder.Open("own-volunteers", columns)) AddOwn(own);
        return new Volunteers(registry, chain ? registry[..ChainTeam] : []);

        Volunteer Known(int i) => new(people.Known(++serial), places.ChainSite, new DateOnly(2019, 3, 5), RegistryNumber(), i is 1 or 2 ? "电工、家电维修" : skills[1 + i], "民间", "便民利民服务");

        Volunteer Somebody(Invented person)
        {
            var year = years[dice.Heavy(sums)].Year;
            var since = dice.Day(new DateOnly(year, 1, 2), year == Targets.AsOf.Year ? Targets.AsOf : new DateOnly(year, 12, 30));
            // Nobody volunteers before the seventh birthday.
            if (since < person.Birth.AddYears(7)) since = dice.Day(person.Birth.AddYears(7), Targets.AsOf);
            // Guardians answer for everybody under age, though the rule asks for them below fourteen only.
            var minor = person.Birth > Targets.AsOf.AddYears(-18);
            return new Volunteer(person, places.Station(dice).Code, since, RegistryNumber(), Skills(), Kinds(person), Services(person),
                minor ? person.Name[..1] + people.Name()[1..] : "", minor ? people.Phone(People.FirstGuardian + serial) : "");
        }

        string RegistryNumber() => $"{folder.County.Code}{dice.Between(10, 99)}{serial:0000000}";

        // By a lot of its own, out of the person: the files of before stay as they were. Of old rows some have none.
        static string Services(Invented person)
        {
            var own = new Dice(ulong.Parse(person.Phone, System.Globalization.CultureInfo.InvariantCulture));
            return own.Chance(12) ? "" : string.Join('、', own.Some(services, own.Between(1, 3)).Distinct());
        }

        string Skills() => dice.Roll(10) < 6 ? "" : string.Join('、', dice.Some(skills, dice.Between(1, 2)));

        string Kinds(Invented person)
        {
            string[] fitting = person.Birth.Year >= 2005 ? ["青年"] : person.Birth.Year >= 1990 ? ["党员", "青年", "民兵", "民间"] : ["党员", "民间"];
            return dice.Chance(25) ? "" : string.Join('、', dice.Some(fitting, Math.Min(fitting.Length, dice.Between(1, 2))));
        }

        void Add(ImportFile file, Volunteer volunteer, string? site = null, string? phone = null, string? planted = null, string expected = Planted.Taken, bool own = false)
        {
            var person = volunteer.Person;
            file.Add(person.Name, person.IdentityNumber, phone ?? person.Phone, site ?? volunteer.Site, volunteer.Skills, volunteer.Kinds, Text.Of(volunteer.Since, dice),
                volunteer.Guardian, volunteer.GuardianPhone, own ? "" : volunteer.RegistryNumber, volunteer.ServiceKinds);
            if (planted is not null) folder.Plant(planted, file, planted, expected);
        }

        void AddMerged(ImportFile file, MergedPlace gone, int i)
        {
            registry[i] = registry[i] with { Site = gone.Successor };
            Add(file, registry[i], site: gone.Code, planted: "站点合并", expected: "SITE_MERGED");
        }

        Queue<Action> Mess(ImportFile file)
        {
            var queue = new Queue<Action>();
            for (var n = 0; n < 8; n++)
                queue.Enqueue(() =>
                {
                    var again = registry[dice.Roll(registry.Count / 2)];
                    Add(file, again with { Site = places.Station(dice).Code }, planted: "同一文件里重复", expected: "TWICE_IN_FILE");
                });
            foreach (var other in dice.Walk(elsewhere, 8))
                queue.Enqueue(() => Add(file, other with { Site = places.Station(dice).Code }, planted: "两个县区", expected: "ALSO_ELSEWHERE"));
            for (var n = 0; n < 3; n++)
            {
                queue.Enqueue(() => Wrong("校验码错", "INVALID_IDENTITY_NUMBER", Fresh(), person => person with { IdentityNumber = Miscounted(person.IdentityNumber) }));
                queue.Enqueue(() => Wrong("站点不存在", "UNKNOWN_SITE", Fresh() with { Site = places.Unknown }));
                queue.Enqueue(() => Wrong("日期在将来", "INVALID_DATE", Fresh() with { Since = new DateOnly(2121, 3, 5) }));
                queue.Enqueue(() => WithoutGuardian(file));
                if (file is CsvFile) queue.Enqueue(() => Ragged(file));
            }
            return queue;

            Volunteer Fresh() => Somebody(people.Person(++serial, dice.Day(new DateOnly(1960, 1, 1), new DateOnly(1999, 12, 31))));

            void Wrong(string what, string expected, Volunteer volunteer, Func<Invented, Invented>? spoil = null) =>
                Add(file, spoil is null ? volunteer : volunteer with { Person = spoil(volunteer.Person) }, planted: what, expected: expected);
        }

        void WithoutGuardian(ImportFile file)
        {
            var person = people.Person(++serial, child.AddDays(dice.Roll(300)));
            file.Add(person.Name, person.IdentityNumber, person.Phone, places.Station(dice).Code, "", "", "2022-03-05", "", "", RegistryNumber(), "");
            folder.Plant("缺监护人", file, "未满 14 周岁,没有监护人", "REQUIRED");
        }

        void Ragged(ImportFile file)
        {
            var person = people.Person(++serial);
            file.AddRagged(person.Name, person.IdentityNumber, person.Phone, places.Station(dice).Code, "", "", "2021-03-05", "", "", "", "");
            folder.Plant("列数不对", file, "少了两格", "RAGGED_ROW");
        }

        void AddOwn(ImportFile file)
        {
            // As many again as a twentieth of the registry are known to the county alone.
            var both = dice.Walk(registry, Math.Min(200, registry.Count / 20)).ToList();
            for (var i = 0; i < registry.Count / 20; i++)
            {
                Add(file, Somebody(people.Person(++serial)), own: true);
                if (i < both.Count) Add(file, both[i], planted: "两处名单", expected: Planted.Unchanged, own: true);
            }
        }
    }

    static string Miscounted(string number) => number[..^1] + (number[^1] is 'X' or '9' ? '0' : (char)(number[^1] + 1));
}
