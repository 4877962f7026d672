using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CivPractice.Testing;

namespace CivPractice.Faults;

/// <summary>
/// Writes as a careful client does: a key of its own for each write, and the same key again after a broken connection or a 5xx, until the write is
/// acknowledged or a rule refuses it.
/// </summary>
public sealed class Writer(Notebook notebook)
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan oneTry = TimeSpan.FromSeconds(15);

    // What the rules say to somebody who comes too late, too early, or without a place.
    static readonly HashSet<string> rules = ["SIGN_UP_STATE", "ACTIVITY_STATE", "NOT_RECRUITING", "NOT_SIGNED_UP", "TOO_EARLY", "ALREADY_CREDITED"];

    /// <returns>The answer, or null when a rule refused.</returns>
    public async Task<JsonNode?> WriteAsync(User user, string deed, string path, object body)
    {
        var key = Guid.NewGuid().ToString("N");
        var last = "";
        for (var until = DateTime.UtcNow + patience; DateTime.UtcNow < until; await Task.Delay(Random.Shared.Next(50, 250)))
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, user.Path(path)) { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", key } } };
                using var limit = new CancellationTokenSource(oneTry);
                using var answer = await user.Http.SendAsync(request, limit.Token);
                var text = await answer.Content.ReadAsStringAsync(limit.Token);
                var reason = User.Reason(text);
                if (answer.IsSuccessStatusCode)
                {
                    notebook.Acknowledge(deed);
                    return JsonNode.Parse(text)!;
                }
                last = $"{deed} {(int)answer.StatusCode} {reason} {text}";
                // Somebody else was quicker at the same row: the answer says to try again.
                var again = (int)answer.StatusCode >= 500 || (answer.StatusCode == HttpStatusCode.Conflict && reason == "CHANGED_MEANWHILE");
                if (!again)
                {
                    if (rules.Contains(reason)) notebook.Refuse(reason);
                    else notebook.Wrong.Enqueue($"unexplained refusal: {last}");
                    return null;
                }
                if ((int)answer.StatusCode == 500) notebook.Unforeseen.Enqueue(last);
            }
            catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException) { last = $"{deed}: {broken.Message}"; }
            Interlocked.Increment(ref notebook.Retries);
        }
        notebook.Wrong.Enqueue($"never answered: {last}");
        return null;
    }
}
