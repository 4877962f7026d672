using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;
using DivisionRow = CivPractice.Organization.Sites.Division;

namespace CivPractice.Organization.Tests.Sites;

/// <summary>Who lives in divisions (常住人口): dated, never overwritten, and a county's number is its own row's.</summary>
public sealed class PopulationTests(OrganizationRunning running)
{
    const string headings = "代码,名称,应建层级,起始日期,撤销日期,常住人口,统计日期,数据来源";

    static Headcount Told(int residents, string day) => new(residents, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), "第七次人口普查");

    [Fact]
    public void A_count_is_later_than_the_last_one_and_before_the_end()
    {
        var division = new DivisionRow { County = "141921", Code = "141921001001", Name = "大村", TierDue = Tier.Station, Since = DivisionRow.Beginning };
        Assert.Equal(420, division.Count(Told(420, "2020-11-01"), DateTimeOffset.UnixEpoch).Residents);
        Assert.Equal("COUNT_NOT_LATER", Assert.Throws<Fault>(() => division.Count(Told(400, "2020-11-01"), DateTimeOffset.UnixEpoch)).Fields.Single().Reason);
        // Put right of the same day it is with a reason, and with another number.
        Assert.Equal("COUNT_SAME", Assert.Throws<Fault>(() => division.Count(Told(420, "2020-11-01") with { Correction = "看错了" }, DateTimeOffset.UnixEpoch)).Fields.Single().Reason);
        Assert.Equal((402, "看错了"), division.Count(Told(402, "2020-11-01") with { Correction = "看错了" }, DateTimeOffset.UnixEpoch) is var right ? (right.Residents, right.Correction) : default);
        Assert.False(division.Abolish(new DateOnly(2020, 11, 1)));
        Assert.True(division.Abolish(new DateOnly(2022, 1, 1)));
        Assert.Equal("DIVISION_ABOLISHED", Assert.Throws<Fault>(() => division.Count(Told(1, "2022-01-01"), DateTimeOffset.UnixEpoch)).Reason);
        // What was counted before may be told afterwards.
        Assert.Equal((400, new DateOnly(2021, 11, 1)), (division.Count(Told(400, "2021-11-01"), DateTimeOffset.UnixEpoch).Residents, division.CountedOn));
    }

    [Fact]
    public async Task A_countys_people_are_those_of_its_own_row_and_the_tiers_do_not_add_up()
    {
        const string county = "141921", village = $"{county}001001";
        var office = running.Service.As(Importing.Office(county));
        var done = await running.ImportAsync("divisions", county, $"""
            {headings}
            {county},某县,中心,,,271300,2020-11-01,第七次人口普查
            {county}001,某镇,所,,,52000,2020-11-01,第七次人口普查
            {village},大村,站,,2022-05-01,420,2020-11-01,第七次人口普查
            {county}001002,小村,站,,,,,
            {county}001003,错村,站,,,,2020-11-01,第七次人口普查
            {county}001004,迟村,站,,2021-01-01,5,2021-01-01,第七次人口普查
            """);
        Assert.Equal((4, 0, 0, 2), done.Counts());
        Assert.Equal(["6 常住人口 REQUIRED", "7 撤销日期 ABOLISHED_BEFORE_COUNTED"], done.Faults.Said());
        Assert.Equal(["Center 271300", "Institute 52000", "Station 420"], await running.FigureAsync("divisions.residents", county, "2021-12-31"));
        Assert.Equal(["Center 271300", "Institute 52000"], await running.FigureAsync("divisions.residents", county, "2022-05-01"));
        Assert.Empty(await running.FigureAsync("divisions.residents", county, "2020-10-31"));

        var counted = await running.Sites.CountDivisionAsync(new CountDivisionRequest { Code = county, Residents = 268000, CountedOn = "2023-12-31", Source = "2023年统计公报" }, office);
        Assert.Equal((268000, "2023-12-31", "2023年统计公报"), (counted.Residents, counted.CountedOn, counted.CountSource));
        Assert.Equal("COUNT_NOT_LATER", await Refusing.ReasonAsync(running.Sites.CountDivisionAsync(new CountDivisionRequest { Code = county, Residents = 1, CountedOn = "2023-12-31", Source = "公报" }, office)));
        Assert.Equal("DIVISION_ABOLISHED", await Refusing.ReasonAsync(running.Sites.CountDivisionAsync(new CountDivisionRequest { Code = village, Residents = 1, CountedOn = "2023-12-31", Source = "公报" }, office)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Sites.CountDivisionAsync(new CountDivisionRequest { Code = county, Residents = 1, CountedOn = "2024-12-31", Source = "公报" }, running.Clerk(village))));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Sites.CountDivisionAsync(new CountDivisionRequest { Code = "141922", Residents = 1, CountedOn = "2024-12-31", Source = "公报" }, office)));
        Assert.Equal((271300, 268000), (await running.StockAsync(county, "divisions.residents", "2023-12-30", dimension: "Center"), await running.StockAsync(county, "divisions.residents", "2023-12-31", dimension: "Center")));

        // The same file again changes nothing, nor does an older count; what goes out comes in.
        Assert.Equal((0, 0, 1, 0), (await running.ImportAsync("divisions", county, $"{headings}\n{county},某县,中心,,,271300,2020-11-01,第七次人口普查\n")).Counts());
        Assert.Equal((0, 0, 4, 0), (await running.ImportAsync("divisions", county, await running.TextAsync(HttpMethod.Get, "/api/exports/divisions", county))).Counts());
        Assert.Equal(["2 统计日期 COUNT_DIFFERS"], (await running.ImportAsync("divisions", county, $"{headings}\n{county}001,某镇,所,,,5200,2020-11-01,第七次人口普查\n")).Faults.Said());
        Assert.Equal((0, 1, 0, 0), (await running.ImportAsync("divisions", county, $"{headings}\n{county}001,某镇,所,,,51000,2023-12-31,2023年统计公报\n")).Counts());
        // Of a day that is no longer the last, too.
        Assert.Equal(["2 统计日期 COUNT_DIFFERS"], (await running.ImportAsync("divisions", county, $"{headings}\n{county}001,某镇,所,,,5200,2020-11-01,第七次人口普查\n")).Faults.Said());
        Assert.Equal(["2 撤销日期 ABOLISHED_BEFORE_COUNTED"], (await running.ImportAsync("divisions", county, $"{headings}\n{county}001,某镇,所,,2023-12-31,,,\n")).Faults.Said());
        Assert.Equal(["2 统计日期 DIVISION_ABOLISHED"], (await running.ImportAsync("divisions", county, $"{headings}\n{village},大村,站,,,9,2023-12-31,公报\n")).Faults.Said());
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task A_list_of_a_day_and_of_a_moment_has_the_count_of_then()
    {
        const string county = "141923";
        var (office, visitor) = (running.Service.As(Importing.Office(county)), running.Visitor(county));
        await running.ImportAsync("divisions", county, $"{headings}\n{county},某县,中心,,,300,2020-11-01,第七次人口普查\n{county}001,某镇,所,,,,,\n");
        var before = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await running.Sites.CountDivisionAsync(new CountDivisionRequest { Code = county, Residents = 290, CountedOn = "2021-11-01", Source = "统计公报" }, office);
        await running.Sites.CountDivisionAsync(new CountDivisionRequest { Code = $"{county}001", Residents = 40, CountedOn = "2021-11-01", Source = "统计公报" }, office);
        // What goes out as a file says what the list says.
        async Task<string> FileAsync(string filters) => (await running.TextAsync(HttpMethod.Get, $"/api/exports/divisions?{filters}", county)).Split('\n')[1].Trim();
        Assert.EndsWith(",290,2021-11-01,统计公报", await FileAsync(""), StringComparison.Ordinal);
        Assert.EndsWith(",300,2020-11-01,第七次人口普查", await FileAsync("to=2021-10-31"), StringComparison.Ordinal);
        Assert.EndsWith(",300,2020-11-01,第七次人口普查", await FileAsync($"recordedUntil={before}"), StringComparison.Ordinal);
        Assert.EndsWith(",,,", await FileAsync("to=2019-12-31"), StringComparison.Ordinal);
        async Task<string> ListAsync(ListDivisionsRequest request)
        {
            request.Prefix = county;
            return string.Join(' ', (await running.Sites.ListDivisionsAsync(request, visitor)).Divisions.Select(row => $"{row.Code[6..]}:{row.Residents}@{row.CountedOn}"));
        }
        Assert.Equal(":290@2021-11-01 001:40@2021-11-01", await ListAsync(new()));
        Assert.Equal(":300@2020-11-01 001:0@", await ListAsync(new() { To = "2021-10-31" }));
        Assert.Equal(":300@2020-11-01", await ListAsync(new() { To = "2021-10-31", CountedOnly = true }));
        Assert.Equal(":300@2020-11-01", await ListAsync(new() { CountedOnly = true, RecordedUntil = before }));
        Assert.Equal(":290@2021-11-01", await ListAsync(new() { CountedOnly = true, RecordedAfter = before, TierDue = Tier.Center }));
        Assert.Equal("001:40@2021-11-01", await ListAsync(new() { Query = "某镇" }));
    }

    [Fact]
    public async Task A_number_typed_wrong_is_put_right_of_the_same_day_and_what_was_said_before_stays()
    {
        const string county = "141928";
        var office = running.Service.As(Importing.Office(county));
        await running.ImportAsync("divisions", county, $"{headings}\n{county},某县,中心,,,30000,2020-11-01,第七次人口普查\n{county}001,某镇,所,,2022-01-01,400,2020-11-01,第七次人口普查\n");
        var before = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        CountDivisionRequest Told(string code, int residents, string day, string why) => new() { Code = code, Residents = residents, CountedOn = day, Source = "第七次人口普查", Correction = why };
        Assert.Equal("COUNT_NOT_LATER", await Refusing.ReasonAsync(running.Sites.CountDivisionAsync(Told(county, 300000, "2020-11-01", ""), office)));
        Assert.Equal("COUNT_NOT_LATER", await Refusing.ReasonAsync(running.Sites.CountDivisionAsync(Told(county, 300000, "2020-10-31", "少写了一个 0"), office)));
        Assert.Equal((300000, "2020-11-01"), await running.Sites.CountDivisionAsync(Told(county, 300000, "2020-11-01", "少写了一个 0"), office) is var right ? (right.Residents, right.CountedOn) : default);
        // Of a township that was abolished since, too.
        await running.Sites.CountDivisionAsync(Told($"{county}001", 4000, "2020-11-01", "少写了一个 0"), office);
        await running.Sites.CountDivisionAsync(Told(county, 290000, "2023-12-31", ""), office);

        Assert.Equal((0, 300000, 290000), (await running.StockAsync(county, "divisions.residents", "2020-10-31", dimension: "Center"), await running.StockAsync(county, "divisions.residents", "2023-12-30", dimension: "Center"), await running.StockAsync(county, "divisions.residents", "2023-12-31", dimension: "Center")));
        Assert.Equal((4000, 0), (await running.StockAsync(county, "divisions.residents", "2021-12-31", dimension: "Institute"), await running.StockAsync(county, "divisions.residents", "2022-01-01", dimension: "Institute")));
        async Task<string> ListAsync(ListDivisionsRequest request)
        {
            request.Prefix = county;
            return string.Join(' ', (await running.Sites.ListDivisionsAsync(request, office)).Divisions.Select(row => $"{row.Code[6..]}:{row.Residents}"));
        }
        Assert.Equal((":300000 001:4000", ":30000 001:400"), (await ListAsync(new() { To = "2021-12-31" }), await ListAsync(new() { To = "2021-12-31", RecordedUntil = before })));
        // The right number comes in again by file, the wrong one does not.
        Assert.Equal((0, 0, 1, 0), (await running.ImportAsync("divisions", county, $"{headings}\n{county},某县,中心,,,300000,2020-11-01,第七次人口普查\n")).Counts());
        Assert.Equal(["2 统计日期 COUNT_DIFFERS"], (await running.ImportAsync("divisions", county, $"{headings}\n{county},某县,中心,,,30000,2020-11-01,第七次人口普查\n")).Faults.Said());
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task The_city_itself_bears_no_number()
    {
        const string city = "141900";
        Assert.Equal(["2 常住人口 COUNT_OF_CITY"], (await running.ImportAsync("divisions", city, $"{headings}\n{city},某市,中心,,,1311100,2020-11-01,第七次人口普查\n")).Faults.Said());
        Assert.Equal("COUNT_OF_CITY", await Refusing.ReasonAsync(running.Sites.CountDivisionAsync(new CountDivisionRequest { Code = city, Residents = 1, CountedOn = "2020-11-01", Source = "公报" }, running.Service.As(Importing.Office(city)))));
    }
}
