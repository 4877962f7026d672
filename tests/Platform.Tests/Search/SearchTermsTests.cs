using CivPractice.Platform.Search;
using CsCheck;

namespace CivPractice.Platform.Tests.Search;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("锦隆社区", "锦 隆 社 区 锦隆 隆社 社区")]
    [InlineData("修灯", "修 灯 修灯")]
    [InlineData("灯", "灯")]
    [InlineData("2021年义诊", "2021 年 义 诊 年义 义诊")]
    [InlineData("COVID19", "covid 19")]
    [InlineData("\uFF23\uFF4F\uFF44\uFF45\uFF11", "code 1")]
    [InlineData("读书,读书", "读 书 读书")]
    [InlineData("\U00020000村", "\U00020000 村 \U00020000村")]
    [InlineData("(、,!)", "")]
    public void A_row_is_found_by_its_characters_pairs_words_and_numbers(string text, string terms) =>
        Assert.Equal(terms.Split(' ', StringSplitOptions.RemoveEmptyEntries), SearchTerms.OfRow(text));

    [Theory]
    [InlineData("锦隆社区", "锦隆 隆社 社区")]
    [InlineData("灯", "灯")]
    [InlineData("锦隆 义诊", "锦隆 义诊")]
    [InlineData("2021年义诊", "2021 年义 义诊")]
    [InlineData("A区", "a 区")]
    [InlineData("社区社区", "社区 区社")]
    [InlineData("?!", "")]
    public void A_query_asks_for_pairs_and_for_a_single_character_alone(string query, string terms) =>
        Assert.Equal(terms.Split(' ', StringSplitOptions.RemoveEmptyEntries), SearchTerms.OfQuery(query));

    [Fact]
    public void Both_are_bounded_and_the_first_texts_come_first()
    {
        var endless = string.Concat(Enumerable.Range(0, 5_000).Select(n => char.ConvertFromUtf32(0x4E00 + n)));
        var terms = SearchTerms.OfRow("修灯", endless);
        Assert.Equal(SearchTerms.MostOfRow, terms.Count);
        Assert.Equal(["修", "灯", "修灯"], terms.Take(3));
        Assert.Equal(SearchTerms.MostOfQuery, SearchTerms.OfQuery(endless).Count);
        Assert.Equal(32, SearchTerms.OfRow(new string('a', 500)).Single().Length);
    }

    [Fact]
    public void Whatever_stands_in_a_row_finds_the_row() =>
        Gen.Select(Gen.String, Gen.String["锦隆社区义诊2021 abcＡ１，\ud840"], Gen.Int[0, 20], Gen.Int[1, 20]).Sample((before, text, from, length) =>
        {
            var part = text.Substring(Math.Min(from, text.Length), Math.Min(length, text.Length - Math.Min(from, text.Length)));
            var row = SearchTerms.OfRow(text, before);
            // A word or number that was cut is another word; pairs and characters are found wherever one cuts.
            Assert.Subset(row.ToHashSet(), SearchTerms.OfQuery(string.Concat(part.Where(c => c is >= '一' and <= '龥')).Length == part.Length ? part : text).ToHashSet());
        });
}
