using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.V1;
using CivPractice.Platform.Faults;
using EligibilityRule = CivPractice.Lecture.LecturerTeams.EligibilityRule;

namespace CivPractice.Lecture.Tests.LecturerTeams;

public sealed class EligibilityRuleTests
{
    [Theory]
    [InlineData(LecturerKind.TheoryExpert, true, "党校教员", "")]
    [InlineData(LecturerKind.LecturerVolunteer, true, "宣讲十年", "")]
    [InlineData(LecturerKind.UnitSecretary, false, "宣讲十年", "在本社区工作或居住")]
    [InlineData(LecturerKind.UnitSecretary, true, "", "理论功底和实践经验")]
    [InlineData(LecturerKind.OtherLecturer, true, "宣讲十年", "身份为理论专家、驻地单位党组织书记、志愿者")]
    [InlineData(LecturerKind.Unspecified, false, "", "在本社区工作或居住;理论功底和实践经验;身份为理论专家、驻地单位党组织书记、志愿者")]
    public void A_red_group_says_what_somebody_lacks(LecturerKind kind, bool local, string background, string lacks)
    {
        var (rule, profile) = (EligibilityRule.Usual("本社区的"), new LecturerProfile(Kind: kind, Local: local, Background: background));
        Assert.Equal(lacks, rule.Lacks(profile));
        if (lacks.Length > 0) Assert.Equal("NOT_ELIGIBLE", Assert.Throws<Fault>(() => rule.Require(profile)).Reason);
    }

    [Fact]
    public void Without_a_rule_everybody_is_admitted() => Assert.Equal("", EligibilityRule.None.Lacks(new LecturerProfile()));
}
