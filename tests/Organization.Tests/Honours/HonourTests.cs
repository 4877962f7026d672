using CivPractice.Organization.Honours;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;
using CsCheck;
using HonourHolder = CivPractice.Organization.Honours.HonourHolder;

namespace CivPractice.Organization.Tests.Honours;

public sealed class HonourTests
{
    static readonly DateOnly day = new(2021, 5, 20);

    static HonourHolder Holder(bool isMinor, string name = "测小安") => new() { County = "140322", HonourId = Guid.CreateVersion7(), Award = "山西好人|0|2021-07", Name = name, IsMinor = isMinor };

    [Theory]
    [InlineData(HonourBearer.Person, false, NameConsent.Full, "测小安")]
    [InlineData(HonourBearer.Person, false, NameConsent.Surname, "测某")]
    [InlineData(HonourBearer.Person, false, NameConsent.Hidden, "")]
    [InlineData(HonourBearer.Person, true, NameConsent.Surname, "测同学")]
    [InlineData(HonourBearer.Household, false, NameConsent.Surname, "测某家庭")]
    [InlineData(HonourBearer.Organization, false, NameConsent.Hidden, "测小安")]
    public void A_name_is_shown_as_it_was_agreed(HonourBearer bearer, bool isMinor, NameConsent consent, string shown)
    {
        var holder = Holder(isMinor);
        holder.Agree(consent, isMinor ? "母亲" : "", isMinor ? day : null);
        Assert.Equal(shown, holder.ShownName(bearer));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("母亲", false)]
    public void A_childs_name_waits_for_the_guardian(string guardian, bool dated)
    {
        var holder = Holder(isMinor: true);
        Assert.Equal("GUARDIAN_CONSENT_REQUIRED", Assert.Throws<Fault>(() => holder.Agree(NameConsent.Full, guardian, dated ? day : null)).Reason);
        Assert.Equal("", holder.ShownName(HonourBearer.Person));
        holder.Agree(NameConsent.Full, "母亲", day);
        holder.Agree(NameConsent.Hidden, "母亲", day);
        Assert.Equal(("", "", (DateOnly?)null), (holder.ShownName(HonourBearer.Person), holder.Guardian, holder.GuardianAgreedOn));
    }

    [Theory]
    [InlineData("全国道德模范", 8, true, 1, "名", "王某", "王某获评第八届全国道德模范提名奖")]
    [InlineData("山西道德模范", 0, false, 5, "名", "李某", "李某等 5 名获评山西道德模范")]
    [InlineData("新时代山西好少年", 0, false, 12, "名同学", "张同学", "张同学等 12 名同学获评新时代山西好少年")]
    [InlineData("山西好人", 0, false, 7, "名", "", "7 名获评山西好人")]
    [InlineData("文明家庭", 12, false, 3, "户", "赵某家庭", "赵某家庭等 3 户获评第十二届文明家庭")]
    [InlineData("道德模范提名奖", 20, true, 2, "名", "甲某", "甲某等 2 名获评第二十届道德模范提名奖")]
    public void One_is_named_and_several_are_the_first_and_their_number(string kind, int round, bool nomination, int count, string classifier, string first, string sentence) =>
        Assert.Equal(sentence, HonourSentences.Of(new HonourGroup(kind, HonourLevel.Provincial, HonourBearer.Person, round, nomination, count, classifier, first)));

    [Fact]
    public void Whatever_happens_a_childs_name_is_never_shown_without_the_guardians_word() =>
        Gen.Select(Gen.Enum<NameConsent>(), Gen.Bool, Gen.Bool).Array[0, 12].Sample(words =>
        {
            var holder = Holder(isMinor: true);
            foreach (var (consent, guardian, dated) in words)
            {
                try { holder.Agree(consent, guardian ? "父亲" : "", dated ? day : null); }
                catch (Fault fault) when (fault.Reason == "GUARDIAN_CONSENT_REQUIRED") { }
                if (holder.ShownName(HonourBearer.Person).Length > 0) Assert.True(holder.Guardian.Length > 0 && holder.GuardianAgreedOn is not null);
            }
        });
}
