using CivPractice.Demo.Csv;
using CivPractice.Demo.Generate;

namespace CivPractice.Demo.Load;

/// <param name="Gateway">Address of the gateway, e.g. http://localhost:8080.</param>
/// <param name="From">Folder that <c>generate</c> wrote.</param>
/// <param name="Secrets">JSON file of the host with the operator's password.</param>
/// <param name="AccountsOut">Where the demo accounts and their passwords are written.</param>
public sealed record LoadOptions(Uri Gateway, string From, string Secrets, string AccountsOut);

/// <summary>
/// Brings the csv files in by the front door: the operator opens counties and offices, each office brings in its own. Nothing is done twice,
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
        var opening = new AccountOpening(door, operatorsDoor, secret, mayExist: known.Contains(Yangquan.ChainCounty));

        var byStaff = accounts.Rows.ToLookup(row => row["角色"] is not ("team-leader" or "volunteer" or "resident"));
        await opening.RunAsync("工作人员账号", byStaff[true], _ => "", cancel);

        var persons = new Dictionary<string, string>();
        foreach (var office in byStaff[true].Where(row => row["角色"] == "center-office"))
        {
            var county = office["范围"];
            var folder = Path.Combine(options.From, county);
            var signedIn = await SignIns.SignInAsync(door, office["手机号"], secret.PasswordOf(office["手机号"]), cancel);
            var officeDoor = door.As(signedIn.AccessToken, county);
            var name = counties.Rows.Single(row => row["代码"] == county)["名称"];

            await SiteImport.RunAsync(officeDoor, name, folder, cancel);
            foreach (var (phone, person) in await RosterLoading.RunAsync(officeDoor, name, folder, cancel)) persons[phone] = person;
            await LectureLoading.RunAsync(officeDoor, name, folder, cancel);
        }

        await opening.RunAsync("居民和志愿者账号", byStaff[false], row => persons.GetValueOrDefault(row["手机号"], ""), cancel);
        AccountsFile.Write(options.AccountsOut, accounts, secret);
        Console.WriteLine($"演示账号写在 {options.AccountsOut}");
    }
}
