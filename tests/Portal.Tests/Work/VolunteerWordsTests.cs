using CivPractice.Portal.Work;

namespace CivPractice.Portal.Tests.Work;

/// <summary>Words that people type into one field.</summary>
public sealed class VolunteerWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("电工", "电工")]
    [InlineData("电工、理发,急救;摄影", "电工|理发|急救|摄影")]
    [InlineData("电工 理发\u3000急救", "电工|理发|急救")]
    [InlineData("Office 软件、心理 疏导、", "Office 软件|心理 疏导")]
    public void A_space_parts_words_where_nothing_else_does(string typed, string words) => Assert.Equal(words, string.Join('|', VolunteerWords.Apart(typed)));
}
