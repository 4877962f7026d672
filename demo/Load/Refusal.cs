using System.Net;
using System.Text.Json;

namespace CivPractice.Demo.Load;

/// <summary>The gateway said no: the fault's sentence and reason, and which request it was about.</summary>
public sealed class Refusal(HttpStatusCode status, string reason, string message) : Exception(message)
{
    public HttpStatusCode Status => status;

    /// <summary>Stable name of the fault, e.g. NOT_FOUND; empty when the answer was no fault.</summary>
    public string Reason => reason;

    public static Refusal Read(HttpMethod method, string path, HttpStatusCode status, string body)
    {
        var (reason, said) = ReadFault(body);
        return new Refusal(status, reason, $"{method} {path} 被拒绝({(int)status} {reason}):{said}");
    }

    static (string Reason, string Message) ReadFault(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var fault = json.RootElement;
            var reason = fault.TryGetProperty("details", out var details)
                ? details.EnumerateArray().Select(detail => detail.TryGetProperty("reason", out var name) ? name.GetString() : null).FirstOrDefault(name => name is not null)
                : null;
            return (reason ?? "", fault.GetProperty("message").GetString() ?? "");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ("", body.Length == 0 ? "没有说明" : body[..Math.Min(body.Length, 300)]);
        }
    }
}
