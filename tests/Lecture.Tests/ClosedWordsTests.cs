using CivPractice.Lecture.V1;

namespace CivPractice.Lecture.Tests;

/// <summary>Closed lists of words: what was told counts under one word, and C#, SQL and lists say which by the same rule.</summary>
public sealed class ClosedWordsTests(LectureRunning running)
{
    static readonly (string Told, string Means)[] topics =
    [
        ("", ""), ("惠民政策", "惠民政策"), ("惠农政策", "惠民政策"), ("医保", "惠民政策/医疗保障"), ("惠民政策/医保", "惠民政策/医疗保障"), ("惠民政策／医保", "惠民政策/医疗保障"), ("惠民政策/取暖补贴", "惠民政策"), ("惠民政策／取暖补贴", "惠民政策"),
        ("法律常识", "法治"), ("党的政策", "形势政策"), ("婚丧新风", "乡风文明/移风易俗"), ("家风家训", "乡风文明/家风家训"), ("怎样养蜂", "其他"), ("其他", "其他"), ("惠民政策的事", "其他"),
    ];

    [Fact]
    public void A_text_means_the_word_of_its_list_and_anything_else_is_other()
    {
        Assert.All(topics, each => Assert.Equal(each.Means, ClosedWords.Topics.Of(each.Told)));
        Assert.Equal(("入百家进万户", "实例讲解", "其他", ""), (ClosedWords.Methods.Of("入户宣讲"), ClosedWords.Methods.Of("以案说法"), ClosedWords.Methods.Of("放电影"), ClosedWords.Methods.Of("")));
        Assert.Equal(("微党课", "院坝会", "其他"), (ClosedWords.Forms.Of("党课"), ClosedWords.Forms.Of("板凳会"), ClosedWords.Forms.Of("读书班")));
        Assert.Equal(("惠民政策", "其他", ""), (ClosedWords.BranchOf("医保"), ClosedWords.BranchOf("怎样养蜂"), ClosedWords.BranchOf("")));
    }

    [Fact]
    public void Every_word_means_itself_and_none_breaks_the_statement_that_it_stands_in()
    {
        foreach (var list in new[] { ClosedWords.Topics, ClosedWords.Methods, ClosedWords.Forms })
        {
            Assert.All(list.All, word => Assert.Equal(word, list.Of(word)));
            Assert.Distinct(list.All);
            Assert.DoesNotContain(list.All, word => word.Contains('\'', StringComparison.Ordinal) || word.Contains('%', StringComparison.Ordinal) || word.Contains('_', StringComparison.Ordinal));
        }
        // Every branch and leaf of the tree is a word of the figure.
        Assert.Equal(TopicTree.Branches.Sum(branch => 1 + branch.Leaves.Length) + 1, ClosedWords.Topics.All.Count());
    }

    [Fact]
    public async Task Sql_says_the_same_as_the_code()
    {
        await using var command = running.Service.Superuser.CreateCommand($"select {ClosedWords.Topics.Sql("t.told")} from unnest($1) with ordinality as t(told, no) order by t.no");
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string[]> { TypedValue = [.. topics.Select(each => each.Told)] });
        await using var rows = await command.ExecuteReaderAsync();
        var said = new List<string>();
        while (await rows.ReadAsync()) said.Add(rows.GetString(0));
        Assert.Equal(topics.Select(each => each.Means), said);
    }
}
