using CivPractice.Platform.Faults;
using CivPractice.Report.Schedules;
using CivPractice.Report.V1;
using CsCheck;
using ScheduledFile = CivPractice.Report.Schedules.ScheduledFile;

namespace CivPractice.Report.Tests.Schedules;

public sealed class ExportScheduleTests
{
    static readonly DateTimeOffset now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    static ExportSchedule Of(Rhythm rhythm, int day = 5, DateTimeOffset? at = null) =>
        ExportSchedule.Of(new() { What = ScheduledWhat.List, List = "activities", Format = "csv", Rhythm = rhythm, Day = day, Title = "活动清单" }, "140322", "140322", Guid.NewGuid(), "中心办公室", at ?? now);

    [Theory]
    [InlineData(Rhythm.Monthly, "2026-02-01", "2026-03-05")]
    [InlineData(Rhythm.Quarterly, "2025-10-01", "2026-01-05")]
    [InlineData(Rhythm.Yearly, "2025-01-01", "2026-01-05")]
    public void The_period_that_is_over_falls_due_first(Rhythm rhythm, string from, string due)
    {
        var schedule = Of(rhythm);
        Assert.Equal((from, due), ($"{schedule.NextFrom:yyyy-MM-dd}", $"{schedule.NextDue:yyyy-MM-dd}"));
    }

    [Fact]
    public void A_period_is_marked_when_its_day_has_come_and_once()
    {
        var schedule = Of(Rhythm.Monthly);
        Assert.Empty(schedule.Mark(new(2026, 3, 4), now));
        var february = Assert.Single(schedule.Mark(new(2026, 3, 5), now));
        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)), (february.From, february.To));
        Assert.Empty(schedule.Mark(new(2026, 3, 31), now));
        Assert.Equal([3, 4, 5], schedule.Mark(new(2026, 6, 5), now).Select(file => file.From.Month));
        schedule.End(new(2026, 6, 6));
        Assert.Empty(schedule.Mark(new(2027, 1, 1), now));
        Assert.Equal("SCHEDULE_ENDED", Assert.Throws<Fault>(() => schedule.End(new(2026, 6, 7))).Reason);
    }

    [Fact]
    public void Periods_follow_each_other_without_a_gap_whenever_somebody_looks() => Gen.Select(Gen.Enum<Rhythm>(), Gen.Int[1, 28], Gen.Int[0, 400].Array[1, 12]).Sample((rhythm, day, steps) =>
    {
        if (rhythm == Rhythm.Unspecified) return;
        var (schedule, today, all) = (Of(rhythm, day), new DateOnly(2026, 3, 2), new List<ScheduledFile>());
        foreach (var step in steps) all.AddRange(schedule.Mark(today = today.AddDays(step), now));
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
        // What is due is over.
        Assert.All(all, file => Assert.True(file.To < file.DueOn && file.DueOn <= today && file.DueOn.Day == day));
    });

    [Fact]
    public void A_file_is_made_once_and_says_its_hash_and_how_long_it_is_kept()
    {
        var file = Of(Rhythm.Monthly).Mark(new(2026, 3, 5), now).Single();
        var content = file.Take([1, 2, 3], Guid.NewGuid(), "中心办公室", now);
        Assert.Equal("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", file.ContentHash);
        Assert.Equal((now.AddYears(3), 3), (content.ExpiresAt, file.Size));
        Assert.Equal("MADE_ALREADY", Assert.Throws<Fault>(() => file.Take([4], Guid.NewGuid(), "", now)).Reason);
    }

    [Fact]
    public void What_cannot_be_made_is_refused_by_name()
    {
        string Refused(CreateScheduleRequest request) => Assert.Throws<Fault>(() => ExportSchedule.Of(request, "140322", "140322", Guid.NewGuid(), "", now)).Reason;
        var good = new CreateScheduleRequest { What = ScheduledWhat.YearReport, Format = "docx", Rhythm = Rhythm.Yearly, Day = 10, Title = "年报" };
        Assert.Equal("docx", ExportSchedule.Of(good, "140322", "140322", Guid.NewGuid(), "", now).Format);
        Assert.Equal("UNKNOWN_FORMAT", Refused(new(good) { Format = "csv" }));
        Assert.Equal("OUT_OF_RANGE", Refused(new(good) { Day = 29 }));
        // A list with names is none of these.
        Assert.Equal("UNKNOWN_VALUE", Refused(new(good) { What = ScheduledWhat.List, List = "volunteers", Format = "csv" }));
    }
}
