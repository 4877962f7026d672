using CivPractice.Activity.Activities;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.Tests.Eligibility;

/// <summary>How names are read by a county's dictionary.</summary>
public sealed class CountyWordsTests
{
    static readonly DateOnly today = new(2026, 3, 5);

    static readonly KnownWord[] dictionary =
    [
        Word(WordList.Platform, "文化服务", "文艺"), Word(WordList.Platform, "科普惠民", "科技、科普"), Word(WordList.Platform, "卫生健康", "卫生、医疗卫生"), Word(WordList.Platform, "夜校", ended: new(2024, 1, 1)),
        Word(WordList.CrossWork, "“三零”创建", "三零创建"), Word(WordList.CrossWork, "创卫", ended: new(2024, 1, 1)), Word(WordList.Theme, "红色教育"), Word(WordList.Slogan, "试点先行、融合共建"),
    ];

    static KnownWord Word(WordList list, string word, string aliases = "", DateOnly? ended = null) => new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(),
        List = list,
        Word = word,
        Aliases = aliases.Split('、', StringSplitOptions.RemoveEmptyEntries),
        Rank = 1,
        ValidFrom = new(2018, 1, 1),
        ValidTo = ended,
        Version = 1,
    };

    static string Read(CountyWords words, string name, params WordList[] lists)
    {
        var check = new Check();
        var read = words.Read(check, "crossWork", "结合的工作", name, lists);
        try { check.Done(); }
        catch (Fault fault) { return $"{fault.Fields.Single().Reason} {fault.Fields.Single().Description}"; }
        return read;
    }

    [Fact]
    public void A_name_is_read_as_its_word_and_what_the_list_does_not_have_is_refused_with_what_it_has()
    {
        var words = new CountyWords(dictionary, today);
        Assert.Equal("“三零”创建", Read(words, "三零创建", WordList.CrossWork));
        Assert.Equal("试点先行、融合共建", Read(words, "试点先行、融合共建", WordList.Theme, WordList.Slogan));
        Assert.Equal("UNKNOWN_WORD 结合的工作“平安建设”不在本县字典里,可以写“三零”创建", Read(words, "平安建设", WordList.CrossWork));
        Assert.Equal("UNKNOWN_WORD 结合的工作“绿色”不在本县字典里,可以写红色教育、试点先行、融合共建", Read(words, "绿色", WordList.Theme, WordList.Slogan));
        Assert.Equal("", Read(words, "", WordList.CrossWork));
    }

    [Fact]
    public void What_ended_is_for_lists_of_the_past_and_for_rows_that_bear_it()
    {
        Assert.StartsWith("UNKNOWN_WORD", Read(new CountyWords(dictionary, today), "创卫", WordList.CrossWork), StringComparison.Ordinal);
        Assert.Equal("创卫", Read(new CountyWords(dictionary, null), "创卫", WordList.CrossWork));
        Assert.Equal("创卫", Read(new CountyWords(dictionary, today, "创卫"), "创卫", WordList.CrossWork));
        // From before there was a list.
        Assert.Equal("老词", Read(new CountyWords(dictionary, today, "老词"), "老词", WordList.CrossWork));
        Assert.Equal("UNKNOWN_WORD 结合的工作“平安”不在本县字典里,字典里现在没有可用的词", Read(new CountyWords([Word(WordList.CrossWork, "创卫", ended: new(2024, 1, 1))], today), "平安", WordList.CrossWork));
    }

    [Fact]
    public void A_county_that_keeps_no_list_may_name_any() => Assert.Equal("平安建设", Read(CountyWords.None, "平安建设", WordList.CrossWork));

    [Theory]
    [InlineData("理论", ServicePlatform.Theory, "")]
    [InlineData("理论宣讲平台", ServicePlatform.Theory, "")]
    [InlineData("文艺", ServicePlatform.Culture, "")]
    [InlineData("文化服务平台", ServicePlatform.Culture, "")]
    [InlineData("科普", ServicePlatform.Science, "")]
    [InlineData("科普惠民平台", ServicePlatform.Science, "")]
    [InlineData("健身", ServicePlatform.Sport, "")]
    [InlineData("卫生", ServicePlatform.LocalPlatform, "卫生健康")]
    [InlineData("卫生健康平台", ServicePlatform.LocalPlatform, "卫生健康")]
    public void A_platform_is_read_by_the_county_s_words_and_the_usual_names_of_the_five(string name, ServicePlatform platform, string local)
    {
        Assert.True(PlatformWords.TryRead(name, new CountyWords(dictionary, today), out var read, out var word));
        Assert.Equal((platform, local), (read, word));
    }

    [Fact]
    public void An_unknown_platform_is_refused_with_the_five_and_the_local_ones_in_use()
    {
        var check = new Check();
        PlatformWords.Read(check, new CountyWords(dictionary, today), "platform", "夜校");
        var fault = Assert.Throws<Fault>(check.Done).Fields.Single();
        Assert.Equal(("UNKNOWN_WORD", "平台“夜校”不在本县字典里,可以写理论宣讲、教育服务、文化服务、科技与科普服务、健身体育服务、卫生健康"), (fault.Reason, fault.Description));
        Assert.True(PlatformWords.TryRead("夜校", new CountyWords(dictionary, null), out _, out var local));
        Assert.Equal("夜校", local);
    }
}
