using CivPractice.Lecture.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>
/// Who may lecture in a team (宣讲员资格). A red-lecturer group (红色讲师团) is made of people who work or live in the community, with a grounding in theory and rich
/// experience: theory experts, party secretaries of the units there, volunteers. The words are the team's, the three tests are the rule.
/// </summary>
/// <param name="Local">Works or lives in the community.</param>
/// <param name="Background">Grounding in theory and experience, told in a few words.</param>
/// <param name="Kinds">One of these; none means any.</param>
public sealed record EligibilityRule(string Text, bool Local, bool Background, IReadOnlyList<LecturerKind> Kinds)
{
    /// <summary>Everybody is admitted.</summary>
    public static readonly EligibilityRule None = new("", false, false, []);

    /// <summary>The usual rule of a red-lecturer group.</summary>
    /// <param name="text">In the words of the team.</param>
    public static EligibilityRule Usual(string text) => new(text, true, true, [LecturerKind.TheoryExpert, LecturerKind.UnitSecretary, LecturerKind.LecturerVolunteer]);

    public bool IsNone => !Local && !Background && Kinds.Count == 0;

    /// <summary>What somebody lacks, in the words of people; empty for somebody who may lecture.</summary>
    public string Lacks(LecturerProfile profile)
    {
        var lacks = new List<string>();
        if (Local && !profile.Local) lacks.Add("在本社区工作或居住");
        if (Background && profile.Background.Length == 0) lacks.Add("理论功底和实践经验");
        if (Kinds.Count > 0 && !Kinds.Contains(profile.Kind)) lacks.Add($"身份为{string.Join('、', Kinds.Select(Words.Word))}");
        return string.Join(";", lacks);
    }

    /// <exception cref="Fault">NOT_ELIGIBLE, with what is lacking.</exception>
    public void Require(LecturerProfile profile)
    {
        if (Lacks(profile) is { Length: > 0 } lacks) throw Fault.Precondition("NOT_ELIGIBLE", $"不符合本队宣讲员条件,还缺:{lacks}");
    }

    public V1.EligibilityRule? Shown() => IsNone && Text.Length == 0 ? null : new() { Text = Text, Local = Local, Background = Background, Kinds = { Kinds } };
}
