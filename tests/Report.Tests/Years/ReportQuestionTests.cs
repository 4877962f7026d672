using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Report.Years;
using CivPractice.Testing;

namespace CivPractice.Report.Tests.Years;

/// <summary>What may be asked of a report: whose and of which time.</summary>
public sealed class ReportQuestionTests
{
    static readonly DateOnly today = new(2026, 3, 2);

    [Theory]
    [InlineData(2021, "", 2021, "2021-12-31")]
    [InlineData(2021, "2022-05-11", 2021, "2022-05-11")]
    [InlineData(2026, "", 2026, "2026-03-02")]
    [InlineData(0, "", 2026, "2026-03-02")]
    [InlineData(0, "2022-05-11", 2022, "2022-05-11")]
    public void A_year_and_a_day(int year, string asOf, int ofYear, string ofDay) =>
        Assert.Equal(new ReportPeriod(ofYear, DateOnly.ParseExact(ofDay, "yyyy-MM-dd")), ReportPeriod.Of(year, asOf, today));

    [Theory]
    [InlineData(2027, "", "FUTURE_PERIOD")]
    [InlineData(2026, "2026-03-03", "FUTURE_PERIOD")]
    [InlineData(2021, "2031-01-01", "FUTURE_PERIOD")]
    [InlineData(2021, "2020-12-31", "AS_OF_BEFORE_YEAR")]
    [InlineData(1949, "", "INVALID_YEAR")]
    [InlineData(-1, "", "INVALID_YEAR")]
    [InlineData(2021, "昨天", "INVALID_DATE")]
    public void What_has_not_come_or_is_no_time_is_refused_by_name(int year, string asOf, string reason) =>
        Assert.Equal(reason, Assert.Throws<Fault>(() => ReportPeriod.Of(year, asOf, today)).Fields[0].Reason);

    [Fact]
    public void Whose_numbers_one_may_see_is_decided_by_address_and_right()
    {
        var (city, office) = (Callers.Coordinator(), Callers.Staff(Role.CenterOffice));
        Assert.Equal(("1403", true), (ReportScope.Of("", city).Prefix, ReportScope.Of("", city).IsCity));
        Assert.Equal("1403", ReportScope.Of("140300", city).Prefix);
        Assert.Equal(Callers.A, ReportScope.Of(Callers.A, city).Prefix);
        Assert.Equal(Callers.A, ReportScope.Of("", office).Prefix);

        string Refused(string asked, Caller by) => Assert.Throws<Fault>(() => ReportScope.Of(asked, by)).Reason;
        Assert.Equal("NOT_FOUND", Refused(Callers.B, office));
        Assert.Equal("NOT_FOUND", Refused("110101", city));
        Assert.Equal("NOT_FOUND", Refused("1101", city));
        Assert.Equal("CITY_ONLY", Refused("1403", office));
        Assert.Equal("PART_ONLY", Refused("", Callers.Staff(Role.StationClerk, Callers.StationA)));
        Assert.Equal("INVALID_SCOPE", Refused("14032", office));
        Assert.Equal("INVALID_SCOPE", Refused("1403 2", city));
    }
}
