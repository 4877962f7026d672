using System.Collections.Concurrent;

namespace CivPractice.Faults;

/// <summary>What a volunteer was told about their sign-up for an activity. Only one client writes to it.</summary>
public sealed class Standing
{
    /// <summary>Acknowledged sign-ups, those after a cancellation included.</summary>
    public int SignUps { get; set; }
    public bool Stands { get; set; }

    /// <summary>Times as they were answered.</summary>
    public DateTimeOffset? In { get; set; }
    public DateTimeOffset? Out { get; set; }

    /// <summary>A rule refused; the client looks again later.</summary>
    public DateTimeOffset Rests { get; set; }
}

/// <summary>The clients' own account of what the platform acknowledged, against which its rows are held afterwards.</summary>
public sealed class Notebook
{
    readonly ConcurrentDictionary<string, int> acknowledged = new();
    readonly ConcurrentDictionary<string, int> refused = new();

    public ConcurrentDictionary<(string Activity, string Person), Standing> Standings { get; } = new();

    /// <summary>Volunteers' skills as last acknowledged, and how often they were set.</summary>
    public ConcurrentDictionary<string, (string Skill, int Times)> Skills { get; } = new();

    /// <summary>Requests that were neither acknowledged nor refused within the patience, and refusals that no rule explains.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>Answers of 500: what is down must be named (503), so that a client knows to try again.</summary>
    public ConcurrentQueue<string> Unforeseen { get; } = new();

    public int Retries;

    public IReadOnlyDictionary<string, int> Refused => refused;

    public int Total => acknowledged.Values.Sum();

    public int Of(string deed) => acknowledged.GetValueOrDefault(deed);

    public void Acknowledge(string deed) => acknowledged.AddOrUpdate(deed, 1, (_, n) => n + 1);

    public void Refuse(string reason) => refused.AddOrUpdate(reason, 1, (_, n) => n + 1);

    public Standing For(string activity, string person) => Standings.GetOrAdd((activity, person), _ => new Standing());
}
