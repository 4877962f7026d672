using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CivPractice.AppHost.Local;

/// <summary>The user PostgreSQL runs as: it refuses root, so root lends it the user its package made.</summary>
internal sealed record SystemUser(string Name, IReadOnlyList<string> BecomeIt)
{
    public static uint CallerId { get; } = GetEffectiveUserId();

    /// <summary>`postgres` for root, else the caller.</summary>
    public static SystemUser ForPostgres() =>
        CallerId == 0
            ? new SystemUser("postgres", ["--reuid", "postgres", "--regid", "postgres", "--clear-groups"])
            : new SystemUser(System.Environment.UserName, []);

    public bool CanSearch(string path)
    {
        if (BecomeIt.Count == 0) { return true; }
        using var test = Process.Start(new ProcessStartInfo("setpriv", [.. BecomeIt, "--", "test", "-x", path + "/."]) { RedirectStandardError = true })!;
        test.WaitForExit();
        return test.ExitCode == 0;
    }

    /// <summary>Gives a folder to the user, empty or not.</summary>
    public void Own(string path)
    {
        if (BecomeIt.Count == 0) { return; }
        using var chown = Process.Start("chown", ["-R", $"{Name}:{Name}", path]);
        chown.WaitForExit();
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUserId();
}
