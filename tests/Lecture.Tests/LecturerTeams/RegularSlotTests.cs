using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.V1;
using RegularSlot = CivPractice.Lecture.LecturerTeams.RegularSlot;

namespace CivPractice.Lecture.Tests.LecturerTeams;

public sealed class RegularSlotTests
{
    static readonly DateTimeOffset now = new(2026, 1, 30, 12, 0, 0, TimeSpan.FromHours(8));   // a Friday

    static RegularSlot Slot(Rhythm rhythm, int day, DateOnly? startsOn = null) => new()
    {
        County = "140303",
        Id = Guid.CreateVersion7(),
        TeamId = Guid.CreateVersion7(),
        Rhythm = rhythm,
        Day = day,
        Time = new TimeOnly(19, 30),
        DurationMinutes = 60,
        Level = Level.Village,
        Site = "140303001801",
        Place = "红色讲堂",
        Title = "党的创新理论",
        Topic = "",
        Channel = Channel.Meeting,
        Form = "",
        StartsOn = startsOn ?? new DateOnly(2026, 1, 1),
    };

    static string[] Days(RegularSlot slot, DateTimeOffset at) => [.. slot.PlanAhead(at).Select(session => $"{session.SlotDay:MM-dd} {session.StartsAt.ToOffset(TimeSpan.FromHours(8)):HH:mm}")];

    [Fact]
    public void What_fell_due_at_a_closed_site_is_due_again_at_its_successor()
    {
        var slot = Slot(Rhythm.Weekly, 5);
        // Planned in vain: at a closed site nothing begins.
        var missed = Days(slot, now);
        slot.Move("140303001802");
        var again = slot.PlanAhead(now);
        Assert.Equal(missed.Length, again.Count);
        Assert.All(again, session => Assert.Equal("140303001802", session.Site));
    }

    [Fact]
    public void A_weekly_slot_is_planned_five_weeks_ahead_and_each_day_once()
    {
        var slot = Slot(Rhythm.Weekly, 5);
        Assert.Equal(["01-30 19:30", "02-06 19:30", "02-13 19:30", "02-20 19:30", "02-27 19:30", "03-06 19:30"], Days(slot, now));
        Assert.Empty(slot.PlanAhead(now));
        Assert.Equal(["03-13 19:30"], Days(slot, now.AddDays(7)));
        // A planner that stood still for months plans what is to come and not what has passed.
        Assert.Equal("05-29 19:30", Days(slot, now.AddDays(119))[0]);
    }

    [Fact]
    public void What_has_begun_already_is_not_planned() => Assert.Equal("02-06 19:30", Days(Slot(Rhythm.Weekly, 5), now.AddHours(8))[0]);

    [Fact]
    public void A_shorter_month_has_its_last_day() => Assert.Equal(["01-31 19:30", "02-28 19:30"], Days(Slot(Rhythm.Monthly, 31), now));

    [Fact]
    public void Nothing_falls_before_its_first_day_or_after_its_end()
    {
        Assert.Equal("02-20 19:30", Days(Slot(Rhythm.Weekly, 5, new DateOnly(2026, 2, 14)), now)[0]);
        var ended = Slot(Rhythm.Weekly, 5);
        ended.End(new DateOnly(2026, 1, 30));
        Assert.Empty(ended.PlanAhead(now));
    }

    [Theory]
    [InlineData("每周五 19:30", Rhythm.Weekly, 5, "19:30")]
    [InlineData("每周日9:05", Rhythm.Weekly, 7, "09:05")]
    [InlineData("每周天 09\uFF1A00", Rhythm.Weekly, 7, "09:00")]
    [InlineData("每月15日 9:00", Rhythm.Monthly, 15, "09:00")]
    [InlineData("每月3号 14:00", Rhythm.Monthly, 3, "14:00")]
    public void Lists_say_it_in_words(string text, Rhythm rhythm, int day, string time)
    {
        Assert.True(SlotWords.TryRead(text, out var when));
        Assert.Equal((rhythm, day, TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), when);
        Assert.True(SlotWords.TryRead(SlotWords.Write(when.Rhythm, when.Day, when.Time), out var again));
        Assert.Equal(when, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("每周八 9:00")]
    [InlineData("每月32日 9:00")]
    [InlineData("每月0日 9:00")]
    [InlineData("每周五 25:00")]
    [InlineData("经常")]
    public void Other_words_are_none(string text) => Assert.False(SlotWords.TryRead(text, out _));
}
