using System.Globalization;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.V1;
using CsCheck;

namespace CivPractice.Volunteer.Tests.Roster;

public sealed class IdentityNumberTests
{
    static readonly DateOnly today = new(2026, 3, 3);

    static readonly Gen<(DateOnly Birth, int Order, string Number)> anybody =
        from day in Gen.Int[0, today.DayNumber - new DateOnly(1900, 1, 1).DayNumber]
        from order in Gen.Int[0, 999]
        let birth = new DateOnly(1900, 1, 1).AddDays(day)
        select (birth, order, Identities.Of("999999", birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture), order));

    [Fact]
    public void A_number_tells_birth_date_and_gender() => anybody.Sample(each =>
    {
        Assert.True(IdentityNumber.TryRead($" {each.Number.ToLowerInvariant()} ", today, out var number));
        Assert.Equal(each.Number, number.Text);
        Assert.Equal(each.Birth, number.BirthDate);
        Assert.Equal(each.Order % 2 == 1 ? Gender.Male : Gender.Female, number.Gender);
    });

    [Fact]
    public void One_wrong_character_is_found() => (from each in anybody from place in Gen.Int[0, 17] from other in Gen.Int[0, 9] select (each.Number, place, other)).Sample(each =>
    {
        var wrong = each.Number.ToCharArray();
        wrong[each.place] = (char)('0' + each.other);
        var text = new string(wrong);
        Assert.Equal(text == each.Number, IdentityNumber.TryRead(text, today, out _));
    });

    [Fact]
    public void Two_neighbours_exchanged_are_found() => (from each in anybody from place in Gen.Int[0, 16] select (each.Number, place)).Sample(each =>
    {
        var wrong = each.Number.ToCharArray();
        (wrong[each.place], wrong[each.place + 1]) = (wrong[each.place + 1], wrong[each.place]);
        var text = new string(wrong);
        Assert.Equal(text == each.Number, IdentityNumber.TryRead(text, today, out _));
    });

    [Fact]
    public void Any_text_is_answered_without_an_exception() => Gen.String.Sample(text => IdentityNumber.TryRead(text, today, out _) == (text.Length >= 18 && IdentityNumber.TryRead(text.Trim(), today, out _)));

    [Theory]
    [InlineData("20260304", false)] // tomorrow
    [InlineData("20260303", true)]
    [InlineData("18991231", false)]
    [InlineData("20250229", false)] // no such day
    [InlineData("20240229", true)]
    [InlineData("19801301", false)]
    public void The_birth_date_must_have_been(string birthDate, bool valid) =>
        Assert.Equal(valid, IdentityNumber.TryRead(Identities.Of("999999", birthDate, 12), today, out _));

    [Theory]
    [InlineData("")]
    [InlineData("99999919800101")]
    [InlineData("999999198001010127٣")]
    [InlineData("99999919800101٠127")]
    public void What_is_no_number_is_refused(string text) => Assert.False(IdentityNumber.TryRead(text, today, out _));

    [Fact]
    public void It_does_not_slip_into_a_text()
    {
        var text = Identities.Of("999999", "19800101", 1);
        Assert.True(IdentityNumber.TryRead(text, today, out var number));
        Assert.Equal($"9999**********{text[^4..]}", $"{number}");
    }

    [Theory]
    [InlineData("2012-03-03", 14)]
    [InlineData("2012-03-04", 13)]
    [InlineData("2026-03-03", 0)]
    public void Age_is_in_full_years(string birth, int age)
    {
        var day = DateOnly.ParseExact(birth, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(age, IdentityNumber.AgeOn(day, today));
        Assert.Equal(age < 14, VolunteerProfile.NeedsGuardian(day, today));
    }
}
