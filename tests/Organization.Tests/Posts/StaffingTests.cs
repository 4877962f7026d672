using CivPractice.Organization.Posts;
using CivPractice.Organization.V1;
using CsCheck;

namespace CivPractice.Organization.Tests.Posts;

public sealed class StaffingTests
{
    const string site = "140322001";
    static readonly DateOnly start = new(2021, 1, 1);

    static SitePost Post(string title) => new() { County = "140322", Id = Guid.NewGuid(), Site = site, Title = title, Places = 1 };

    static Stretch Days(int from, int? last) => Stretch.Of(start.AddDays(from), last is { } day ? start.AddDays(day) : null);

    /// <summary>Whatever stretches there are: their union and what they have in common say the same of every single day as the stretches themselves.</summary>
    [Fact]
    public void Union_and_meeting_agree_with_every_single_day() =>
        Gen.Select(Gen.Select(Gen.Int[0, 60], Gen.Int[-1, 20]).List[0, 8], Gen.Select(Gen.Int[0, 60], Gen.Int[-1, 20]).List[0, 8]).Sample((first, second) =>
        {
            List<Stretch> Of(List<(int From, int Length)> some) => [.. some.Select(each => Days(each.From, each.Length < 0 ? null : each.From + each.Length))];
            static bool Has(IEnumerable<Stretch> some, DateOnly day) => some.Any(each => each.From <= day && day < each.Before);
            var (a, b) = (Of(first), Of(second));
            var (union, meet) = (Stretch.Union(a.Concat(b)), Stretch.Meet(a, b));
            for (var day = start; day < start.AddDays(90); day = day.AddDays(1))
            {
                Assert.Equal(Has(a, day) || Has(b, day), Has(union, day));
                Assert.Equal(Has(a, day) && Has(b, day), Has(meet, day));
            }
            // What touches is one: a figure moves only where something begins or ends.
            foreach (var all in new[] { union, meet })
                for (var i = 1; i < all.Count; i++) Assert.True(all[i].From > all[i - 1].Before);
        });

    [Fact]
    public void An_institute_needs_both_of_its_people_on_the_same_day_and_only_while_it_runs()
    {
        var (head, officer) = (Post("所长"), Post("组宣委员"));
        (SitePost, IReadOnlyList<Stretch>)[] held = [(head, [Days(0, 99), Days(120, null)]), (officer, [Days(50, null)])];
        Assert.Equal([Days(50, 99), Days(120, null)], Staffing.Days(Tier.Institute, site, start, null, held));
        Assert.Equal([Days(50, 99), new Stretch(start.AddDays(120), start.AddDays(150))], Staffing.Days(Tier.Institute, site, start, start.AddDays(150), held));
        Assert.Equal([Days(70, 99), Days(120, null)], Staffing.Days(Tier.Institute, site, start.AddDays(70), null, held));
        Assert.Empty(Staffing.Days(Tier.Institute, site, start, null, held[..1]));
        Assert.Empty(Staffing.Days(Tier.Station, site, start, null, held));
        Assert.Empty(Staffing.Days(Tier.Center, site, start, null, held));
    }

    [Fact]
    public void A_post_that_moved_counts_where_it_stood()
    {
        var clerk = Post("专管员");
        clerk.Move("140322002", start.AddDays(30));
        (SitePost, IReadOnlyList<Stretch>)[] held = [(clerk, [Days(10, null)])];
        Assert.Equal([Days(10, 29)], Staffing.Days(Tier.Station, site, start, null, held));
        Assert.Equal([Days(30, null)], Staffing.Days(Tier.Station, "140322002", start, null, held));
        Assert.Empty(Staffing.Days(Tier.Station, "140322003", start, null, held));
    }
}
