using CivPractice.Platform.Faults;
using CivPractice.Volunteer.Teams;
using CivPractice.Volunteer.V1;
using CsCheck;
using Team = CivPractice.Volunteer.Teams.Team;

namespace CivPractice.Volunteer.Tests.Teams;

public sealed class TeamPlacementTests
{
    static readonly DateOnly founded = new(2020, 1, 1);
    static readonly DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static Team Made(string name = "队", string site = "140322") => new()
    {
        County = "140322",
        Id = Guid.NewGuid(),
        Name = name,
        Category = "便民利民服务",
        Site = site,
        FoundedOn = founded,
        Slogan = "",
        Practice = false,
        RegistryNumber = null,
    };

    static string Refused(Action deed) => Assert.Throws<Fault>(deed).Reason;

    [Fact]
    public void A_team_stands_below_a_higher_level_and_above_lower_ones()
    {
        var (corps, squad) = (Made(), Made());
        var top = TeamPlacement.Place(corps, null, TeamLevel.Corps, null, [], founded, now)!;
        Assert.Equal("LEVEL_REQUIRED", Refused(() => TeamPlacement.Place(squad, null, TeamLevel.Unspecified, corps, [], founded, now)));
        Assert.Equal("PARENT_NOT_ABOVE", Refused(() => TeamPlacement.Place(squad, null, TeamLevel.Corps, corps, [], founded, now)));
        Assert.Equal("CORPS_NOT_AT_CENTER", Refused(() => TeamPlacement.Place(Made(site: "140322001001"), null, TeamLevel.Corps, null, [], founded, now)));
        Assert.Equal("BEFORE_FOUNDING", Refused(() => TeamPlacement.Place(squad, null, TeamLevel.Squad, corps, [], founded.AddDays(-1), now)));
        // Not only the next level below.
        var place = TeamPlacement.Place(squad, null, TeamLevel.Squad, corps, [], founded.AddDays(9), now)!;
        Assert.Equal((corps.Id, TeamLevel.Squad, null), (squad.ParentId, squad.Level, place.Until));
        Assert.Null(TeamPlacement.Place(squad, place, TeamLevel.Squad, corps, [], founded.AddDays(20), now));
        Assert.Equal("CHILD_NOT_BELOW", Refused(() => TeamPlacement.Place(corps, top, TeamLevel.Squad, null, [TeamLevel.Squad], founded, now)));
        Assert.Equal("CHILD_NOT_BELOW", Refused(() => TeamPlacement.Place(corps, top, TeamLevel.Unspecified, null, [TeamLevel.Squad], founded, now)));
        Assert.Equal("BEFORE_LAST_PLACE", Refused(() => TeamPlacement.Place(squad, place, TeamLevel.Branch, null, [], founded.AddDays(8), now)));

        var next = TeamPlacement.Place(squad, place, TeamLevel.Branch, null, [], founded.AddDays(30), now)!;
        Assert.Equal((founded.AddDays(30), founded.AddDays(30), null), (place.Until, next.Since, squad.ParentId));
        Assert.Null(TeamPlacement.Place(squad, next, TeamLevel.Unspecified, null, [], founded.AddDays(40), now));
        Assert.Equal((TeamLevel.Unspecified, founded.AddDays(40)), (squad.Level, next.Until));
        Assert.Equal("PARENT_NOT_ABOVE", Refused(() => TeamPlacement.Place(Made(), null, TeamLevel.Squad, squad, [], founded, now)));
    }

    [Fact]
    public void However_teams_are_moved_there_is_no_cycle_and_no_day_with_two_places() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 5], Gen.Int[-1, 7], Gen.Int[0, 60]).List[1, 60].Sample(moves =>
        {
            var teams = Enumerable.Range(0, 8).Select(each => Made($"队{each}")).ToArray();
            var places = new List<TeamPlacement>();
            foreach (var (which, level, above, day) in moves)
            {
                var team = teams[which];
                var last = places.LastOrDefault(place => place.TeamId == team.Id);
                try
                {
                    if (TeamPlacement.Place(team, last, (TeamLevel)level, above < 0 || above == which ? null : teams[above], teams.Where(each => each.ParentId == team.Id).Select(each => each.Level), founded.AddDays(day), now) is { } place) places.Add(place);
                }
                catch (Fault) { }
                foreach (var start in teams)
                {
                    var (steps, at) = (0, start);
                    for (; at.ParentId is { } parent; steps++)
                    {
                        var up = teams.Single(each => each.Id == parent);
                        Assert.True(up.Level < at.Level && up.Level != TeamLevel.Unspecified);
                        at = up;
                    }
                    Assert.InRange(steps, 0, 4);
                }
            }
            foreach (var team in teams)
            {
                var own = places.Where(place => place.TeamId == team.Id).ToList();
                for (var i = 0; i < 70; i++) Assert.True(own.Count(place => place.Since <= founded.AddDays(i) && (place.Until is null || place.Until > founded.AddDays(i))) <= 1);
                Assert.Equal(team.Level, own.SingleOrDefault(place => place.Until is null)?.Level ?? TeamLevel.Unspecified);
            }
        });
}
