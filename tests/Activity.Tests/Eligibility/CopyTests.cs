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
            await KnownTeam.TakeAsync(db, new TeamChanged(county, team, $"队{version}", "便民", county, version == 3 ? null : person, version, version == 3 ? new DateOnly(2022, 5, 1) : null));
            await KnownSite.TakeAsync(db, new SiteChanged(county, county + "099", $"站{version}", 3, county, version));
            await KnownSite.TakeAsync(db, new SitesImported(county, [new(county, county + "098", $"站{version}", 3, county, version), new(county, county + "097", "旧站", 3, county, version, new DateOnly(2022, 1, version), county + "098")]));
        }
        Assert.Equal(["技能3"], (await db.Volunteers.SingleAsync(row => row.PersonId == person)).Skills);
        Assert.Equal(("队3", null, new DateOnly(2022, 5, 1)), await db.Teams.Where(row => row.Id == team).Select(row => new ValueTuple<string, Guid?, DateOnly?>(row.Name, row.LeaderPersonId, row.EndedOn)).SingleAsync());
        Assert.Equal(["站3", "站3"], await db.Sites.Where(row => row.Code == county + "099" || row.Code == county + "098").Select(row => row.Name).ToListAsync());
        Assert.Equal((new DateOnly(2022, 1, 3), county + "098"), await db.Sites.Where(row => row.Code == county + "097").Select(row => new ValueTuple<DateOnly?, string>(row.ClosedOn, row.Successor)).SingleAsync());
    }

    [Fact]
    public async Task Words_of_the_lists_that_activities_bear_are_kept_and_the_later_one_stands()
    {
        const string county = "140322";
        await using var db = Db(county);
        var (word, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var version in new[] { 2, 3, 1 })
            await KnownWord.TakeAsync(db, new WordsChanged(county,
            [
                new WordFact(word, WordList.Platform, "卫生健康", [$"卫生{version}"], 1100, new DateOnly(2021, 1, 1), version == 3 ? new DateOnly(2022, 1, 1) : null, version),
                new WordFact(other, WordList.TeamKind, "红白理事服务", [], 2100, new DateOnly(2021, 1, 1), null, version),
            ]));
        var kept = await db.Words.SingleAsync(row => row.Id == word);
        Assert.Equal((3L, "卫生3", new DateOnly(2022, 1, 1)), (kept.Version, kept.Aliases.Single(), kept.ValidTo));
        Assert.False(await db.Words.AnyAsync(row => row.Id == other));
    }

    [Fact]
    public async Task A_batch_of_teams_is_taken_like_each_of_them()
    {
        const string county = "140322";
        await using var db = Db(county);
        var (known, fresh, led) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await KnownTeam.TakeAsync(db, new TeamChanged(county, known, "新名", "便民", county, led, 3));
        var batch = new TeamsImported(county, [new TeamChanged(county, known, "旧名", "便民", county, null, 2), new TeamChanged(county, fresh, "新队", "农业科技辅导", county, led, 1, new DateOnly(2022, 5, 1))]);
        for (var time = 0; time < 2; time++) await KnownTeam.TakeAsync(db, batch);
        Assert.Equal(("新名", led, 3L), await db.Teams.Where(row => row.Id == known).Select(row => new ValueTuple<string, Guid?, long>(row.Name, row.LeaderPersonId, row.Version)).SingleAsync());
        Assert.Equal(("新队", "农业科技辅导", led, new DateOnly(2022, 5, 1)), await db.Teams.Where(row => row.Id == fresh).Select(row => new ValueTuple<string, string, Guid?, DateOnly?>(row.Name, row.Category, row.LeaderPersonId, row.EndedOn)).SingleAsync());
    }

    ActivityDb Db(string county)
    {
        var scope = new CallerScope();
        scope.ActFor(county);
        var options = new DbContextOptionsBuilder<ActivityDb>().UseNpgsql(running.Service.App).AddInterceptors(new CountySetting()).Options;
        return new ActivityDb(options, scope, TimeProvider.System);
    }
}
