using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivPractice.Testing;

/// <summary>The platform answered otherwise than the test expects.</summary>
public sealed class UnexpectedAnswer(int status, string reason, string message) : Exception(message)
{
    public int Status => status;

    /// <summary>The fault's stable reason; empty when the answer was no fault.</summary>
    public string Reason => reason;
}

/// <summary>Somebody at a browser or an API client, in one county.</summary>
public sealed class User(HttpClient http, string county)
{
    public HttpClient Http => http;

    /// <summary>A path of the county: <c>/needs</c> is <c>/api/c/140322/needs</c>; one that begins with <c>/api</c> is taken as it is.</summary>
    public string Path(string path) => path.StartsWith("/api", StringComparison.Ordinal) ? path : $"/api/c/{county}{path}";

    /// <summary>From now on signed in.</summary>
    public void Carry(string accessToken) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);

    public async Task<JsonNode> GetAsync(string path) => await AnswerAsync(await http.GetAsync(Path(path)));

    public async Task<JsonNode> PostAsync(string path, object body) => await AnswerAsync(await http.PostAsJsonAsync(Path(path), body));

    public async Task<JsonNode> PostFileAsync(string path, HttpContent content) => await AnswerAsync(await http.PostAsync(Path(path), content));

    /// <summary>Brings a file in and waits until it was taken; a row that is rejected is an error here.</summary>
    /// <param name="kind">E.g. <c>sites</c>.</param>
    public async Task<JsonNode> ImportAsync(string kind, string csv)
    {
        var job = await PostFileAsync($"/imports/{kind}?fileName={kind}.csv&start=true", new StringContent(csv));
        for (var until = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < until; await Task.Delay(100))
        {
            job = await GetAsync($"/imports/{kind}/{job["id"]}");
            if (job["state"]!.GetValue<string>() is not ("CHECKING" or "RUNNING")) break;
        }
        return job["state"]!.GetValue<string>() == "DONE" && job["rejected"]!.GetValue<int>() == 0 ? job : throw new UnexpectedAnswer(200, "", $"Import of {kind}: {job}");
    }

    /// <summary>Repeats a step that needs what another service learns by event, until that service knows it.</summary>
    public async Task<JsonNode> PostOnceKnownAsync(string path, object body)
    {
        for (var until = DateTime.UtcNow.AddSeconds(90); ; await Task.Delay(100))
            try { return await PostAsync(path, body); }
            catch (UnexpectedAnswer answer) when (answer.Reason is "NOT_FOUND" or "UNKNOWN_SITE" or "UNKNOWN_TEAM" or "UNKNOWN_PERSON" && DateTime.UtcNow < until) { }
    }

    /// <summary>The status and the reason of a refusal.</summary>
    public async Task<(int Status, string Reason)> RefusedAsync(string path, object? body = null)
    {
        using var answer = body is null ? await http.GetAsync(Path(path)) : await http.PostAsJsonAsync(Path(path), body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? throw new UnexpectedAnswer((int)answer.StatusCode, "", $"{path} was not refused: {text}") : ((int)answer.StatusCode, Reason(text));
    }

    /// <summary>The reason of a fault; empty when the text is none.</summary>
    public static string Reason(string fault)
    {
        try
        {
            var details = JsonNode.Parse(fault)?["details"]?.AsArray();
            return details?.Select(detail => detail?["reason"]?.GetValue<string>()).FirstOrDefault(reason => reason is not null) ?? "";
        }
        catch (JsonException) { return ""; }
    }

    static async Task<JsonNode> AnswerAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? JsonNode.Parse(text)!
                : throw new UnexpectedAnswer((int)answer.StatusCode, Reason(text), $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath}: {(int)answer.StatusCode} {text}");
        }
    }
}
