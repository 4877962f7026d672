using CivPractice.Organization.Meetings;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Tests.Meetings;

public sealed class MeetingDecisionTests
{
    static readonly DateOnly due = new(2021, 6, 30);
    static readonly DateTimeOffset now = new(2021, 6, 1, 0, 0, 0, TimeSpan.Zero);

    static MeetingDecision Decision() => new() { County = "140322", Id = Guid.CreateVersion7(), MeetingId = Guid.CreateVersion7(), No = 1, Text = "配齐专管员", ResponsibleUnit = "县委组织部", DueOn = due };

    [Fact]
    public void A_decision_goes_on_to_done_and_stays_there()
    {
        var decision = Decision();
        Assert.Equal("DECISION_STATE", Assert.Throws<Fault>(() => decision.Report(DecisionState.DecisionOpen, "退回", due, 1, now)).Reason);
        var steps = new[] { decision.Report(DecisionState.DecisionUnderWay, "摸底", due, 1, now), decision.Report(DecisionState.DecisionUnderWay, "公示", due, 2, now), decision.Report(DecisionState.DecisionDone, "到岗", due, 3, now) };
        Assert.Equal([(2L, "摸底"), (3L, "公示"), (4L, "到岗")], steps.Select(step => (step.No, step.Note)));
        Assert.Equal((DecisionState.DecisionDone, due, "到岗"), (decision.State, decision.DoneOn, decision.Note));
        Assert.Equal("DECISION_DONE", Assert.Throws<Fault>(() => decision.Report(DecisionState.DecisionUnderWay, "再办", due, 4, now)).Reason);
    }

    [Fact]
    public void Whoever_saw_an_older_state_is_told_so() =>
        Assert.Equal("CHANGED_MEANWHILE", Assert.Throws<Fault>(() => Decision().Report(DecisionState.DecisionDone, "到岗", due, 0, now)).Reason);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Its_own_day_is_still_in_time(int days, bool inTime)
    {
        var decision = Decision();
        Assert.Equal((!inTime, false), (decision.IsOverdue(due.AddDays(days)), decision.IsInTime));
        decision.Report(DecisionState.DecisionDone, "到岗", due.AddDays(days), 1, now);
        Assert.Equal((false, inTime), (decision.IsOverdue(due.AddDays(900)), decision.IsInTime));
    }

    [Fact]
    public void What_an_old_list_tells_is_its_first_step_and_nothing_begun_is_none()
    {
        var (open, done) = (Decision(), Decision());
        Assert.Null(open.Came(DecisionState.DecisionOpen, "", null, now));
        Assert.Equal((1L, DecisionState.DecisionDone), done.Came(DecisionState.DecisionDone, "到岗", due, now) is { } step ? (step.No, step.State) : default);
        Assert.Equal((null, due), (open.DoneOn, done.DoneOn));
    }
}
