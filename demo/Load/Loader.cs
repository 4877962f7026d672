using CivPractice.Demo.Files;
using CivPractice.Demo.Generate;

namespace CivPractice.Demo.Load;

/// <param name="Gateway">Address of the gateway, e.g. http://localhost:8080.</param>
/// <param name="From">Folder that <c>generate</c> wrote.</param>
/// <param name="Secrets">JSON file of the host with the operator's password.</param>
/// <param name="AccountsOut">Where the demo accounts and their passwords are written.</param>
public sealed record LoadOptions(Uri Gateway, string From, string Secrets, string AccountsOut);

/// <summary>
/// Brings the files in by the front door: the operator opens counties and offices, each office imports its own files and opens its accounts. Nothing is done twice,
/// so that a run after an interruption continues where the other one stopped.
/// </summary>
public static class Loader
{
    /// <exception cref="WrongInput">A file is missing or wrong.</exception>
    /// <exception cref="Refusal">The gateway refused a request.</exception>
    public static async Task RunAsync(LoadOptions options, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = options.Gateway, Timeout = TimeSpan.FromSeconds(100) };
        var counties = Table.Read(options.From, "counties.csv");
        var accounts = Table.Read(options.From, "accounts.csv");
        var planted = new ExpectedFindings(Table.Read(options.From, Planted.FileName));
        var secret = OperatorSecret.Read(options.Secrets);
        var door = new GatewayClient(http);

        var operatorsDoor = door.As((await SignIns.SignInAsync(door, OperatorSecret.Phone, secret.Password, cancel)).AccessToken);
        var known = await CountyOpening.RunAsync(operatorsDoor, counties, cancel);
        var opening = new AccountOpening(door, secret, mayExist: known.Contains(Yangquan.ChainCounty));
        var byOperator = accounts.Rows.ToLookup(row => row["角色"] is "city-coordinator" or "center-office");
        await opening.RunAsync("全市", operatorsDoor, byOperator[true], (_, _) => Task.FromResult(""), cancel);

        // In the order of the counties' list: of somebody in two counties, the later one is told so.
        var offices = new List<Office>();
        foreach (var row in counties.Rows)
            if (accounts.Rows.FirstOrDefault(account => account["角色"] == "center-office" && account["范围"] == row["代码"]) is { } office)
                offices.Add(new Office(row["代码"], row["名称"], Path.Combine(options.From, row["代码"]),
                    door.As((await SignIns.SignInAsync(door, office["手机号"], secret.PasswordOf(office["手机号"]), cancel)).AccessToken, row["代码"])));
        var coordinator = accounts.Rows.First(account => account["角色"] == "city-coordinator")["手机号"];
        var city = new Office(Yangquan.City, Yangquan.CityName, Path.Combine(options.From, Yangquan.City), door.As((await SignIns.SignInAsync(door, coordinator, secret.PasswordOf(coordinator), cancel)).AccessToken, Yangquan.City));
        await new Lanes(offices, city, planted).RunAsync(cancel);
        await SnapshotsAsync(options.From, accounts, secret, door, planted, cancel);

        foreach (var office in offices)
        {
            // A volunteer's account belongs to the person in the roster, so it comes after it.
            var own = byOperator[false].Where(row => row["范围"].StartsWith(office.County, StringComparison.Ordinal)).ToList();
            if (CenterOffices.Has(office)) await CenterOffices.RunAsync(office, cancel);
            if (own.Count > 0) await opening.RunAsync(office.Name, office.Door, own, (row, stop) => PersonAsync(office.Door, row, stop), cancel);
            if (!Everyday.Has(office) || own.FirstOrDefault(row => row["角色"] == "institute-clerk") is not { } clerk) continue;
            await new Everyday(office, await InAsync(clerk["手机号"]), InAsync, own.First(row => row["角色"] == "spot-checker")["手机号"], cancel).RunAsync();

            async Task<GatewayClient> InAsync(string phone) => door.As((await SignIns.SignInAsync(door, phone, secret.PasswordOf(phone), cancel)).AccessToken, office.County);
        }
        AccountsFile.Write(options.AccountsOut, accounts, secret);
        Console.WriteLine($"演示账号写在 {options.AccountsOut}");
    }

    // The city's own: what the national system showed of it.
    static async Task SnapshotsAsync(string from, Table accounts, OperatorSecret secret, GatewayClient door, ExpectedFindings planted, CancellationToken cancel)
    {
        var folder = Path.Combine(from, Yangquan.City);
        if (FileImport.Find(folder, "snapshots") is null || accounts.Rows.FirstOrDefault(row => row["角色"] == "city-coordinator") is not { } coordinator) return;
        var city = door.As((await SignIns.SignInAsync(door, coordinator["手机号"], secret.PasswordOf(coordinator["手机号"]), cancel)).AccessToken, Yangquan.City);
        await new FileImport(new Office(Yangquan.City, Yangquan.CityName, folder, city), planted).RunAsync("snapshots", "snapshots", "外部系统快照", cancel);
    }

    /// <summary>The person's id in the roster; empty for those who are no volunteers.</summary>
    static async Task<string> PersonAsync(GatewayClient door, Row account, CancellationToken cancel)
    {
        var (name, phone) = (account["姓名"], account["手机号"]);
        var found = await door.SearchAsync<Volunteer>("volunteers", "volunteers", name, account["范围"], cancel);
        return found.FirstOrDefault(volunteer => volunteer.Name == name && volunteer.Phone == $"{phone[..3]}****{phone[^4..]}")?.PersonId
            ?? (account["角色"] == "team-leader" || account["用途"].StartsWith("志愿者", StringComparison.Ordinal) ? throw new WrongInput($"名册里没有账号 {phone} 的志愿者") : "");
    }
}
