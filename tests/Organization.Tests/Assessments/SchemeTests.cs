using CivPractice.Organization.Assessments;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;
using CsCheck;
using ItemScore = CivPractice.Organization.Assessments.ItemScore;
using SchemeItem = CivPractice.Organization.Assessments.SchemeItem;

namespace CivPractice.Organization.Tests.Assessments;

public sealed class SchemeTests
{
    static SchemeItem Item(int weight, long target) => new() { County = "140322", SchemeId = Guid.CreateVersion7(), No = 1, Title = "实践活动", Weight = weight, Measure = "activities.completed", Target = target };
    static ItemScore Score() => new() { County = "140322", SchemeId = Guid.CreateVersion7(), Site = "140322001001", No = 1 };

    [Theory]
    [InlineData(40, 12, 0, 0)]
    [InlineData(40, 12, 3, 100)]
    [InlineData(40, 12, 12, 400)]
    [InlineData(40, 12, 99, 400)]
    [InlineData(10, 3, 1, 33)]
    [InlineData(10, 3, 2, 67)]
    [InlineData(10, 3, -5, 0)]
    public void Points_grow_with_the_figure_up_to_its_target(int weight, long target, long evidence, int tenths) => Assert.Equal(tenths, Item(weight, target).TenthsFor(evidence));

    [Fact]
    public void Points_never_leave_the_weight_and_never_fall_as_the_figure_grows() =>
        Gen.Select(Gen.Int[1, 100], Gen.Long[1, 1_000_000], Gen.Long[0, 2_000_000], Gen.Long[0, 2_000_000]).Sample((weight, target, a, b) =>
        {
            var item = Item(weight, target);
            Assert.InRange(item.TenthsFor(a), 0, weight * 10);
            Assert.True(item.TenthsFor(Math.Min(a, b)) <= item.TenthsFor(Math.Max(a, b)));
        });

    [Fact]
    public void Points_by_hand_stay_when_the_figure_is_read_anew_and_an_appeal_is_decided_once()
    {
        var (item, score) = (Item(40, 12), Score());
        score.Fill(item, 6);
        Assert.Equal(200, score.Tenths);
        score.Set(item, 255, "现场看到更多");
        score.Fill(item, 3);
        Assert.Equal((255, 3L), (score.Tenths, score.Evidence));
        Assert.Equal("OUT_OF_RANGE", Assert.Throws<Fault>(() => score.Set(item, 401, "多给")).Reason);
        Assert.Equal("NO_APPEAL", Assert.Throws<Fault>(() => score.Decide(item, true, 300, "无")).Reason);
        score.AppealWith("有三场没有计入");
        score.Decide(item, true, 300, "补计");
        Assert.Equal((300, AppealStatus.Upheld), (score.Tenths, score.AppealStatus));
        Assert.Equal("APPEALED_ALREADY", Assert.Throws<Fault>(() => score.AppealWith("再申诉一次")).Reason);
    }
}
