using CivPractice.Platform;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Tests;

public sealed class KnownDayTests
{
    static readonly DateOnly today = new(2026, 1, 1);

    [Theory]
    [InlineData("2019年10月", "2019-10", "2019-10-01")]
    [InlineData("2019-10", "2019-10", "2019-10-01")]
    [InlineData("2019年", "2019", "2019-01-01")]
    [InlineData("2019", "2019", "2019-01-01")]
    [InlineData("2019年10月8日", "2019-10-08", "2019-10-08")]
    [InlineData("2019/10/8", "2019-10-08", "2019-10-08")]
    public void A_cell_is_as_exact_as_it_was_written(string cell, string wire, string first)
    {
        var check = new Check();
        var day = KnownDay.OfCell(check, "日期", cell, today);
        check.Done();
        Assert.Equal((wire, DateOnly.ParseExact(first, "yyyy-MM-dd")), (day.ToString(), day.Day));
        Assert.Equal(day, KnownDay.Read(check, "on", "日期", wire, today));
        check.Done();
    }

    [Theory]
    [InlineData("")]
    [InlineData("去年")]
    [InlineData("2019-13")]
    [InlineData("1234")]
    public void What_is_no_day_month_or_year_is_refused(string text)
    {
        var (cell, request) = (new Check(), new Check());
        KnownDay.OfCell(cell, "日期", text, today);
        KnownDay.Read(request, "on", "日期", text, today);
        Assert.Equal("INVALID_DATE", Assert.Throws<Fault>(cell.Done).Reason);
        Assert.Equal("INVALID_DATE", Assert.Throws<Fault>(request.Done).Reason);
    }
}
