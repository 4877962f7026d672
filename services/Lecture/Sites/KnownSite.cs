using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sites;

/// <summary>Copy of a site (站点), so that no row and no figure hangs on a code that nobody opened.</summary>
public sealed class KnownSite : ICountyRow
{
    public required string County { get; init; }
    public required string Code { get; init; }

    /// <summary>A site that opened stays known: what was recorded there keeps its code.</summary>
    public static Task TakeAsync(LectureDb db, SiteOpened fact) => db.Database.ExecuteSqlAsync(
        $"insert into known_site (county, code) values ({fact.County}, {fact.Code}) on conflict do nothing");

    /// <exception cref="Fault">UNKNOWN_SITE.</exception>
    public static async Task RequireAsync(LectureDb db, string county, string code, CancellationToken cancel)
    {
        if (!await db.Sites.AnyAsync(site => site.County == county && site.Code == code, cancel))
            throw Fault.Invalid("site", "UNKNOWN_SITE", "没有这个站点");
    }
}
