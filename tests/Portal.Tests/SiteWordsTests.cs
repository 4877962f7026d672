using CivPractice.Portal.Shared;
using CivPractice.Portal.Sites;
using Microsoft.AspNetCore.Http;

namespace CivPractice.Portal.Tests;

public sealed class SiteWordsTests
{
    [Theory]
    [InlineData(0, "就在这里")]
    [InlineData(9, "就在这里")]
    [InlineData(356, "350 米")]
    [InlineData(999, "990 米")]
    [InlineData(1_000, "1.0 公里")]
    [InlineData(1_249, "1.2 公里")]
    [InlineData(19_960, "20.0 公里")]
    public void A_way_is_said_in_metres_and_then_in_kilometres(int metres, string said) => Assert.Equal(said, SiteWords.Distance(metres));

    [Theory]
    [InlineData("", "", null, null)]
    [InlineData("38.08543", " 113.41223 ", 38.08543, 113.41223)]
    [InlineData("38.08543", "", 38.08543, double.NaN)]
    [InlineData("三十八", "113,4", double.NaN, double.NaN)]
    public void What_is_no_number_does_not_pass_for_nothing(string latitude, string longitude, double? north, double? east)
    {
        var typed = new Typed(new FormCollection(new() { ["latitude"] = latitude, ["longitude"] = longitude }));
        Assert.Equal((north, east), (typed.Position()?.Latitude, typed.Position()?.Longitude));
    }
}
