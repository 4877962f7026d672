using System.Text;

namespace CivPractice.Faults;

/// <summary>What must hold after the run, what was found, and whether it does.</summary>
public sealed record Finding(string What, string Expected, string Found, bool Holds);

/// <summary>The findings of a run, in the order in which they were made.</summary>
public sealed class FaultReport
{
    readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> Findings => findings;

    public bool Holds => findings.Count > 0 && findings.All(finding => finding.Holds);

    /// <summary>One line: duration, writes, kills.</summary>
    public string Summary { get; set; } = "";

    public void Equal(string what, long expected, long found) => findings.Add(new Finding(what, $"{expected}", $"{found}", expected == found));

    public void AtLeast(string what, long least, long found) => findings.Add(new Finding(what, $">= {least}", $"{found}", found >= least));

    /// <param name="wrong">What breaks the rule; a few of them are shown.</param>
    public void None(string what, IReadOnlyCollection<string> wrong) =>
        findings.Add(new Finding(what, "none", wrong.Count == 0 ? "none" : $"{wrong.Count}: {string.Join("; ", wrong.Take(3))}", wrong.Count == 0));

    public string Table()
    {
        var width = findings.Max(finding => finding.What.Length);
        var text = new StringBuilder();
        foreach (var finding in findings)
            text.Append($"{(finding.Holds ? "  ok  " : "WRONG ")} {finding.What.PadRight(width)}  {finding.Expected,10}  {finding.Found}\n");
        return text.ToString().TrimEnd();
    }

    public string Verdict() => $"{Summary}: {(Holds ? "every acknowledged write is there once" : $"{findings.Count(finding => !finding.Holds)} of {findings.Count} findings are WRONG")}";
}
