using System.Net;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using CivPractice.Testing;

namespace CivPractice.Portal.Tests;

/// <summary>Posting and tracking a need, as a resident without an account and without a script.</summary>
public sealed class NeedTests(PortalRunning portal)
{
    const string address = $"/c/{Callers.A}/needs/new";

    [Fact]
    public async Task A_need_is_posted_in_three_steps_and_nothing_typed_is_lost()
    {
        var browser = await portal.Browse().GetAsync(address);
        await browser.PressAsync("next", ("title", "阳台灯不亮 <b>"), ("detail", "晚上都在家\n带梯子"), ("site", Callers.StationA), ("urgent", "yes"));
        await browser.PressAsync("next", ("contactName", "王老师"), ("contactPhone", "10012345678"), ("consent", "yes"), ("onBehalfOf", "邻居"));
        Assert.Contains("阳台灯不亮 <b>", browser.Text);
        Assert.Contains("锦隆社区站", browser.Text);
        await browser.PressAsync("back");
        await browser.PressAsync("back");
        await browser.PressAsync("next");
        await browser.PressAsync("next");
        await browser.PressAsync("next");

        Assert.Equal(200, browser.Status);
        Assert.Contains("N-20260302-0001", browser.Text);
        Assert.Contains("K7M2QX4R", browser.Text);
        var need = portal.Services.Messages<CreateNeedRequest>().Last(request => request.Title == "阳台灯不亮 <b>");
        Assert.Equal(("晚上都在家\n带梯子", Callers.StationA, true, "王老师", "10012345678", true, "邻居"),
            (need.Detail.ReplaceLineEndings("\n"), need.Site, need.Urgent, need.ContactName, need.ContactPhone, need.Consent, need.OnBehalfOf));
    }

    [Fact]
    public async Task A_slip_is_told_twice_and_what_was_typed_stays()
    {
        var browser = await portal.Browse().GetAsync(address);
        await browser.PressAsync("next", ("title", "灯不亮"), ("site", Callers.StationA));
        await browser.PressAsync("next", ("contactName", "王老师"), ("contactPhone", "1001234567"), ("consent", "yes"));

        Assert.Equal(400, browser.Status);
        Assert.Contains("role=\"alert\"", browser.Html);
        Assert.Contains("<a href=\"#contactPhone\">手机号应为 11 位数字", browser.Html);
        Assert.Matches("id=\"contactPhone\"[^>]*value=\"1001234567\"[^>]*aria-describedby=\"contactPhone-hint contactPhone-fault\"[^>]*aria-invalid=\"true\"", browser.Html);
        Assert.Contains("有误\uff1a", browser.Html);
    }

    [Fact]
    public async Task A_refusal_of_the_service_leads_back_to_the_step_that_holds_the_field()
    {
        portal.Services.NeedRefused = Fault.Invalid("title", "TOO_RUDE", "请换个说法");
        try
        {
            var browser = await ToLastStepAsync(portal.Browse());
            await browser.PressAsync("next");
            Assert.Equal(400, browser.Status);
            Assert.Contains("<li aria-current=\"step\">1 什么事", browser.Html);
            Assert.Contains("<a href=\"#title\">请换个说法</a>", browser.Html);
            Assert.Contains("value=\"10012345678\"", browser.Html);
        }
        finally { portal.Services.NeedRefused = null; }
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_deed()
    {
        var browser = await ToLastStepAsync(portal.Browse());
        var page = browser.Html;
        await browser.PressAsync("next");
        var form = Form.All(page).First(form => form.Deeds.Contains("next"));
        await browser.PostAsync(form.Action, [.. form.Fields.Select(field => (field.Key, field.Value)), ("do", "next")]);
        Assert.Equal(200, browser.Status);
        var keys = portal.Services.Calls.Where(call => call.Authorization == browser.Token && call.Message is CreateNeedRequest).Select(call => call.Key).ToList();
        Assert.Equal(2, keys.Count);
        Assert.NotNull(keys[0]);
        Assert.Equal(keys[0], keys[1]);
    }

    [Fact]
    public async Task A_wrong_code_is_told_in_place_and_the_right_one_shows_the_trail()
    {
        var browser = await portal.Browse().GetAsync($"/c/{Callers.A}/needs/track?number=N-20260302-0001");
        await browser.PressAsync("track", ("trackingCode", "WRONG"));
        Assert.Equal(404, browser.Status);
        Assert.Contains("没有找到这个需求", browser.Text);
        Assert.Contains("value=\"N-20260302-0001\"", browser.Html);

        await browser.PressAsync("track", ("trackingCode", "K7M2QX4R"));
        Assert.Equal(200, browser.Status);
        Assert.Contains("已收到", browser.Text);
        Assert.Contains("等派给合适的队伍", browser.Text);
        Assert.DoesNotContain("K7M2QX4R", WebUtility.HtmlDecode(string.Join(' ', browser.Html.Split("href=\"").Skip(1).Select(part => part.Split('"')[0]))));
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        var browser = await portal.Browse().PostAsync(address, ("_handler", "page"), ("do", "next"), ("step", "3"), ("title", "假的"));
        Assert.Equal(400, browser.Status);
        Assert.Contains("请重新打开再试", browser.Text);
        Assert.DoesNotContain(portal.Services.Messages<CreateNeedRequest>(), request => request.Title == "假的");
    }

    static async Task<Browser> ToLastStepAsync(Browser browser)
    {
        await browser.GetAsync(address);
        await browser.PressAsync("next", ("title", "灯不亮"), ("site", Callers.StationA));
        return await browser.PressAsync("next", ("contactName", "王老师"), ("contactPhone", "10012345678"), ("consent", "yes"));
    }
}
