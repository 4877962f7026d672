using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;

namespace CivPractice.Platform.Tests.Imports;

public sealed class SitesAtImportTests
{
    static readonly DateOnly closed = new(2024, 1, 1);

    static readonly SitesAtImport sites = new(
        [new("1", null, ""), new("2", closed, "1"), new("3", closed, "2"), new("4", closed, ""), new("5", closed, "6"), new("6", closed, "5"), new("7", closed, "9")]);

    static (string Code, string Reason) Living(string code)
    {
        var check = new Check();
        var place = sites.Living(check, "站点", code);
        return (place.Code, Reason(check));
    }

    static string Reason(Check check)
    {
        try { check.Done(); return ""; }
        catch (Fault fault) { return fault.Fields.Single() is { Field: "站点" } field ? field.Reason : "?"; }
    }

    [Theory]
    [InlineData("1", "1", "")]
    [InlineData("2", "1", "")]
    [InlineData("3", "1", "")]
    [InlineData("4", "4", "SITE_CLOSED")]
    [InlineData("7", "7", "SITE_CLOSED")]
    [InlineData("8", "8", "UNKNOWN_SITE")]
    [InlineData("", "", "UNKNOWN_SITE")]
    public void What_lives_on_goes_to_the_end_of_the_chain(string named, string code, string reason) => Assert.Equal((code, reason), Living(named));

    [Theory]
    [InlineData("5")]
    [InlineData("6")]
    public void Two_that_name_each_other_are_closed(string named) => Assert.Equal("SITE_CLOSED", Living(named).Reason);

    [Fact]
    public void What_happened_keeps_its_site_until_the_closing_day()
    {
        Assert.Equal("3", sites.On(closed, new Check(), "站点", "3").Code);
        var place = sites.On(closed.AddDays(1), new Check(), "站点", "3");
        Assert.Equal(("1", true), (place.Code, place.IsMerged));
        Assert.Equal(new RowFault(7, "站点", "SITE_MERGED", "“3”已并入“1”,已记到“1”"), place.Remark(7, "站点"));
        Assert.False(sites.On(closed, new Check(), "站点", "1").IsMerged);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("120.0", 120)]
    [InlineData("\uFF11\uFF12\uFF10", 120)]
    [InlineData("120 分钟", 120)]
    [InlineData("1.5", -1)]
    [InlineData("2小时", -1)]
    [InlineData("-1", -1)]
    [InlineData("", -1)]
    [InlineData("9999999999", -1)]
    public void Minutes_are_whole(string text, int minutes) => Assert.Equal(minutes, Cells.TryMinutes(text, out var read) ? read : -1);

    [Theory]
    [InlineData("是", true)]
    [InlineData("√", true)]
    [InlineData(" y ", true)]
    [InlineData("否", false)]
    [InlineData("", false)]
    [InlineData("也许", null)]
    public void Yes_and_no_are_read(string text, bool? yes) => Assert.Equal(yes, Cells.TryYes(text, out var read) ? read : null);

    [Fact]
    public void An_id_follows_from_its_names()
    {
        Assert.Equal(DerivedId.Of("140322", "Local", "R1"), DerivedId.Of("140322", "Local", "R1"));
        Assert.NotEqual(DerivedId.Of("140322", "Local", "R1"), DerivedId.Of("140322", "LocalR", "1"));
        Assert.Equal((8, 2), (DerivedId.Of("a").Version, DerivedId.Of("a").Variant >> 2));
    }

    [Fact]
    public void A_column_that_no_row_must_fill_may_be_missing()
    {
        using var sheet = Sheet.Open(Files.Utf8("姓名\n甲\n"), ["姓名", "口号"], new HashSet<string> { "口号" });
        Assert.Equal(["甲", ""], sheet.Rows().Single().Cells);
        Assert.Equal("WRONG_HEADINGS", Assert.Throws<Fault>(() => Sheet.Open(Files.Utf8("口号\n甲\n"), ["姓名", "口号"], new HashSet<string> { "口号" })).Reason);
    }
}
