using CivPractice.Lecture.Sites;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.Tests.Sites;

public sealed class KnownSitesTests
{
    static readonly DateOnly closing = new(2021, 6, 30);

    static KnownSite Site(string code, string? successor = null) => new() { County = "140322", Code = code, ClosedOn = successor is null ? null : closing, Successor = successor ?? "", Version = 1 };

    static readonly KnownSites sites = new([Site("A"), Site("B", "A"), Site("C", "B"), Site("D", ""), Site("E", "F"), Site("F", "E"), Site("G", "X")]);

    [Theory]
    [InlineData("A", null, "A", "")]
    [InlineData("B", null, "A", "")]
    [InlineData("C", null, "A", "")]
    [InlineData("C", "2021-06-30", "C", "")]
    [InlineData("C", "2021-07-01", "A", "")]
    [InlineData("D", "2021-06-30", "D", "")]
    [InlineData("D", null, null, "SITE_CLOSED")]
    [InlineData("E", null, null, "SITE_CLOSED")]
    [InlineData("G", null, null, "SITE_CLOSED")]
    [InlineData("Z", null, null, "UNKNOWN_SITE")]
    public void A_row_stands_where_its_site_was_or_at_the_one_that_goes_on(string code, string? day, string? place, string reason)
    {
        var check = new Check();
        Assert.Equal(place, sites.Place(check, "站点", code, day is null ? null : DateOnly.Parse(day)));
        if (reason.Length == 0) check.Done();
        else Assert.Equal(reason, Assert.Throws<Fault>(check.Done).Reason);
    }
}
