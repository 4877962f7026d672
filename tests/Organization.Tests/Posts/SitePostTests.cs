using CivPractice.Organization.Posts;
using CivPractice.Platform.Faults;
using CsCheck;

namespace CivPractice.Organization.Tests.Posts;

public sealed class SitePostTests
{
    static readonly DateOnly start = new(2021, 1, 1);

    static SitePost Post(int places) => new() { County = "140322", Id = Guid.NewGuid(), Site = "140322001", Title = "站长", Places = places };

    [Fact]
    public void A_successor_begins_on_the_day_after_the_formers_last()
    {
        var post = Post(1);
        var former = post.Appoint([], Guid.NewGuid(), "测试甲", start);
        var next = post.Succeed(former, [former], Guid.NewGuid(), "测试乙", new DateOnly(2022, 3, 1), "某发〔2022〕3号");
        Assert.Equal((new DateOnly(2022, 2, 28), new DateOnly(2022, 3, 1), null), (former.To, next.From, next.To));
        Assert.Equal("APPOINTMENT_ENDED", Assert.Throws<Fault>(() => post.Succeed(former, [former], Guid.NewGuid(), "测试丙", new DateOnly(2022, 4, 1), "")).Reason);
        Assert.Equal("ENDED_BEFORE_BEGUN", Assert.Throws<Fault>(() => post.Succeed(next, [next], Guid.NewGuid(), "测试丙", next.From, "")).Reason);
        Assert.Equal("SAME_PERSON", Assert.Throws<Fault>(() => post.Succeed(next, [next], next.Person, "测试乙", new DateOnly(2023, 1, 1), "")).Reason);
    }

    [Fact]
    public void A_foreseen_last_day_is_brought_forward_and_never_put_off()
    {
        var post = Post(1);
        var former = post.Appoint([], Guid.NewGuid(), "测试甲", start, start.AddYears(3));
        Assert.Equal("APPOINTMENT_ENDED", Assert.Throws<Fault>(() => former.End(start.AddYears(3))).Reason);
        var next = post.Succeed(former, [former], Guid.NewGuid(), "测试乙", start.AddYears(2), "");
        Assert.Equal((start.AddYears(2).AddDays(-1), 2), (former.To!.Value, former.Version));
        next.End(start.AddYears(4));
        next.End(start.AddYears(3));
        Assert.Equal(start.AddYears(3), next.To);
    }

    /// <summary>Whatever is tried in whatever order: on no day are there more holders than places, and nobody holds a post twice.</summary>
    [Fact]
    public void On_no_day_are_there_more_holders_than_places() =>
        Gen.Select(Gen.Int[1, 3], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 400], Gen.Int[-1, 200], Gen.Int[0, 2]).List[1, 25]).Sample((places, tries) =>
        {
            var (post, held) = (Post(places), new List<PostAppointment>());
            var people = Enumerable.Range(0, 6).Select(_ => Guid.NewGuid()).ToArray();
            foreach (var (who, day, length, how) in tries)
            {
                var from = start.AddDays(day);
                try
                {
                    if (how == 0 && held.Find(each => each.Overlaps(from.AddDays(-1), from.AddDays(-1)) && each.To is null) is { } former)
                    {
                        // A refused succession leaves the former's time as it was: in the service nothing is saved then.
                        var others = held.Where(each => each.Id != former.Id).ToList();
                        if (post.Places > 0 && others.All(each => each.Person != people[who]) && Free(others, places, from)) held.Add(post.Succeed(former, held, people[who], "某", from, ""));
                    }
                    else held.Add(post.Appoint(held, people[who], "某", from, length < 0 ? null : from.AddDays(length)));
                }
                catch (Fault fault) { Assert.Contains(fault.Reason, new[] { "POST_HELD", "SAME_PERSON", "ENDED_BEFORE_BEGUN" }); }
            }
            foreach (var day in held.SelectMany(each => new[] { each.From, each.To ?? each.From }).Distinct())
            {
                var on = held.Where(each => each.Overlaps(day, day)).ToList();
                Assert.InRange(on.Count, 0, places);
                Assert.Equal(on.Count, on.DistinctBy(each => each.Person).Count());
            }
        });

    static bool Free(List<PostAppointment> held, int places, DateOnly from) =>
        held.Select(each => each.From > from ? each.From : from).Append(from).All(day => held.Count(each => each.Overlaps(day, day)) < places);
}
