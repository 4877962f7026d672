using System.Diagnostics;
using CivPractice.Testing;

namespace CivPractice.EndToEnd.Tests;

/// <summary>The operator's commands, as the operator types them.</summary>
static class Commands
{
    /// <summary>Runs <c>scripts/county.sh</c> and gives what it printed.</summary>
    internal static async Task<string> CountyAsync(Stack stack, params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "scripts", "county.sh"), [.. words, "--data", stack.Data]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var run = Process.Start(start)!;
        var (text, errors) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 0, $"{await text}\n{await errors}");
        return await text;
    }

    /// <summary>The password of the center office, printed once when its county is opened.</summary>
    internal static string PasswordIn(string opened) => opened.Split('\n').Single(line => line.StartsWith("center-office", StringComparison.Ordinal)).Split("  ")[2];
}
