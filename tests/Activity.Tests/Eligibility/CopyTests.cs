using CivPractice.Activity.Eligibility;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Tests.Eligibility;

/// <summary>Events come twice and out of order; the copy keeps the latest.</summary>
public sealed class CopyTests(ActivityRunning running)
{
    [Fact]
    public async Task The_higher_version_wins_in_whatever_order_it_comes()
    {
        const string county = "140322";
        await using var db = Db(county);
        var (person, team) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var version in new[] { 2, 3, 1, 3 })
        {
            await KnownVolunteer.TakeAsync(db, new VolunteerChanged(county, person, $"名{version}", new DateOnly(2000, 1, 1), [$"技能{version}"], county, version));
            await KnownTeam.TakeAsync(db, new TeamChanged(county, team, $"队{version}", "便民", county, version == 3 ? null : person, version));
            await KnownSite.TakeAsync(db, new SiteChanged(county, county + "099", $"站{version}", 3, county, version));
            await KnownSite.TakeAsync(db, new SitesImported(county, [new(county, county + "098", $"站{version}", 3, county, version), new(county, county + "097", "旧站", 3, county, version, new DateOnly(2022, 1, version), county + "098")]));
        }
        Assert.Equal(["技能3"], (await db.Volunteers.SingleAsync(row => row.PersonId == person)).Skills);
        Assert.Equal(("队3", null), await db.Teams.Where(row => row.Id == team).Select(row => new ValueTuple<string, Guid?>(row.Name, row.LeaderPersonId)).SingleAsync());
        Assert.Equal(["站3", "站3"], await db.Sites.Where(row => row.Code == county + "099" || row.Code == county + "098").Select(row => row.Name).ToListAsync());
        Assert.Equal((new DateOnly(2022, 1, 3), county + "098"), await db.Sites.Where(row => row.Code == county + "097").Select(row => new ValueTuple<DateOnly?, string>(row.ClosedOn, row.Successor)).SingleAsync());
    }

    ActivityDb Db(string county)
    {
        var scope = new CallerScope();
        scope.ActFor(county);
        var options = new DbContextOptionsBuilder<ActivityDb>().UseNpgsql(running.Service.App).AddInterceptors(new CountySetting()).Options;
        return new ActivityDb(options, scope, TimeProvider.System);
    }
}
