using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Roster;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Imports;

/// <summary>What a row of a file must fit: the county, its sites, and the day; and whether the row is to be taken or only looked at.</summary>
public sealed record KnownAtImport(string County, SitesAtImport Sites, DateOnly Today, bool Taking)
{
    // Before the first practice centers there were volunteers; before the first volunteer teams of the reform years there is no list.
    static readonly DateOnly earliest = new(1990, 1, 1);

    internal static async Task<KnownAtImport> ReadAsync(VolunteerDb db, ImportJob job, TimeProvider clock, CancellationToken cancel) => new(job.County,
        new SitesAtImport(await db.Sites.Where(row => row.County == job.County).Select(row => new SiteAtImport(row.Code, row.ClosedOn, row.Successor)).ToListAsync(cancel)), ChinaTime.Today(clock), job.State == ImportState.Running);

    /// <summary>A day that has been, in one of the spellings that <see cref="Cells"/> reads.</summary>
    internal DateOnly Past(Check check, string column, string text)
    {
        check.That(Cells.TryDay(text, Today, out var day) && day >= earliest && day <= Today, column, "INVALID_DATE", $"{column}应为 {earliest.Year} 年以后、今天以前的日期,如 2021-03-05");
        return day;
    }

    /// <summary>The keyed hash by which somebody is found.</summary>
    internal byte[] HashOf(Check check, string column, string text, PersonalVault vault) =>
        IdentityOf(check, column, text) is { } number ? vault.Hash(IdentityNumber.Purpose, number.Text) : [];

    internal IdentityNumber? IdentityOf(Check check, string column, string text)
    {
        check.That(IdentityNumber.TryRead(text, Today, out var number), column, "INVALID_IDENTITY_NUMBER", $"{column}不对,应为 18 位,请核对最后一位校验码");
        return number;
    }

    internal static string? RegistryOf(Check check, string column, string text) => check.Optional(column, column, text, RegistryNumber.Most) is { Length: > 0 } number ? number : null;
}
