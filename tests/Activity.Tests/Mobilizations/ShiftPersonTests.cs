using CivPractice.Activity.Mobilizations;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using Mobilization = CivPractice.Activity.Mobilizations.Mobilization;
using MobilizationTask = CivPractice.Activity.Mobilizations.MobilizationTask;

namespace CivPractice.Activity.Tests.Mobilizations;

/// <summary>What somebody on a shift is credited with.</summary>
public sealed class ShiftPersonTests
{
    static readonly DateTimeOffset noon = new(2022, 3, 10, 4, 0, 0, TimeSpan.Zero);

    static ShiftPerson Person() => new() { County = "900000", ShiftId = Guid.CreateVersion7(), PersonId = Guid.CreateVersion7(), PutAt = noon.AddDays(-1) };

    static MobilizationShift Shift()
    {
        var shift = new MobilizationShift { County = "900000", Id = Guid.CreateVersion7(), TaskId = Guid.CreateVersion7(), Mobilization = "YJ-1", Site = "900000001001", StartsAt = noon, EndsAt = noon.AddHours(2), Needed = 3 };
        shift.Add(1, noon);
        return shift;
    }

    static Mobilization Call(bool drill = false) => new()
    {
        County = "900000",
        Number = "YJ-1",
        Event = "疫情防控",
        Level = EmergencyLevel.LevelTwo,
        IssuedBy = "中心",
        Command = "指挥部",
        Call = "请报到",
        Area = "900000",
        TaskKinds = ["消毒"],
        Needed = 1,
        StartsAt = noon,
        Drill = drill,
    };

    static readonly MobilizationTask task = new() { County = "900000", Id = Guid.CreateVersion7(), Mobilization = "YJ-1", What = "消毒", Site = "900000001001", Neighbourhood = "", Needed = 3, StartsAt = noon, EndsAt = noon.AddDays(1) };

    [Theory]
    [InlineData(true, true, "A")]
    [InlineData(true, false, "B")]
    [InlineData(false, true, "B")]
    public void The_code_in_and_out_is_trusted_most(bool inByCode, bool outByCode, string grade)
    {
        var (person, shift) = (Person(), Shift());
        Assert.True(person.CheckIn(noon.AddMinutes(-30), inByCode));
        Assert.False(person.CheckIn(noon.AddMinutes(5), inByCode));
        person.CheckOut(noon.AddMinutes(100), outByCode);
        person.CheckOut(noon.AddMinutes(119), outByCode);
        shift.Close(noon.AddHours(2));
        person.CloseWith(shift, wholeForRest: true);
        // Ten minutes of grace before the start, and the first check-out.
        Assert.Equal((110, grade), (person.Minutes, person.Grade));
        var fact = person.Confirmed(Call(), task, shift)!;
        Assert.Equal((person.ShiftId, 110, grade, AttendanceConfirmed.Shift, "应急动员“疫情防控”:消毒", new DateOnly(2022, 3, 10)), (fact.ActivityId, fact.Minutes, fact.Grade, fact.Kind, fact.ActivityTitle, fact.ServedOn));
        Assert.Null(person.Confirmed(Call(drill: true), task, shift));
    }

    [Fact]
    public void Who_has_checked_in_leaves_no_more()
    {
        var person = Person();
        person.RequireAway();
        person.CheckIn(noon.AddMinutes(-20), byCode: true);
        Assert.Equal("CHECKED_IN", Assert.Throws<Fault>(person.RequireAway).Reason);
    }

    [Fact]
    public void Who_did_not_check_out_has_nothing_or_the_whole_shift_by_somebodys_word()
    {
        var shift = Shift();
        var (none, whole, absent) = (Person(), Person(), Person());
        none.CheckIn(noon, true);
        whole.Came(true);
        shift.Close(noon.AddHours(3));
        none.CloseWith(shift, wholeForRest: false);
        whole.CloseWith(shift, wholeForRest: true);
        absent.CloseWith(shift, wholeForRest: true);
        Assert.Equal(((int?)0, "B"), (none.Minutes, none.Grade));
        Assert.Equal(((int?)120, "B", "按整班核定"), (whole.Minutes, whole.Grade, whole.Reason));
        Assert.Equal(((int?)0, ""), (absent.Minutes, absent.Grade));
        Assert.Null(none.Confirmed(Call(), task, shift));
        Assert.Null(absent.Confirmed(Call(), task, shift));
        Assert.Equal(120, whole.Confirmed(Call(), task, shift)!.Minutes);
    }

    [Fact]
    public void A_correction_is_told_with_a_higher_version_even_if_it_takes_all_back()
    {
        var (person, shift) = (Person(), Shift());
        person.Came(true);
        shift.Close(noon.AddHours(3));
        person.CloseWith(shift, wholeForRest: true);
        var first = person.Confirmed(Call(), task, shift)!;
        Assert.False(person.SetMinutes(30, "早退", closed: true));
        var second = person.Confirmed(Call(), task, shift, first.Minutes)!;
        Assert.False(person.SetMinutes(0, "记错了人", closed: true));
        var third = person.Confirmed(Call(), task, shift, second.Minutes)!;
        Assert.Equal([120, 30, 0], new[] { first, second, third }.Select(fact => fact.Minutes));
        Assert.True(first.Version < second.Version && second.Version < third.Version);
        Assert.Null(person.Confirmed(Call(), task, shift, third.Minutes));
    }

    [Fact]
    public void Who_was_said_to_be_absent_comes_after_all_by_his_minutes()
    {
        var (person, shift) = (Person(), Shift());
        shift.Close(noon.AddHours(3));
        person.CloseWith(shift, wholeForRest: false);
        Assert.False(person.SetMinutes(0, "没有来", closed: true));
        Assert.True(person.SetMinutes(45, "漏核对", closed: true));
        Assert.Equal((true, (int?)45, "B"), (person.Present, person.Minutes, person.Grade));
    }

    [Fact]
    public void A_shift_is_closed_once_it_is_over_and_once()
    {
        var shift = Shift();
        Assert.Equal("SHIFT_NOT_OVER", Assert.Throws<Fault>(() => shift.Close(noon.AddHours(1))).Reason);
        shift.Close(noon.AddHours(2));
        Assert.Equal("SHIFT_CLOSED", Assert.Throws<Fault>(() => shift.Close(noon.AddHours(3))).Reason);
        Assert.Equal("SHIFT_CLOSED", Assert.Throws<Fault>(() => shift.Confirm(1, noon.AddHours(3))).Reason);
        Assert.Equal("NOT_CHECKED_IN", Assert.Throws<Fault>(() => Person().CheckOut(noon, true)).Reason);
    }
}
