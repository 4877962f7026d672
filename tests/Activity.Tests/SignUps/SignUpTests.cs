using CivPractice.Activity.Activities;
using CivPractice.Activity.SignUps;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using CsCheck;

namespace CivPractice.Activity.Tests.SignUps;

/// <summary>The state machine of a sign-up, every state against every step.</summary>
public sealed class SignUpTests
{
    static readonly DateTimeOffset starts = new(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);
    static readonly PracticeActivity activity = new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(),
        Title = "修灯",
        Detail = "",
        Platform = ServicePlatform.Science,
        Site = "140322001001",
        StartsAt = starts,
        EndsAt = starts.AddHours(2),
        Place = "社区",
        RiskNotice = "登高",
        Secret = [],
    };

    static readonly Dictionary<string, Action<SignUp>> steps = new()
    {
        ["cancel"] = row => row.Cancel("有事"),
        ["promote"] = row => row.Promote(),
        ["in"] = row => row.CheckIn(starts.AddMinutes(-5), byCode: true),
        ["out"] = row => row.CheckOut(starts.AddMinutes(125), byCode: true),
        ["minutes"] = row => row.SetMinutes(120, "忘记签退"),
        ["close"] = row => row.CloseWith(activity),
    };

    static readonly Dictionary<(SignUpStatus From, string Step), SignUpStatus> legal = new()
    {
        [(SignUpStatus.SignedUp, "cancel")] = SignUpStatus.SignUpCancelled,
        [(SignUpStatus.SignedUp, "in")] = SignUpStatus.CheckedIn,
        [(SignUpStatus.SignedUp, "close")] = SignUpStatus.NoShow,
        [(SignUpStatus.SignedUp, "minutes")] = SignUpStatus.CheckedOut,
        [(SignUpStatus.Waiting, "cancel")] = SignUpStatus.SignUpCancelled,
        [(SignUpStatus.Waiting, "promote")] = SignUpStatus.SignedUp,
        [(SignUpStatus.Waiting, "close")] = SignUpStatus.SignUpCancelled,
        [(SignUpStatus.CheckedIn, "out")] = SignUpStatus.CheckedOut,
        [(SignUpStatus.CheckedIn, "minutes")] = SignUpStatus.CheckedOut,
        [(SignUpStatus.CheckedIn, "close")] = SignUpStatus.Credited,
        [(SignUpStatus.CheckedOut, "minutes")] = SignUpStatus.CheckedOut,
        [(SignUpStatus.CheckedOut, "close")] = SignUpStatus.Credited,
        // Closing again changes nothing.
        [(SignUpStatus.Credited, "close")] = SignUpStatus.Credited,
        [(SignUpStatus.NoShow, "close")] = SignUpStatus.NoShow,
        [(SignUpStatus.SignUpCancelled, "close")] = SignUpStatus.SignUpCancelled,
    };

    static readonly Dictionary<SignUpStatus, string[]> ways = new()
    {
        [SignUpStatus.SignedUp] = [],
        [SignUpStatus.Waiting] = [],
        [SignUpStatus.CheckedIn] = ["in"],
        [SignUpStatus.CheckedOut] = ["in", "out"],
        [SignUpStatus.Credited] = ["in", "out", "close"],
        [SignUpStatus.NoShow] = ["close"],
        [SignUpStatus.SignUpCancelled] = ["cancel"],
    };

    public static TheoryData<SignUpStatus, string> Everything => [.. from state in ways.Keys from step in steps.Keys select (state, step)];

    [Theory, MemberData(nameof(Everything))]
    public void A_step_leads_where_the_table_says_or_is_refused(SignUpStatus state, string step)
    {
        var row = In(state);
        if (legal.TryGetValue((state, step), out var to))
        {
            steps[step](row);
            Assert.Equal(to, row.Status);
            return;
        }
        var fault = Assert.Throws<Fault>(() => steps[step](row));
        Assert.Contains(fault.Reason, new[] { "SIGN_UP_STATE", "ALREADY_CREDITED" });
        Assert.Equal(state, row.Status);
    }

    [Fact]
    public void Code_in_and_out_is_grade_A_with_minutes_by_rule()
    {
        var row = In(SignUpStatus.Credited);
        var fact = row.Confirmed(activity)!;
        Assert.Equal((130, "A", new DateOnly(2026, 3, 3), row.Version), (fact.Minutes, fact.Grade, fact.ServedOn, fact.Version));
    }

    [Fact]
    public void Minutes_by_the_leader_are_grade_B()
    {
        var row = In(SignUpStatus.CheckedIn);
        row.SetMinutes(120, "忘记签退");
        row.CloseWith(activity);
        Assert.Equal((120, "B"), (row.Confirmed(activity)!.Minutes, row.Grade));
        Assert.Equal("ALREADY_CREDITED", Assert.Throws<Fault>(() => row.SetMinutes(60, "再改")).Reason);
    }

    [Fact]
    public void Who_forgot_to_check_out_has_none_until_the_leader_sets_them()
    {
        var row = In(SignUpStatus.CheckedIn);
        row.CloseWith(activity);
        Assert.Null(row.Confirmed(activity));
        var version = row.Version;
        row.SetMinutes(90, "现场确认");
        Assert.Equal((90, "B", version + 1), (row.Confirmed(activity)!.Minutes, row.Confirmed(activity)!.Grade, row.Confirmed(activity)!.Version));
    }

    [Fact]
    public void Who_came_and_could_not_check_in_is_credited_by_the_leader_with_grade_B_on_the_day_of_the_activity()
    {
        var row = In(SignUpStatus.SignedUp);
        Assert.Equal("OUT_OF_RANGE", Assert.Throws<Fault>(() => row.SetMinutes(0, "现场确认")).Reason);
        row.SetMinutes(90, "没带手机,现场确认");
        row.CloseWith(activity);
        var fact = row.Confirmed(activity)!;
        Assert.Equal((90, "B", new DateOnly(2026, 3, 3)), (fact.Minutes, fact.Grade, fact.ServedOn));
        Assert.Equal("没带手机,现场确认", row.Reason);
        // A list that was closed says who came: nobody is added to it afterwards.
        Assert.Equal("SIGN_UP_STATE", Assert.Throws<Fault>(() => In(SignUpStatus.NoShow).SetMinutes(90, "现场确认")).Reason);
    }

    [Fact]
    public void A_check_in_by_the_leader_is_grade_B()
    {
        var row = In(SignUpStatus.SignedUp);
        row.CheckIn(starts, byCode: false);
        row.CheckOut(starts.AddHours(1), byCode: true);
        row.CloseWith(activity);
        Assert.Equal((60, "B"), (row.Confirmed(activity)!.Minutes, row.Grade));
    }

    [Fact]
    public void Whatever_is_tried_hours_come_from_presence_only() =>
        Gen.Select(Gen.Bool, Gen.Int[0, steps.Count - 1].Select(at => steps.Keys.ElementAt(at)).List[0, 20]).Sample((waiting, tried) =>
        {
            var row = New(waiting ? SignUpStatus.Waiting : SignUpStatus.SignedUp);
            foreach (var step in tried)
            {
                var before = (row.Status, row.Version);
                try { steps[step](row); }
                catch (Fault) { Assert.Equal(before, (row.Status, row.Version)); }
                Assert.True(row.Version >= before.Version);
                if (row.Confirmed(activity) is { } fact)
                {
                    if (row.CheckedInAt is null) Assert.Equal((120, "B", "忘记签退"), (fact.Minutes, fact.Grade, row.Reason));
                    Assert.InRange(fact.Minutes, 1, 140);
                    Assert.Contains(fact.Grade, new[] { "A", "B" });
                }
                if (row.Status is SignUpStatus.NoShow or SignUpStatus.SignUpCancelled or SignUpStatus.Waiting) Assert.Null(row.CheckedInAt);
            }
        });

    static SignUp In(SignUpStatus state)
    {
        var row = New(state == SignUpStatus.Waiting ? SignUpStatus.Waiting : SignUpStatus.SignedUp);
        foreach (var step in ways[state]) steps[step](row);
        return row;
    }

    static SignUp New(SignUpStatus status) => new(status) { County = "140322", Id = Guid.CreateVersion7(), ActivityId = activity.Id, PersonId = Guid.CreateVersion7() };
}
