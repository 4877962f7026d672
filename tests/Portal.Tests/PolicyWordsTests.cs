using CivPractice.Organization.V1;
using CivPractice.Portal.Policies;

namespace CivPractice.Portal.Tests;

public sealed class PolicyWordsTests
{
    [Theory]
    [InlineData(0, 0, 0, "还没有设岗位")]
    [InlineData(2, 4, 4, "2 个岗位，应配 4 人，在任 4 人，配齐率 100%")]
    [InlineData(900, 3000, 2999, "900 个岗位，应配 3,000 人，在任 2,999 人，配齐率 99.9%")]
    public void The_filled_places_are_never_said_to_be_more_than_they_are(int posts, int places, int filled, string said) =>
        Assert.Equal(said, new GetPostCountResponse { Posts = posts, Places = places, Filled = filled }.Said());

    [Fact]
    public void Units_are_parted_as_people_part_them() =>
        Assert.Equal(["教育局", "文旅局", "团县委", "妇联"], PolicyWords.Units(" 教育局、文旅局，团县委 ;妇联；"));

    [Theory]
    [InlineData(1, "1 KB")]
    [InlineData(1024, "1 KB")]
    [InlineData(1025, "2 KB")]
    [InlineData(1024 * 1024 - 1, "1024 KB")]
    [InlineData(1024 * 1024, "1.0 MB")]
    [InlineData(20 * 1024 * 1024, "20.0 MB")]
    public void A_files_size_is_rounded_up(int bytes, string said) => Assert.Equal(said, PolicyWords.Size(bytes));
}
