using CivPractice.Activity.Activities;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.SignUps;

/// <summary>Finds out why a sign-up was not taken; asked only afterwards, so that the usual case pays nothing for it.</summary>
static class SignUpRefusal
{
    internal static Fault NotRecruiting() => Fault.Precondition("NOT_RECRUITING", "活动不在招募中");

    /// <summary>NOT_FOUND, NOT_RECRUITING, VOLUNTEER_PROFILE_REQUIRED, TOO_YOUNG, SKILL_REQUIRED or CLASH.</summary>
    internal static async Task<Fault> FindAsync(ActivityDb db, string county, Guid activity, Guid post, Guid person, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await db.Activities.AsNoTracking().Include(each => each.Posts).SingleOrDefaultAsync(each => each.County == county && each.Id == activity, cancel);
        if (row is null || row.Status is ActivityStatus.Draft or ActivityStatus.PendingReview) return Fault.NotFound("这场活动");
        if (row.Posts.SingleOrDefault(each => each.Id == post) is not { } wanted) return Fault.NotFound("这个岗位");
        if (row.Stage(now) != ActivityStatus.Recruiting) return NotRecruiting();

        var volunteer = await db.Volunteers.AsNoTracking().SingleOrDefaultAsync(each => each.County == county && each.PersonId == person, cancel);
        if (volunteer is null) return Fault.Precondition("VOLUNTEER_PROFILE_REQUIRED", "请先登记为志愿者");
        if (volunteer.BirthDate.AddYears(wanted.LeastAge) > row.Day) return Fault.Precondition("TOO_YOUNG", $"这个岗位要求年满 {wanted.LeastAge} 周岁");
        if (wanted.Skill.Length > 0 && !volunteer.Skills.Contains(wanted.Skill)) return Fault.Precondition("SKILL_REQUIRED", $"需要技能:{wanted.Skill}");
        // Where the other activity is, and which, is nobody's business here: it may be in another county.
        return Fault.Precondition("CLASH", "这段时间您已报名其他活动");
    }
}
