using CivPractice.Report.Checks;
using CsCheck;

namespace CivPractice.Report.Tests.Checks;

public sealed class SpotSampleTests
{
    static readonly Gen<List<Drawable>> populations = Gen.Guid.List[1, 60].Select(ids => ids.Distinct().Select(id => new Drawable(id.ToString(), "题目", "140322", "2021-03-05")).ToList());

    [Fact]
    public void The_same_seed_draws_the_same_rows_in_whatever_order_they_come() => Gen.Select(populations, Gen.String[1, 10], Gen.Int[1, 80]).Sample((rows, seed, size) =>
    {
        var drawn = SpotSample.Draw(rows, seed, size);
        Assert.Equal(drawn, SpotSample.Draw(Enumerable.Reverse(rows), seed, size));
        Assert.Equal(Math.Min(size, rows.Count), drawn.Distinct().Count());
        Assert.Empty(drawn.Except(rows));
        Assert.Equal(SpotSample.HashOf(rows), SpotSample.HashOf(Enumerable.Reverse(rows)));
        // A larger sample goes on where the smaller one ended.
        Assert.Equal(drawn, SpotSample.Draw(rows, seed, size + 5).Take(drawn.Count));
    });

    [Fact]
    public void Of_parted_rows_each_part_is_drawn_from_by_its_size() => Gen.Select(Gen.Int[1, 30].Array[1, 8], Gen.String[1, 10], Gen.Int[1, 120]).Sample((sizes, seed, size) =>
    {
        var rows = sizes.SelectMany((count, part) => Enumerable.Range(0, count).Select(at => new Drawable($"{part}-{at}", "", "", "", $"{part}"))).ToList();
        var drawn = SpotSample.Draw(rows, seed, size);
        Assert.Equal(Math.Min(size, rows.Count), drawn.Distinct().Count());
        Assert.Equal(drawn, SpotSample.Draw(Enumerable.Reverse(rows), seed, size));
        foreach (var part in drawn.GroupBy(row => row.Stratum))
        {
            var fair = (double)sizes[int.Parse(part.Key, System.Globalization.CultureInfo.InvariantCulture)] * Math.Min(size, rows.Count) / rows.Count;
            Assert.InRange(part.Count(), Math.Floor(fair), Math.Ceiling(fair));
        }
    });

    [Fact]
    public void Another_seed_draws_others_and_every_row_can_be_drawn()
    {
        var rows = Enumerable.Range(0, 40).Select(at => new Drawable($"{at}", "", "", "")).ToList();
        var drawn = Enumerable.Range(0, 400).SelectMany(seed => SpotSample.Draw(rows, $"{seed}", 5)).GroupBy(row => row.Id).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(40, drawn.Count);
        // 50 each on average.
        Assert.All(drawn.Values, times => Assert.InRange(times, 20, 90));
    }
}
