using System.Text;
using CivPractice.Testing;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Imports;

/// <summary>Volunteers whom the national system knows, persons told of twice, and sites that were merged.</summary>
public sealed class VolunteerRegistryTests(VolunteerRunning running)
{
    const string headings = "姓名,身份证号,手机号,站点代码,技能,类别,注册日期,监护人,监护人手机号,全国系统编号";

    FileImport Import => new(running.Service, "volunteers");

    static string Row(string name, string identity, string site, string registry = "", string day = "2021-03-05") => $"{name},{identity},10012340001,{site},,,{day},,,{registry}\n";

    [Fact]
    public async Task A_known_volunteer_gets_the_national_systems_number_once_and_the_figures_move_by_it()
    {
        var station = await running.CountyAsync();
        var county = station[..6];
        var (office, one, two) = (Office(county), TestIdentity.Number(1961, 1, 1, 1), TestIdentity.Number(1961, 1, 1, 2));
        var known = await running.RegisterAsync(Clerk(county), Form(one, station, "测试甲"));
        var file = $"{headings}\n{Row("测试甲", one, station, "G1")}{Row("测试乙", two, station, "G2")}{Row("测试丙", TestIdentity.Number(1961, 1, 1, 3), station)}";

        var first = await Import.TakeAsync(office, file);
        Assert.Equal((2, 1, 0, 0), first.Counts);
        Assert.Equal(["2 全国系统编号 ALREADY_REGISTERED"], first.Told);
        Assert.Equal("本县已登记,补上了全国系统编号", first.Remarks[0].Message);
        Assert.Equal("G1", (await running.Roster.GetVolunteerAsync(new() { PersonId = known.PersonId }, running.Service.As(Clerk(county)))).RegistryNumber);
        // On the day of registration, at the site where the volunteer lives.
        Assert.Equal([$"2021-03-05 {station}  1", $"{Platform.ChinaTime.Today(TimeProvider.System):yyyy-MM-dd} {station}  1"], await running.TallyAsync("volunteers.registry", county));
        Assert.Equal(await running.TallyAsync("volunteers.registry", county), await running.TallyAsync("volunteers.registry.city", county));
        Assert.Equal(3, await running.FigureAsync("volunteers.registered", county));

        var again = await Import.TakeAsync(office, file);
        Assert.Equal((0, 0, 3, 0), again.Counts);
        Assert.Empty(again.Told);
        Assert.Equal((2, 2, 3), (await running.FigureAsync("volunteers.registry", county), await running.FigureAsync("volunteers.registry.city", county), await running.FigureAsync("volunteers.registered", county)));
    }

    [Fact]
    public async Task A_number_is_one_persons()
    {
        var station = await running.CountyAsync();
        var (office, one, two) = (Office(station[..6]), TestIdentity.Number(1961, 1, 2, 1), TestIdentity.Number(1961, 1, 2, 2));
        await Import.TakeAsync(office, $"{headings}\n{Row("测试甲", one, station, "G1")}{Row("测试乙", two, station)}");
        var done = await Import.TakeAsync(office, $"{headings}\n{Row("测试甲", one, station, "G9")}{Row("测试乙", two, station, "G1")}{Row("测试丙", TestIdentity.Number(1961, 1, 2, 3), station, "G3")}{Row("测试丁", TestIdentity.Number(1961, 1, 2, 4), station, "G3")}{Row("测试戊", TestIdentity.Number(1961, 1, 2, 5), station, new string('9', 41))}");
        Assert.Equal(["2 全国系统编号 REGISTRY_NUMBER_DIFFERS", "3 全国系统编号 REGISTRY_NUMBER_TAKEN", "5 全国系统编号 REGISTRY_NUMBER_TAKEN", "6 全国系统编号 TOO_LONG"], done.Why);
        Assert.Equal("和第 4 行的全国系统编号相同,却不是同一个人", done.Faults[2].Message);
        Assert.Equal((1, 0, 0, 4), done.Counts);
        Assert.Equal(2, await running.FigureAsync("volunteers.registry", station[..6]));
    }

