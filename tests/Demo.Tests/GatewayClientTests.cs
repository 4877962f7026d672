using System.Net;
using System.Text;
using System.Text.Json;
using CivPractice.Demo.Load;

namespace CivPractice.Demo.Tests;

public sealed class GatewayClientTests
{
    [Fact]
    public async Task A_write_whose_answer_was_lost_is_sent_again_with_the_same_key()
    {
        var gateway = new Scripted(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        await gateway.Client("140322").PostAsync<JsonElement>("teams", new { name = "便民利民服务队" }, default);

        Assert.Equal(2, gateway.Seen.Count);
        Assert.Equal("/api/c/140322/teams", gateway.Seen[0].Path);
        Assert.InRange(gateway.Seen[0].Key!.Length, 8, 100);
        Assert.Equal(gateway.Seen[0].Key, gateway.Seen[1].Key);
    }

    [Fact]
    public async Task Another_body_has_another_key()
    {
        var gateway = new Scripted(HttpStatusCode.OK, HttpStatusCode.OK);
        await gateway.Client("140322").PostAsync<JsonElement>("teams", new { name = "一队" }, default);
        await gateway.Client("140322").PostAsync<JsonElement>("teams", new { name = "二队" }, default);
        Assert.NotEqual(gateway.Seen[0].Key, gateway.Seen[1].Key);
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("grants")]
    public async Task What_has_no_county_carries_no_key_and_is_sent_once(string path)
    {
        var gateway = new Scripted(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        await Assert.ThrowsAsync<Refusal>(() => gateway.Client("140322").PostAsync<JsonElement>(path, new { name = "某人" }, default));
        Assert.Null(Assert.Single(gateway.Seen).Key);
    }

    [Fact]
    public async Task A_refusal_says_the_faults_sentence_and_reason()
    {
        var gateway = new Scripted((HttpStatusCode.Conflict,
            """{"code":6,"message":"这个站点已经有队伍","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"TEAM_EXISTS","domain":"civpractice"}]}"""));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => gateway.Client("140322").PostAsync<JsonElement>("teams", new { }, default));
        Assert.Equal((HttpStatusCode.Conflict, "TEAM_EXISTS"), (refusal.Status, refusal.Reason));
        Assert.Contains("这个站点已经有队伍", refusal.Message);
    }

    [Fact]
    public async Task An_answer_that_is_no_fault_is_shown_as_it_is()
    {
        var gateway = new Scripted((HttpStatusCode.NotFound, "<html>nobody here</html>"));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => gateway.Client("140322").GetAsync<JsonElement>("teams", default));
        Assert.Contains("nobody here", refusal.Message);
    }

    [Fact]
    public async Task A_list_is_read_to_its_last_page()
    {
        var gateway = new Scripted((HttpStatusCode.OK, """{"teams":[1,2],"nextPageToken":"a b"}"""), (HttpStatusCode.OK, """{"teams":[3],"nextPageToken":""}"""));
        Assert.Equal([1, 2, 3], await gateway.Client("140322").ListAsync<int>("teams", "teams", default));
        Assert.Equal("/api/c/140322/teams?pageSize=200&pageToken=a%20b", gateway.Seen[1].Path);
    }

    [Fact]
    public async Task A_list_of_persons_is_searched_for_without_a_key_since_it_only_reads()
    {
        var gateway = new Scripted((HttpStatusCode.OK, """{"volunteers":[1],"nextPageToken":"a"}"""), (HttpStatusCode.ServiceUnavailable, ""), (HttpStatusCode.OK, """{"volunteers":[2],"nextPageToken":""}"""));
        Assert.Equal([1, 2], await gateway.Client("140322").SearchAsync<int>("volunteers", "volunteers", "王", "140322", default));
        Assert.All(gateway.Seen, request => Assert.Equal(("/api/c/140322/volunteers:search", null), request));
    }

    [Fact]
    public async Task What_travels_by_event_is_waited_for()
    {
        var tries = 0;
        var known = await GatewayClient.OnceKnownAsync(() => ++tries < 3
            ? throw new Refusal(HttpStatusCode.BadRequest, "UNKNOWN_SITE", "没有这个站点") : Task.FromResult(tries), default);
        Assert.Equal(3, known);
        await Assert.ThrowsAsync<Refusal>(() => GatewayClient.OnceKnownAsync<int>(() => throw new Refusal(HttpStatusCode.BadRequest, "TOO_LONG", "太长"), default));
    }

    [Fact]
    public void Passwords_are_the_same_in_each_run_and_differ_between_accounts_and_installations()
    {
        var secret = new OperatorSecret("an operator's password");
        Assert.Equal(secret.PasswordOf("10022000001"), new OperatorSecret("an operator's password").PasswordOf("10022000001"));
        Assert.NotEqual(secret.PasswordOf("10022000001"), secret.PasswordOf("10022000002"));
        Assert.NotEqual(secret.PasswordOf("10022000001"), new OperatorSecret("another").PasswordOf("10022000001"));
        Assert.Matches("^[a-z2-9]{12}[2-9]{2}$", secret.PasswordOf("10022000001"));
    }

    /// <summary>A gateway that gives the answers of a list, one after the other.</summary>
    sealed class Scripted(params (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
    {
        public Scripted(params HttpStatusCode[] statuses) : this([.. statuses.Select(status => (status, "{}"))]) { }

        public List<(string Path, string? Key)> Seen { get; } = [];

        public GatewayClient Client(string county) => new(new HttpClient(this) { BaseAddress = new Uri("http://gateway") }, "token", county);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answers[Seen.Count];
            Seen.Add((request.RequestUri!.PathAndQuery, request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null));
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }
    }
}
