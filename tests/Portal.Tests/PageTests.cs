using CivPractice.Activity.V1;
using CivPractice.Testing;

namespace CivPractice.Portal.Tests;

/// <summary>What holds for every page.</summary>
public sealed class PageTests(PortalRunning portal)
{
    public static TheoryData<string> Pages => new("/", $"/c/{Callers.A}", $"/c/{Callers.A}/activities", $"/c/{Callers.A}/lectures", $"/c/{Callers.A}/sites", $"/c/{Callers.A}/needs/new", $"/c/{Callers.A}/needs/track",
        $"/c/{Callers.A}/sign-in", $"/c/{Callers.A}/sign-in/code", $"/c/{Callers.A}/register", $"/c/{Callers.A}/recover", $"/c/{Callers.A}/work", $"/c/{Callers.A}/work/needs", $"/c/{Callers.A}/work/activities", $"/c/{Callers.A}/work/activities/new",
        $"/c/{Callers.A}/work/teams", $"/c/{Callers.A}/work/volunteers", $"/c/{Callers.A}/work/hours", $"/c/{Callers.A}/work/lectures", $"/c/{Callers.A}/work/lectures/new", $"/c/{Callers.A}/cockpit", $"/c/{Callers.A}/me", $"/c/{Callers.A}/me/account", $"/c/{Callers.A}/me/volunteer");

    [Theory, MemberData(nameof(Pages))]
    public async Task Stands_while_services_are_down_without_script_or_inline_style(string page)
    {
        var browser = await portal.Browse(PortalRunning.Clerk("needs.read", "needs.verify", "activities.manage", "attendance.manage", "teams.manage", "members.manage", "members.read", "volunteers.read", "hours.read", "lectures.manage", "figures.read", "posts.read")).GetAsync(page);
        Assert.Equal(200, browser.Status);
        Assert.DoesNotContain("<script", browser.Html);
        Assert.DoesNotContain(" style=", browser.Html);
        Assert.DoesNotContain("<style", browser.Html);
        Assert.DoesNotContain("onclick", browser.Html);
        Assert.Contains("<h1", browser.Html);
        Assert.Contains("lang=\"zh-CN\"", browser.Html);
        Assert.StartsWith("default-src 'none'; style-src 'self'", browser.Answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("no-store", browser.Answer.Headers.CacheControl!.ToString());
        foreach (var field in System.Text.RegularExpressions.Regex.Matches(browser.Html, "<(?:input|select|textarea)[^>]* id=\"([^\"]+)\"").Select(match => match.Groups[1].Value))
            Assert.True(browser.Html.Contains($"for=\"{field}\"") || browser.Html.Contains($"id=\"{field}\" name=\"{field}\" value=\"yes\""), $"{field} has no label");
    }

    [Fact]
    public async Task A_part_that_is_down_says_so_and_leaves_the_rest()
    {
        var browser = await portal.Browse().GetAsync($"/c/{Callers.A}");
        Assert.Contains("宣讲安排暂时看不到", browser.Text);
        Assert.Contains("家电义诊", browser.Text);
        Assert.Contains("还差 4 人", browser.Text);
        Assert.Contains("秀水镇所", browser.Text);
    }

    [Fact]
    public async Task What_others_wrote_is_text_and_never_markup()
    {
        var browser = await portal.Browse().GetAsync($"/c/{Callers.A}/activities");
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;家电义诊", browser.Html);
    }

    [Fact]
    public async Task The_caller_s_own_token_goes_on_to_the_service()
    {
        var browser = await portal.Browse(PortalRunning.Clerk("needs.read")).GetAsync($"/c/{Callers.A}/work/needs?status=NeedPosted&site={Callers.StationA}");
        var call = portal.Services.Calls.Single(call => call.Authorization == browser.Token && call.Message is ListNeedsRequest);
        var request = (ListNeedsRequest)call.Message;
        Assert.Equal((Callers.StationA, NeedStatus.NeedPosted), (request.Prefix, request.Statuses.Single()));
        Assert.Null(call.Key);
    }

    [Fact]
    public async Task Actions_show_only_to_those_who_may()
    {
        var reader = await portal.Browse(PortalRunning.Clerk("needs.read")).GetAsync($"/c/{Callers.A}/work/needs");
        Assert.DoesNotContain(">核实</a>", reader.Html);
        var clerk = await portal.Browse(PortalRunning.Clerk("needs.read", "needs.verify")).GetAsync($"/c/{Callers.A}/work/needs");
        Assert.Contains(">核实</a>", clerk.Html);
        Assert.Contains("page=more", clerk.Html);
        var stranger = await portal.Browse().GetAsync($"/c/{Callers.A}/work/needs");
        Assert.Equal(401, stranger.Status);
        Assert.Contains("/sign-in?back=", stranger.Html);
        var colleague = await portal.Browse(PortalRunning.Clerk()).GetAsync($"/c/{Callers.A}/work/needs");
        Assert.Equal(403, colleague.Status);
        Assert.Contains("needs.read", colleague.Text);
    }

    [Theory]
    [InlineData($"/c/{Callers.A}/nothing-here")]
    [InlineData($"/c/{Callers.A}/activities/018f0000-0000-7000-8000-000000000000")]
    [InlineData($"/c/{Callers.B}")]
    [InlineData("/nothing")]
    public async Task What_is_not_there_is_said_so(string page)
    {
        var browser = await portal.Browse().GetAsync(page);
        Assert.Equal(404, browser.Status);
        Assert.Contains("<h1>没有找到</h1>", browser.Html);
    }

    [Fact]
    public async Task Large_text_and_high_contrast_are_remembered_and_lead_back_to_our_own_pages_only()
    {
        var browser = await portal.Browse().GetAsync($"/c/{Callers.A}/display?text=large&back=/c/{Callers.A}/sites");
        Assert.Equal($"/c/{Callers.A}/sites", browser.Answer.Headers.Location!.ToString());
        await browser.GetAsync($"/c/{Callers.A}/display?contrast=high&back=//evil.example/c/");
        Assert.Equal($"/c/{Callers.A}", browser.Answer.Headers.Location!.ToString());
        await browser.GetAsync($"/c/{Callers.A}");
        Assert.Contains("<html lang=\"zh-CN\" data-text=\"large\" data-contrast=\"high\">", browser.Html);
        await browser.GetAsync($"/c/{Callers.A}/display?text=usual");
        await browser.GetAsync($"/c/{Callers.A}");
        Assert.DoesNotContain("data-text", browser.Html);
    }
}
