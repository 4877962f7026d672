using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Certificates;
using CivPractice.Volunteer.V1;
using CsCheck;
using Certificate = CivPractice.Volunteer.Certificates.Certificate;

namespace CivPractice.Volunteer.Tests.Certificates;

public sealed class CertificateTests
{
    static readonly PersonalVault vault = new([Convert.ToBase64String(new byte[32])]);
    static readonly DateTimeOffset now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    static Certificate Issued() => Certificate.Of(new CertificateContent("140322Z202600001", "测试甲", "140322V000001", "9999**********0016", new(2025, 1, 1), new(2025, 12, 31), 150, "锦隆社区站", "", new(2026, 3, 2),
        [new(new(2025, 3, 5), "环境整治", "140322001001", "锦隆社区站", 90), new(new(2025, 4, 5), "理发", "140322001001", "锦隆社区站", 60)]), "140322", Guid.NewGuid(), "140322001001", Guid.NewGuid(), now);

    [Fact]
    public void What_was_issued_has_a_hash_and_what_is_changed_behind_its_back_does_not_fit()
    {
        var issued = Issued();
        Assert.True(issued.Shown(vault, whole: true).Intact);
        Assert.Equal((150, 2, "锦隆社区站"), (issued.Shown(vault, whole: true).Minutes, issued.Shown(vault, whole: true).Lines.Count, issued.Shown(vault, whole: true).Issuer));
        Assert.Empty(issued.Shown(vault, whole: false).Lines);
        typeof(Certificate).GetProperty(nameof(Certificate.Content))!.SetValue(issued, issued.Content.Replace("150", "950", StringComparison.Ordinal));
        Assert.False(issued.Verified().Intact);
    }

    [Fact]
    public void A_code_fits_its_own_number_only_and_as_people_type_it() => Gen.Select(Gen.Int[1, 99999], Gen.Int[1, 99999]).Sample((one, other) =>
    {
        var (number, code) = ($"140322Z2026{one:00000}", Certificate.CodeOf(vault, $"140322Z2026{one:00000}"));
        Assert.Equal(TrackingCode.Length, code.Length);
        Assert.True(Certificate.Fits(vault, number, code) && Certificate.Fits(vault, number, $" {code[..5].ToLowerInvariant()}-{code[5..]}"));
        if (one != other) Assert.False(Certificate.Fits(vault, $"140322Z2026{other:00000}", code));
        // By another key it is another code.
        Assert.False(Certificate.Fits(new([Convert.ToBase64String([1, .. new byte[31]])]), number, code));
    });

    [Fact]
    public void It_ends_once_and_says_how()
    {
        var (one, other) = (Issued(), Issued());
        one.Revoke("台账有误", Guid.NewGuid(), now);
        Assert.Equal((CertificateState.Revoked, "台账有误"), (one.State, one.EndReason));
        Assert.Equal("CERTIFICATE_ENDED", Assert.Throws<Fault>(() => one.Replace("140322Z202600002", Guid.NewGuid(), now)).Reason);
        other.Replace("140322Z202600002", Guid.NewGuid(), now);
        Assert.Equal((CertificateState.Replaced, "140322Z202600002"), (other.State, other.Verified().ReplacedBy));
        Assert.Throws<Fault>(() => other.Revoke("台账有误", Guid.NewGuid(), now));
    }

    [Fact]
    public void Whoever_verifies_sees_no_name_in_full_and_no_identity_number()
    {
        var verified = Issued().Verified();
        Assert.Equal(("测**", 2), (verified.Name, verified.Activities));
        Assert.DoesNotContain("0016", verified.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("测试甲", verified.ToString(), StringComparison.Ordinal);
    }
}
