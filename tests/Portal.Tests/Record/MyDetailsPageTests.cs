using CivPractice.Portal.Record;
using CivPractice.Volunteer.V1;

namespace CivPractice.Portal.Tests.Record;

/// <summary>The form of one's own skills and kinds of service: what was not touched is not said again.</summary>
public sealed class MyDetailsPageTests
{
    static async Task<Drawing> PostedAsync(string before, string skills)
    {
        var page = new Drawing("/c/140322/me/details").As();
        await page.OfAsync<MyDetailsPage>(null, ("do", "wishes"), ("skillsBefore", before), ("skills", skills), ("serviceKinds", "助老"), ("serviceKinds", "环保"));
        Assert.Equal(["助老", "环保"], page.The<SetServiceKindsRequest>().ServiceKinds);
        return page;
    }

    [Fact]
    public async Task Skills_that_were_not_touched_stay_even_with_a_space_in_them() =>
        Assert.DoesNotContain("SetSkills", (await PostedAsync("Photo Shop、理发", "Photo Shop、理发")).Asked.Select(each => each.Method));

    [Fact]
    public async Task Skills_that_were_touched_are_said_one_by_one() =>
        Assert.Equal(["电工", "理发", "心理疏导"], (await PostedAsync("电工", "电工、理发，心理疏导")).The<SetSkillsRequest>().Skills);
}
