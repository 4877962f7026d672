using CivPractice.Organization.V1;

namespace CivPractice.Organization.Tests.Dictionaries;

public sealed class DictionaryTests(OrganizationRunning running)
{
    [Fact]
    public async Task The_ten_kinds_of_teams_are_adopted_once_and_local_ones_come_and_go()
    {
        const string county = "141021";
        var office = await running.OpenCountyAsync(county);
        Assert.True((await running.Dictionaries().AdoptWordsAsync(new(), office)).Added > 10);
        Assert.Equal(0, (await running.Dictionaries().AdoptWordsAsync(new(), office)).Added);
        Assert.Equal(["凝聚群众、引导群众、以文化人、成风化俗"], (await running.Dictionaries().ListWordsAsync(new ListWordsRequest { Prefix = county, List = WordList.Mission }, office)).Words.Select(word => word.Text));
        Assert.Equal(["Ten 10"], await running.FigureAsync("dictionaries.team-kinds", county));

        var local = await running.Dictionaries().AddWordAsync(new AddWordRequest { List = WordList.TeamKind, Text = "红白理事服务", Aliases = { "红白理事会" }, ValidFrom = "2021-01-01" }, office);
        Assert.Equal(["Local 1", "Ten 10"], await running.FigureAsync("dictionaries.team-kinds", county));
        Assert.Equal(["Ten 10"], await running.FigureAsync("dictionaries.team-kinds", county, to: "2020-12-31"));
        Assert.Equal("WORD_EXISTS", await Refusing.ReasonAsync(running.Dictionaries().AddWordAsync(new AddWordRequest { List = WordList.TeamKind, Text = "红白理事会" }, office)));
        Assert.Equal("WORD_EXISTS", await Refusing.ReasonAsync(running.Dictionaries().UpdateWordAsync(new UpdateWordRequest { Id = local.Id, Aliases = { "便民利民服务" } }, office)));
        Assert.Equal("红白理事服务", (await running.Dictionaries().ListWordsAsync(new ListWordsRequest { Prefix = county, Called = "红白理事会" }, running.Visitor(county))).Words.Single().Text);

        await running.Dictionaries().EndWordAsync(new EndWordRequest { Id = local.Id, ValidTo = "2022-06-30" }, office);
        Assert.Equal(["Local 1", "Ten 10"], await running.FigureAsync("dictionaries.team-kinds", county, to: "2022-06-30"));
        Assert.Equal(["Ten 10"], await running.FigureAsync("dictionaries.team-kinds", county, to: "2022-07-01"));
        var ten = (await running.Dictionaries().ListWordsAsync(new ListWordsRequest { Prefix = county, List = WordList.TeamKind }, office)).Words;
        Assert.Equal(("科学理论宣讲", "便民利民服务", 10), (ten[0].Text, ten[^1].Text, ten.Count));
        // Each change told its whole list: the adopted words at once, then eleven kinds of teams as often as one of them changed; what changed nothing told of none but all.
        Assert.Equal(["11 2022-06-30 3", "11 - 2"], await ToldAsync(county));
        Assert.Equal("WORD_IS_STANDARD", await Refusing.ReasonAsync(running.Dictionaries().EndWordAsync(new EndWordRequest { Id = ten[0].Id }, office)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Dictionaries().AddWordAsync(new AddWordRequest { List = WordList.Theme, Text = "试" }, running.Clerk($"{county}001001"))));
    }

    [Fact]
    public async Task Words_come_by_a_file_and_pages_go_through_all_lists_in_order()
    {
        const string county = "141022";
        await running.OpenCountyAsync(county);
        const string file = """
            字典,词,别名,说明,网址,启用日期
            队伍类别,科学理论宣讲,,,,
            队伍类别,文物守护,文物保护、守护文物,,,2021年3月1日
            平台,理论宣讲,理论政策,,,
            平台,理论政策,,,,
            天文,星空,,,,
            两中心一平台,县级融媒体中心,,,ftp://x,
            主题,红色教育,革命传统教育,,,
            """;
        var done = await running.ImportAsync("dictionaries", county, file);
        Assert.Equal((4, 0, 0, 3), done.Counts());
        Assert.Equal(new[] { "5 词 WORD_EXISTS", "6 字典 UNKNOWN_VALUE", "7 网址 INVALID_LINK" }, done.Faults.Said());
        var again = await running.ImportAsync("dictionaries", county, file.Replace("革命传统教育", "革命传统教育、红色研学", StringComparison.Ordinal));
        Assert.Equal((0, 1, 3, 3), again.Counts());
        Assert.Equal("2 4 3", await running.AskAsync<string>($"select count(*) || ' ' || max(jsonb_array_length((body::jsonb) -> 'words')) || ' ' || max((w ->> 'version')::int) filter (where w ->> 'text' = '红色教育') from outbox_message cross join lateral jsonb_array_elements((body::jsonb) -> 'words') w where type like '%.WordsChanged' and county = '{county}' and w ->> 'text' = '红色教育'"));

        var words = new List<DictionaryWord>();
        for (var token = ""; ;)
        {
            var page = await running.Dictionaries().ListWordsAsync(new ListWordsRequest { Prefix = county, PageSize = 2, PageToken = token }, running.Visitor(county));
            words.AddRange(page.Words);
            if ((token = page.NextPageToken).Length == 0) break;
        }
        Assert.Equal(["理论宣讲", "科学理论宣讲", "文物守护", "红色教育"], words.Select(word => word.Text));
        Assert.Equal(["革命传统教育", "红色研学"], words[^1].Aliases);
    }

    // Of the messages of one list: how many words, the last day and the version of the local one, the latest first.
    async Task<string[]> ToldAsync(string county) => (await running.AskAsync<string>(
        $"""
        select coalesce(string_agg(line, ';'), '') from (
            select jsonb_array_length((body::jsonb) -> 'words') || ' ' || coalesce(w ->> 'validTo', '-') || ' ' || (w ->> 'version') as line
            from outbox_message cross join lateral jsonb_array_elements((body::jsonb) -> 'words') w
            where type like '%.WordsChanged' and county = '{county}' and w ->> 'text' = '红白理事服务' order by id desc) as lines
        """)).Split(';');
}
