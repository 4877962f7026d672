using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Roster;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Exports;

/// <summary>Who some persons are in the caller's own county: the name, the volunteer's number, and the identity number masked.</summary>
static class MaskedIdentities
{
    internal static async Task<Dictionary<Guid, (string Name, string Number, string? Identity)>> OfAsync(VolunteerDb db, PersonalVault vault, IEnumerable<Guid> persons, CancellationToken cancel)
    {
        var ids = persons.Distinct().ToArray();
        if (ids.Length == 0) return [];
        var rows = await db.Profiles.Where(row => row.County == db.Scope.PersonalCounty && ids.Contains(row.PersonId)).Select(row => new { row.PersonId, row.Name, row.Number, row.IdentitySealed }).ToListAsync(cancel);
        return rows.ToDictionary(row => row.PersonId, row => (row.Name, row.Number, (string?)Masked.IdentityNumber(vault.Open(IdentityNumber.Purpose, row.IdentitySealed))));
    }
}
