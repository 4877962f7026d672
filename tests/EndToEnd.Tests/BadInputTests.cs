using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CivPractice.EndToEnd.Tests;

/// <summary>Whatever is sent: a named fault with field and reason, in Chinese; never a 500, never a stack trace.</summary>
public sealed class BadInputTests(Practice practice)
{
    [Theory]
    [InlineData("/api/c/999999/needs", "{}", 404, "COUNTY_UNKNOWN")]
    [InlineData("/api/c/140322/needs", "{\"title\":", 400, "MALFORMED_BODY")]
    [InlineData("/api/c/140322/needs", "{\"title\":\"灯\",\"urgent\":\"maybe\"}", 400, "WRONG_TYPE")]
    [InlineData("/api/c/140322/activities", "{\"platform\":\"PALACE\"}", 401, "SIGN_IN_REQUIRED")]
    [InlineData("/api/c/140322/nothing", "{}", 404, "NOT_FOUND")]
    public async Task A_visitors_mistake_has_a_name(string path, string body, int status, string reason)
    {
        using var answer = await practice.Visitor().Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, reason), ((int)answer.StatusCode, User.Reason(text)));
        AssertChinese(text);
    }

    [Fact]
    public async Task Long_text_a_huge_page_and_a_foreign_page_token_are_refused_by_field()
    {
        var visitor = practice.Visitor();
        var station = await new Chain(practice).StationAsync();
        var tooLong = await visitor.RefusedAsync("/needs", new { site = station, title = new string('长', 5000), contactName = "测试", contactPhone = "10000000001", consent = true });
        Assert.Equal((400, "TOO_LONG"), tooLong);
        Assert.Equal((400, "PAGE_SIZE"), await visitor.RefusedAsync("/sites?pageSize=10000000"));
        Assert.Equal((400, "WRONG_TYPE"), await visitor.RefusedAsync("/sites?pageSize=many"));
        Assert.Equal((400, "UNKNOWN_VALUE"), await visitor.RefusedAsync("/sites?tier=PALACE"));
        var token = (await visitor.GetAsync("/sites?pageSize=1"))["nextPageToken"]!.GetValue<string>();
        Assert.Equal((400, "PAGE_TOKEN_OF_ANOTHER_QUERY"), await visitor.RefusedAsync($"/sites?pageSize=1&tier=STATION&pageToken={token}"));
        Assert.Equal((400, "PAGE_TOKEN"), await visitor.RefusedAsync("/sites?pageToken=rubbish!"));
    }

    [Fact]
    public async Task No_token_is_401_and_a_missing_permission_is_403_with_its_name()
    {
        Assert.Equal((401, "SIGN_IN_REQUIRED"), await practice.Visitor().RefusedAsync("/hours"));
        var volunteer = await practice.SignInAsync("person");
        using var answer = await volunteer.Http.GetAsync(volunteer.Path("/hours"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var fault = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("hours.read", fault["details"]![0]!["metadata"]!["permission"]!.GetValue<string>());

        using var forged = new HttpRequestMessage(HttpMethod.Get, volunteer.Path("/hours")) { Headers = { { "Authorization", "Bearer forged" } } };
        using var refused = await practice.Visitor().Http.SendAsync(forged);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    static void AssertChinese(string fault)
    {
        Assert.Contains(JsonNode.Parse(fault)!["message"]!.GetValue<string>(), c => c >= 0x4e00 && c <= 0x9fff);
        Assert.DoesNotContain("   at ", fault, StringComparison.Ordinal);
    }
}
