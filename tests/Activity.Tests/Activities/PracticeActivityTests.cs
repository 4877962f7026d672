using CivPractice.Activity.Activities;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using ActivityPost = CivPractice.Activity.Activities.ActivityPost;

namespace CivPractice.Activity.Tests.Activities;

/// <summary>The state machine of an activity, in which the clock takes part.</summary>
public sealed class PracticeActivityTests
{
    static readonly DateTimeOffset starts = new(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset before = starts.AddHours(-3), during = starts.AddHours(1), after = starts.AddHours(3);

    static readonly Dictionary<string, Action<PracticeActivity, DateTimeOffset>> steps = new()
    {
        ["publish"] = (row, now) => row.Publish(now),
        ["cancel"] = (row, now) => row.Cancel("下雨", now),
        ["complete"] = (row, now) => row.Complete(3, "完成", now),
    };

    static readonly Dictionary<(ActivityStatus From, string Step), ActivityStatus> legal = new()
    {
        [(ActivityStatus.Draft, "publish")] = ActivityStatus.Recruiting,
        [(ActivityStatus.Draft, "cancel")] = ActivityStatus.Cancelled,
        [(ActivityStatus.Recruiting, "cancel")] = ActivityStatus.Cancelled,
        [(ActivityStatus.Running, "complete")] = ActivityStatus.Completed,
        [(ActivityStatus.Closing, "complete")] = ActivityStatus.Completed,
    };

    static readonly ActivityStatus[] states =
        [ActivityStatus.Draft, ActivityStatus.Recruiting, ActivityStatus.Running, ActivityStatus.Closing, ActivityStatus.Completed, ActivityStatus.Cancelled];

    public static TheoryData<ActivityStatus, string> Everything => [.. from state in states from step in steps.Keys select (state, step)];

    [Theory, MemberData(nameof(Everything))]
    public void A_step_leads_where_the_table_says_or_is_refused_naming_the_present_state(ActivityStatus state, string step)
    {
        var (row, now) = In(state);
        Assert.Equal(state, row.Stage(now));
        if (legal.TryGetValue((state, step), out var to))
        {
            steps[step](row, now);
            Assert.Equal(to, row.Status);
            return;
        }
        var fault = Assert.Throws<Fault>(() => steps[step](row, now));
        Assert.Equal("ACTIVITY_STATE", fault.Reason);
        Assert.Contains($"“{state.Title()}”", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_moves_a_published_activity_on()
    {
        var (row, _) = In(ActivityStatus.Recruiting);
        Assert.Equal(ActivityStatus.Recruiting, row.Stage(starts.AddTicks(-1)));
        Assert.Equal(ActivityStatus.Running, row.Stage(starts));
        Assert.Equal(ActivityStatus.Closing, row.Stage(row.EndsAt));
    }

    [Fact]
    public void Publishing_asks_for_the_risks_a_post_and_a_time_to_come()
    {
        Assert.Equal("RISK_NOTICE_REQUIRED", Assert.Throws<Fault>(() => New(risk: "").Publish(before)).Reason);
        Assert.Equal("POST_REQUIRED", Assert.Throws<Fault>(() => New(posts: 0).Publish(before)).Reason);
        Assert.Equal("STARTS_IN_PAST", Assert.Throws<Fault>(() => New().Publish(starts)).Reason);
        Assert.Equal("ENDS_BEFORE_START", Assert.Throws<Fault>(() => New(hours: 0).Publish(before)).Reason);
        Assert.Equal("TOO_LONG", Assert.Throws<Fault>(() => New(hours: 25).Publish(before)).Reason);
        New(hours: 24).Publish(before);
    }

    static (PracticeActivity Row, DateTimeOffset Now) In(ActivityStatus state)
    {
        var row = New();
        if (state != ActivityStatus.Draft && state != ActivityStatus.Cancelled) row.Publish(before);
        if (state == ActivityStatus.Cancelled) row.Cancel("下雨", before);
        if (state == ActivityStatus.Completed) row.Complete(0, "", after);
        return (row, state switch { ActivityStatus.Running => during, ActivityStatus.Closing or ActivityStatus.Completed => after, _ => before });
    }

    static PracticeActivity New(string risk = "登高", int posts = 1, int hours = 2)
    {
        var row = new PracticeActivity
        {
            County = "140322",
            Id = Guid.CreateVersion7(),
            Title = "修灯",
            Detail = "",
            Platform = ServicePlatform.Science,
            Site = "140322001001",
            StartsAt = starts,
            EndsAt = starts.AddHours(hours),
            Place = "社区",
            RiskNotice = risk,
            Secret = [],
        };
        for (var no = 1; no <= posts; no++)
            row.Posts.Add(new ActivityPost { County = row.County, Id = Guid.CreateVersion7(), ActivityId = row.Id, No = no, Title = "帮手", Capacity = 2, Skill = "", LeastAge = 0 });
        return row;
    }
}
