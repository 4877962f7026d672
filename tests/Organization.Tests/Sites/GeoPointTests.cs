using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;
using CsCheck;
using Check = CivPractice.Platform.Faults.Check;

namespace CivPractice.Organization.Tests.Sites;

/// <summary>Where things lie, and what a site's name tells of it.</summary>
public sealed class GeoPointTests
{
    static readonly Gen<GeoPoint> anywhere = Gen.Select(Gen.Double[3.8, 53.6], Gen.Double[73.4, 135.1]).Select((latitude, longitude) => new GeoPoint(latitude, longitude));

    [Fact]
    public void A_degree_of_a_meridian_is_111_kilometres_and_the_way_back_is_as_long()
    {
        Assert.Equal(111_195, new GeoPoint(38, 113).MetresTo(new GeoPoint(39, 113)), 1.0);
        Assert.Equal(1_067_000, new GeoPoint(39.9042, 116.4074).MetresTo(new GeoPoint(31.2304, 121.4737)), 2_000.0);
        Gen.Select(anywhere, anywhere).Sample((from, to) => Assert.Equal(from.MetresTo(to), to.MetresTo(from), 0.01));
    }

    [Fact]
    public void Whatever_is_within_some_metres_lies_in_the_box() =>
        Gen.Select(anywhere, Gen.Double[100, 100_000], Gen.Double[-1, 1], Gen.Double[-1, 1]).Sample((from, metres, up, aside) =>
        {
            var (south, north, west, east) = from.Around(metres);
            var to = new GeoPoint(from.Latitude + up * 1.5 * (north - from.Latitude), from.Longitude + aside * 1.5 * (east - from.Longitude));
            if (from.MetresTo(to) <= metres) Assert.True(to.Latitude >= south && to.Latitude <= north && to.Longitude >= west && to.Longitude <= east);
        });

    [Theory]
    [InlineData(38.0854301, 113.41223, "")]
    [InlineData(113.4, 38.1, "INVALID_POSITION")]
    [InlineData(0, 0, "INVALID_POSITION")]
    [InlineData(double.NaN, 113.4, "INVALID_POSITION")]
    [InlineData(38.1, double.PositiveInfinity, "INVALID_POSITION")]
    public void A_position_lies_within_the_bounds_of_the_country(double latitude, double longitude, string reason)
    {
        var check = new Check();
        var point = GeoPoint.Read(check, new GeoPosition { Latitude = latitude, Longitude = longitude });
        if (reason.Length > 0) Assert.All(Assert.Throws<Fault>(check.Done).Fields, field => Assert.Equal(reason, field.Reason));
        else
        {
            check.Done();
            Assert.Equal(new GeoPoint(38.08543, 113.41223), point);
        }
        Assert.Null(GeoPoint.Read(check, null));
    }

    [Theory]
    [InlineData("锦隆社区新时代文明实践站", Tier.Station, SiteKind.Community)]
    [InlineData("东沟村站", Tier.Station, SiteKind.Village)]
    [InlineData("杨家村社区站", Tier.Station, SiteKind.Community)]
    [InlineData("秀水镇新时代文明实践所", Tier.Institute, SiteKind.Township)]
    [InlineData("西烟乡所", Tier.Institute, SiteKind.Township)]
    [InlineData("桥头街道所", Tier.Institute, SiteKind.Subdistrict)]
    [InlineData("东沟所", Tier.Institute, SiteKind.Unspecified)]
    [InlineData("秀水镇站", Tier.Station, SiteKind.Unspecified)]
    [InlineData("某村中心", Tier.Center, SiteKind.Unspecified)]
    public void A_name_tells_the_kind_where_it_is_clear(string name, Tier tier, SiteKind kind) => Assert.Equal(kind, SiteForm.KindOf(name, tier));
}
