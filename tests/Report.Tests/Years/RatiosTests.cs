using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Report.Years;

namespace CivPractice.Report.Tests.Years;

/// <summary>Numbers divided by each other.</summary>
public sealed class RatiosTests
{
    static readonly ReportPeriod over = new(2021, new DateOnly(2022, 5, 11)), running = new(2022, new DateOnly(2022, 5, 11));

    static Dictionary<string, string> Of(ReportPeriod period, params (string Id, long Value)[] numbers) =>
        Ratios.Of(new([.. numbers.Select(number => new Counted(IndicatorList.Get(number.Id), new Amount(number.Value, 0), new Dictionary<string, Amount>()))], [], []), period).ToDictionary(ratio => ratio.Name, ratio => ratio.Phrase);

    [Fact]
    public void They_are_the_articles_own() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["每名注册志愿者的服务时长"] = "0.24小时",
            ["每支注册队伍的注册志愿者"] = "141.2人",
            ["每场宣讲清点的听众"] = "42.2人次",
            ["每支宣讲队伍的队员"] = "3.9人",
            ["协会每次公益活动出动的志愿者"] = "36.7人次",
            ["协会捐助资金按受助人数平均"] = "19444元",
        },
        Of(over, ("F15", 161_022), ("F16", 2_345_694), ("F17", 1140), ("F23", 3709), ("F24", 156_700), ("F25", 69), ("F26", 266), ("F11", 98), ("F12", 3600), ("F13", 36), ("F14", 70_000_000)));

    [Fact]
    public void By_month_a_year_that_is_not_over_has_the_months_that_have_begun()
    {
        Assert.Equal("0.24场", Of(over, ("F21", 862), ("F04", 14), ("F05", 288))["每个所、站每月的活动"]);
        Assert.Equal("0.57场", Of(running, ("F21", 862), ("F04", 14), ("F05", 288))["每个所、站每月的活动"]);
    }

    [Fact]
    public void Nothing_is_divided_by_nought_or_by_what_is_not_known() => Assert.Empty(Of(over, ("F15", 0), ("F16", 60), ("F21", 5), ("F04", 1), ("F26", 3)));

    [Fact]
    public void None_mixes_what_the_national_system_registered_with_own_counts() =>
        Assert.All(Ratios.All, ratio => Assert.Single(ratio.Under.Append(ratio.Over).Select(id => IndicatorList.Get(id).Calibre).Where(calibre => calibre != Calibre.OfficialCount).Distinct()));

    [Fact]
    public void Registered_volunteers_are_a_share_of_the_people_where_their_number_is_known()
    {
        var said = Of(over, ("F15", 161_022), ("R35", 1_311_100), ("F05", 288));
        Assert.Equal(("12.3%", "4552人"), (said["注册志愿者占常住人口"], said["每个实践站的常住人口"]));
        Assert.Empty(Of(over, ("F15", 161_022), ("R35", 0)));
    }

    [Fact]
    public void Of_a_city_one_countys_volunteers_are_no_share_of_anothers_people()
    {
        Counted OfCity(string id, params (string County, long Value)[] counties) =>
            new(IndicatorList.Get(id), new Amount(counties.Sum(county => county.Value), 0), counties.ToDictionary(county => county.County, county => new Amount(county.Value, 0)));
        int Told(params (string County, long Value)[] people) =>
            // Somebody is registered with the city itself, and nobody in one county.
            Ratios.Of(new([OfCity("F15", ("140300", 1), ("140321", 10), ("140322", 20)), OfCity("R35", people)], [], []), over).Count(ratio => ratio.Name == "注册志愿者占常住人口");
        Assert.Equal((1, 1, 0, 0), (Told(("140321", 100), ("140322", 200)), Told(("140321", 100), ("140322", 200), ("140302", 300)), Told(("140322", 200)), Told(("140321", 0), ("140322", 200))));
    }
}