    [Fact]
    public async Task Somebody_who_stands_in_the_file_twice_is_found_beyond_a_batch()
    {
        var station = await running.CountyAsync();
        var text = new StringBuilder(headings).Append('\n');
        for (var n = 0; n < 8_100; n++) text.Append(Row("测试甲", TestIdentity.Number(1961 + n / 1000, 1, 3, n % 1000), station));
        text.Append(Row("测试甲", TestIdentity.Number(1961, 1, 3, 4), station)).Append(Row("测试甲", TestIdentity.Number(1963, 1, 3, 0), station));
        var done = await Import.TakeAsync(Office(station[..6]), text.ToString());
        Assert.Equal((8_100, 0, 0, 2), done.Counts);
        Assert.Equal(["8102 身份证号 TWICE_IN_FILE", "8103 身份证号 TWICE_IN_FILE"], done.Why);
        Assert.Equal(["和第 6 行是同一个人", "和第 2002 行是同一个人"], done.Faults.Select(fault => fault.Message));
        // By then every row is there by an earlier file.
        Assert.Equal((0, 0, 8_102, 0), (await Import.TakeAsync(Office(station[..6]), text.ToString())).Counts);
        Assert.Equal(8_100, await running.FigureAsync("volunteers.registered", station[..6]));
    }

    [Fact]
    public async Task In_two_counties_somebody_is_one_person_of_the_city_and_no_county_is_named()
    {
        var (here, there) = (await running.CountyAsync(), await running.CountyAsync());
        var both = TestIdentity.Number(1961, 1, 4, 1);
        await Import.TakeAsync(Office(there[..6]), $"{headings}\n{Row("测试甲", both, there, "G1")}");
        var done = await Import.TakeAsync(Office(here[..6]), $"{headings}\n{Row("测试甲", both, here, "G1")}{Row("测试乙", TestIdentity.Number(1961, 1, 4, 2), here, "G2")}");
        Assert.Equal((2, 0, 0, 0), done.Counts);
        Assert.Equal(["2 身份证号 ALSO_ELSEWHERE"], done.Told);
        Assert.DoesNotContain(there[..6], done.Remarks[0].Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (await running.FigureAsync("volunteers.registry", there[..6]), await running.FigureAsync("volunteers.registry.city", there[..6])));
        Assert.Equal((2, 1), (await running.FigureAsync("volunteers.registry", here[..6]), await running.FigureAsync("volunteers.registry.city", here[..6])));
        Assert.Equal(1L, await running.AskAsync<long>($"select count(*) from person_seen s join volunteer_profile v using (person_id) where v.county = '{here[..6]}' and v.registry_number = 'G1'"));
    }

    [Fact]
    public async Task At_a_merged_site_a_volunteer_goes_to_the_end_of_the_chain_with_a_remark()
    {
        var station = await running.CountyAsync();
        var (county, second, third) = (station[..6], $"{station[..9]}002", $"{station[..9]}001P01");
        await running.Service.DeliverAsync(new Organization.V1.SiteChanged(county, third, "测试站", 3, "", 1));
        await running.CloseAsync(station, "2024-01-01", second);
        await running.CloseAsync(second, "2025-01-01", third);
        await running.CloseAsync($"{station[..9]}", "2025-01-01");

        var one = TestIdentity.Number(1961, 1, 5, 1);
        var done = await Import.TakeAsync(Office(county), $"{headings}\n{Row("测试甲", one, station)}{Row("测试乙", TestIdentity.Number(1961, 1, 5, 2), third)}{Row("测试丙", TestIdentity.Number(1961, 1, 5, 3), station[..9])}{Row("测试丁", TestIdentity.Number(1961, 1, 5, 4), "140322999")}");
        Assert.Equal((2, 0, 0, 2), done.Counts);
        Assert.Equal(["2 站点代码 SITE_MERGED"], done.Told);
        Assert.Equal($"“{station}”已并入“{third}”,已记到“{third}”", done.Remarks[0].Message);
        Assert.Equal(["4 站点代码 SITE_CLOSED", "5 站点代码 UNKNOWN_SITE"], done.Why);
        Assert.Equal([$"2021-03-05 {third}  2"], await running.TallyAsync("volunteers.registered", county));
        Assert.Contains(done.Remarks[0].Message, await Import.TextAsync(Office(county), $"/{done.Id}/remarks"), StringComparison.Ordinal);

        var again = await Import.TakeAsync(Office(county), $"{headings}\n{Row("测试甲", one, station)}");
        Assert.Equal((0, 0, 1, 0), again.Counts);
        Assert.Empty(again.Told);
    }
}
