using System.Diagnostics;
using Npgsql;

namespace CivPractice.Testing;

/// <summary>An account of the demo data: its role, and what for in words.</summary>
public sealed record DemoAccount(string Role, string Phone, string Password, string For);

/// <summary>The running platform with the demo's data in it, as its users meet it: by the gateway's public REST API and by nothing else.</summary>
public sealed class DemoWorld(string gateway, IReadOnlyList<DemoAccount> accounts)
{
    // One pool of connections for everybody; without cookies, which would make all of them one.
    static readonly SocketsHttpHandler connections = new() { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) };

    public const string County = "140322";
    public const string OtherCounty = "140321";
    public const string City = "140300";

    /// <summary>The station of the demo's main chain, whose clerk has an account.</summary>
    public const string Station = "140322100801";

    public string Gateway => gateway;

    /// <summary>Loads demo data as <c>run.sh</c> does, of few people and much the same places; a second time on the same data changes nothing.</summary>
    public static async Task<DemoWorld> LoadAsync(Stack stack)
    {
        var (folder, accounts) = (Path.Combine(stack.Data, "demo"), Path.Combine(stack.Data, "demo-accounts.txt"));
        // The list of counties is written last.
        if (!File.Exists(Path.Combine(folder, "counties.csv"))) await DemoAsync("generate", "--out", folder, "--figures", Path.Combine(Repository.Root, "tests", "Testing", "demo-figures.csv"));
        await DemoAsync("load", "--gateway", stack.Gateway, "--from", folder, "--secrets", stack.Status.GetProperty("secrets").GetString()!, "--accounts-out", accounts);
        await UntilCopiesArrivedAsync(stack);
        return new DemoWorld(stack.Gateway, await AccountsAsync(accounts));
    }

    static async Task DemoAsync(params string[] arguments)
    {
        using var demo = Process.Start(new ProcessStartInfo("dotnet", [Repository.Demo, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (text, errors) = (demo.StandardOutput.ReadToEndAsync(), demo.StandardError.ReadToEndAsync());
        await demo.WaitForExitAsync();
        if (demo.ExitCode != 0) throw new InvalidOperationException($"The demo program did not {arguments[0]}:\n{await text}\n{await errors}");
    }

    // Sites, teams and volunteers reach Activity by event, a moment after they were loaded.
    static async Task UntilCopiesArrivedAsync(Stack stack)
    {
        (string Owner, string Rows, string Copy)[] copies = [("civ_organization", "practice_site", "known_site"), ("civ_volunteer", "team", "known_team"), ("civ_volunteer", "volunteer_profile", "known_volunteer")];
        foreach (var (owner, rows, copy) in copies)
            for (var until = DateTime.UtcNow.AddSeconds(60); await CountAsync(stack, owner, rows) > await CountAsync(stack, "civ_activity", copy); await Task.Delay(200))
                if (DateTime.UtcNow > until) throw new InvalidOperationException($"Activity's copy {copy} is not complete after a minute.");
    }

    static async Task<long> CountAsync(Stack stack, string database, string table)
    {
        await using var source = NpgsqlDataSource.Create(stack.Superuser(database));
        await using var command = source.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The accounts that a loader wrote: role, phone, password, what for, parted by two spaces or more.</summary>
    public static async Task<IReadOnlyList<DemoAccount>> AccountsAsync(string file) =>
        [.. (await File.ReadAllLinesAsync(file)).Select(line => line.Split("  ", 4, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(part => part.Length == 4 && part[1].All(char.IsAsciiDigit)).Select(part => new DemoAccount(part[0], part[1], part[2], part[3]))];

    /// <summary>A visitor without an account.</summary>
    public User Visitor(string county = County) => new(new HttpClient(connections, disposeHandler: false) { BaseAddress = new Uri(gateway) }, county);

    /// <summary>The first demo account of a role whose purpose mentions <paramref name="what"/>.</summary>
    public DemoAccount Account(string role, string what = "") =>
        accounts.FirstOrDefault(account => account.Role == role && account.For.Contains(what, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No demo account {role} {what}; there are:\n{string.Join('\n', accounts)}");

    /// <summary>Signs in with a demo account.</summary>
    public Task<User> SignInAsync(string role, string what = "", string county = County) =>
        SignInWithAsync(Account(role, what).Phone, Account(role, what).Password, county);

    public async Task<User> SignInWithAsync(string phone, string password, string county = County)
    {
        var user = Visitor(county);
        var session = await user.PostAsync("/api/accounts:signIn", new { phone, password });
        user.Carry(session["accessToken"]!.GetValue<string>());
        return user;
    }
}
