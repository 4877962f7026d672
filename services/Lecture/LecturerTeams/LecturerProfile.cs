using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>What a lecturer (宣讲员) is and can, as the public may know it.</summary>
/// <param name="Field">Field of expertise, e.g. 党史.</param>
/// <param name="Local">Works or lives in the community.</param>
/// <param name="Background">Grounding in theory and experience, in a few words.</param>
/// <param name="Leading">A leading lecturer (示范引领).</param>
/// <param name="PublicTitle">E.g. 党代表; a title is public, the appointments behind it are kept elsewhere.</param>
public sealed record LecturerProfile(
    string Field = "", string Title = "", string Dialect = "", LecturerKind Kind = LecturerKind.Unspecified, bool Local = false, string Background = "",
    bool Leading = false, string PublicTitle = "", DateOnly? PublicTitleSince = null)
{
    /// <summary>Topics that somebody may be asked for.</summary>
    public const int MostTopics = 10;

    /// <summary>What somebody is asked for (擅长主题), as the topic tree says it; empty for whoever said nothing.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Topics of a form or a file, each as the tree says it.</summary>
    internal static IReadOnlyList<string> TopicsOf(Check check, string field, IEnumerable<string> told)
    {
        List<string> topics = [.. told.Select(topic => ClosedWords.Topics.Of(topic.Trim())).Where(topic => topic.Length > 0).Distinct()];
        check.That(!topics.Contains(ClosedWords.Other), field, "UNKNOWN_TOPIC", $"擅长主题应为{string.Join('、', TopicTree.Branches.Select(branch => branch.Name))},或其下的二级主题");
        check.That(topics.Count <= MostTopics, field, "OUT_OF_RANGE", $"擅长主题最多 {MostTopics} 个");
        return topics;
    }

    internal static LecturerProfile Of(Check check, UpdateLecturerRequest request)
    {
        var since = check.DayOrNone("publicTitleSince", "称号取得日期", request.PublicTitleSince);
        check.That(since is null || request.PublicTitle.Trim().Length > 0, "publicTitle", "REQUIRED", "请填写称号,或去掉取得日期");
        return new(check.Optional("field", "专长", request.Field, 60), check.Optional("title", "职务职称", request.Title, 60), check.Optional("dialect", "方言", request.Dialect, 20),
            check.KnownOrNone("kind", "身份", request.Kind), request.Local, check.Optional("background", "理论功底和实践经验", request.Background, 200),
            request.Leading, check.Optional("publicTitle", "称号", request.PublicTitle, 60), since)
        {
            Topics = TopicsOf(check, "topics", request.Topics),
        };
    }

    internal static LecturerProfile Of(Check check, AddLecturerRequest request) => Of(check, new UpdateLecturerRequest
    {
        Field = request.Field,
        Title = request.Title,
        Dialect = request.Dialect,
        Kind = request.Kind,
        Local = request.Local,
        Background = request.Background,
        Leading = request.Leading,
        PublicTitle = request.PublicTitle,
        PublicTitleSince = request.PublicTitleSince,
        Topics = { request.Topics },
    });
}
