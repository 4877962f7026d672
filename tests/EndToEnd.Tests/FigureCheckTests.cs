using System.Diagnostics;
using CivPractice.Testing;

namespace CivPractice.EndToEnd.Tests;

public sealed class FigureCheckTests(Practice practice)
{
    [Theory]
    [InlineData("Organization")]
    [InlineData("Volunteer")]
    [InlineData("Activity")]
    [InlineData("Lecture")]
    public async Task Figures_agree_with_their_rows_after_everything_that_was_done_here(string service)
    {
        // At least this; run with the others, all that they did.
        await new Chain(practice).PostNeedAsync();
        var server = new Uri(practice.Stack.Address("postgres", "tcp"));
        string As(string role) => $"Host=127.0.0.1;Port={server.Port};Database=civ_{service.ToLowerInvariant()};Username=civ_{role};Password={practice.Stack.Secret($"civ-{role}-password")}";
        var start = new ProcessStartInfo("dotnet", [Repository.Service(service), "--check-figures"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("db", As("app")), ("jobs", As("jobs")), ("broker", "amqp://nobody:nothing@127.0.0.1:1") }) start.Environment[$"ConnectionStrings__{name}"] = value;
        start.Environment["CIV_SECRET_KEY"] = practice.Stack.Secret("civ-secret-key");
        using var check = Process.Start(start)!;
        var (text, errors) = (check.StandardOutput.ReadToEndAsync(), check.StandardError.ReadToEndAsync());
        await check.WaitForExitAsync();
        Assert.True(check.ExitCode == 0, await text + await errors);
        Assert.Matches("^[1-9][0-9]* figures in [1-9][0-9]* counties agree\n$", await text);
    }
}
