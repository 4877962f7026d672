using System.Globalization;
using System.Net;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Load;

/// <summary>Opens accounts (开通账号) and grants roles (授权): the operator those of the city and the offices, an office those of its county.</summary>
/// <param name="door">A caller who is not signed in.</param>
/// <param name="secret">Gives each account its password.</param>
/// <param name="mayExist">An earlier run may have opened accounts: several people may share a phone number, so the API would open a second one.</param>
sealed class AccountOpening(GatewayClient door, OperatorSecret secret, bool mayExist)
{
    /// <summary>A volunteer or resident: holds what everybody with an account holds, without a grant.</summary>
    const string person = "person";

    /// <param name="where">For the line on the screen.</param>
    /// <param name="opener">Who may open and grant these.</param>
    /// <param name="rows">Rows of accounts.csv.</param>
    /// <param name="personOf">The person's id in Volunteer; empty when there is none.</param>
    /// <param name="cancel">Stops between two requests.</param>
    public Task RunAsync(string where, GatewayClient opener, IEnumerable<Row> rows, Func<Row, CancellationToken, Task<string>> personOf, CancellationToken cancel) => Progress.StepAsync(where, "账号", async progress =>
    {
        foreach (var row in rows)
        {
            var id = mayExist ? await FindAsync(row, cancel) : null;
            if (id is null)
            {
                var body = new { personId = await personOf(row, cancel), name = row["姓名"], phone = row["手机号"], password = secret.PasswordOf(row["手机号"]) };
                id = (await opener.PostAsync<Account>("accounts", body, cancel)).PersonId;
                progress.Added++;
            }
            else progress.Known++;
            if (row["角色"] != person) await GrantAsync(opener, id, row["角色"], row["范围"], cancel);
        }
    });

    /// <summary>There is no list of accounts to look through, and there should be none: whoever knows the password finds the account.</summary>
    async Task<string?> FindAsync(Row row, CancellationToken cancel)
    {
        try { return (await SignIns.SignInAsync(door, row["手机号"], secret.PasswordOf(row["手机号"]), cancel)).Me.PersonId; }
        catch (Refusal refusal) when (refusal.Status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest or HttpStatusCode.NotFound) { return null; }
    }

    static async Task GrantAsync(GatewayClient opener, string personId, string role, string prefix, CancellationToken cancel)
    {
        var grants = await opener.ListAsync<Grant>($"grants?personId={personId}", "grants", cancel);
        if (grants.Any(grant => grant.Role == role && grant.Prefix == prefix && grant.To.Length == 0)) return;
        var today = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await opener.PostAsync<Grant>("grants", new { personId, role, prefix, from = today }, cancel);
    }
}
