using CivPractice.Demo.Csv;
using CivPractice.Demo.Generate;

namespace CivPractice.Demo.Load;

/// <param name="Gateway">Address of the gateway, e.g. http://localhost:8080.</param>
/// <param name="From">Folder that <c>generate</c> wrote.</param>
/// <param name="Secrets">JSON file of the host with the operator's password.</param>
/// <param name="AccountsOut">Where the demo accounts and their passwords are written.</param>
public sealed record LoadOptions(Uri Gateway, string From, string Secrets, string AccountsOut);

/// <summary>
/// Brings the csv files in by the front door: the operator opens counties and offices, each office brings in its own and opens its accounts. Nothing is done twice,
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
        var secret = OperatorSecret.Read(options.Secrets);
        var door = new GatewayClient(http);

        var operatorsDoor = door.As((await SignIns.SignInAsync(door, OperatorSecret.Phone, secret.Password, cancel)).AccessToken);
        var known = await CountyOpening.RunAsync(operatorsDoor, counties, cancel);
        var opening = new AccountOpening(door, secret, mayExist: known.Contains(Yangquan.ChainCounty));
        var byOperator = accounts.Rows.ToLookup(row => row["角色"] is "city-coordinator" or "center-office");
        await opening.RunAsync("全市", operatorsDoor, byOperator[true], _ => "", cancel);

        foreach (var office in byOperator[true].Where(row => row["角色"] == "center-office"))
        {
            var county = office["范围"];
            var folder = Path.Combine(options.From, county);
            var signedIn = await SignIns.SignInAsync(door, office["手机号"], secret.PasswordOf(office["手机号"]), cancel);
            var officeDoor = door.As(signedIn.AccessToken, county);
            var name = counties.Rows.Single(row => row["代码"] == county)["名称"];

            await SiteImport.RunAsync(officeDoor, name, folder, cancel);
            var persons = await RosterLoading.RunAsync(officeDoor, name, folder, cancel);
            await LectureLoading.RunAsync(officeDoor, name, folder, cancel);
            // A volunteer's account belongs to the person in the roster, so it comes after it.
            var own = byOperator[false].Where(row => row["范围"].StartsWith(county, StringComparison.Ordinal)).ToList();
            if (own.Count > 0) await opening.RunAsync(name, officeDoor, own, row => persons.GetValueOrDefault(row["手机号"], ""), cancel);
        }

        AccountsFile.Write(options.AccountsOut, accounts, secret);
        Console.WriteLine($"演示账号写在 {options.AccountsOut}");
    }
}
