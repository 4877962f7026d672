using CivPractice.Volunteer.Teams;
using CsCheck;

namespace CivPractice.Volunteer.Tests.Teams;

public sealed class TeamServiceDayTests
{
    static readonly DateOnly first = new(2019, 3, 1);

    [Fact]
    public void In_whatever_order_days_come_the_lines_say_whether_somebody_served_in_the_twelve_months_before() =>
        Gen.Int[0, 1500].List[1, 25].Sample(told =>
        {
            var (known, lines) = (new HashSet<DateOnly>(), new List<(DateOnly Day, int By)>());
            foreach (var day in told.Select(each => first.AddDays(each)))
            {
                lines.AddRange(TeamServiceDay.Lines(known, day));
                known.Add(day);
            }
            for (var day = first; day < first.AddDays(1900); day = day.AddDays(1))
                Assert.Equal(known.Any(served => served <= day && day < served.AddYears(1)) ? 1 : 0, lines.Where(line => line.Day <= day).Sum(line => line.By));
        }, iter: 200);

    [Fact]
    public void A_day_that_is_known_moves_nothing() => Assert.Empty(TeamServiceDay.Lines([first], first));
}
