using CivPractice.AppHost.Local;

namespace CivPractice.AppHost.Tests;

public sealed class HostOptionsTests
{
    [Fact]
    public void Options_take_their_value_after_a_blank_or_an_equals_sign()
    {
        var options = HostOptions.Parse(["--data", "/d", "--port=0", "--replicas", "activity=2", "--replicas=lecture=3", "--dashboard"]);
        Assert.Equal("/d", options.Data);
        Assert.Equal(0, options.Port);
        Assert.Equal(2, options.Replicas["activity"]);
        Assert.Equal(3, options.Replicas["lecture"]);
        Assert.True(options.Dashboard);
    }

    [Theory]
    [InlineData("--dat")]
    [InlineData("--port", "many")]
    [InlineData("--port", "70000")]
    [InlineData("--port")]
    [InlineData("--replicas", "activity")]
    [InlineData("--replicas", "activity=0")]
    public void What_is_wrong_is_refused(params string[] words) => Assert.Throws<RefusalException>(() => HostOptions.Parse(words));
}
