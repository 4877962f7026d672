using CivPractice.Platform.Personal;

namespace CivPractice.Platform.Tests;

public sealed class TrackingCodeTests
{
    [Fact]
    public void A_code_has_ten_signs_without_look_alikes_and_no_two_are_alike()
    {
        var codes = Enumerable.Range(0, 2000).Select(_ => TrackingCode.Make()).ToHashSet();
        Assert.Equal(2000, codes.Count);
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{10}$", code));
    }

    [Fact]
    public void A_code_fits_its_own_number_only()
    {
        var code = TrackingCode.Make();
        var stored = TrackingCode.Hash("N-20260302-0001", code);
        Assert.True(TrackingCode.Fits(stored, "N-20260302-0001", code));
        Assert.False(TrackingCode.Fits(stored, "N-20260302-0002", code));
        Assert.False(TrackingCode.Fits(stored, "N-20260302-0001", TrackingCode.Make()));
        Assert.False(TrackingCode.Fits(null, "N-20260302-0001", code));
        Assert.DoesNotContain(code, Convert.ToBase64String(stored), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcde-01234")]
    [InlineData(" ABCDE 01234 ")]
    [InlineData("abcdeOI234")]
    [InlineData("abcdeol234")]
    public void A_code_is_read_as_people_type_it(string typed) =>
        Assert.True(TrackingCode.Fits(TrackingCode.Hash("N-1", "ABCDE01234"), "N-1", typed));
}
