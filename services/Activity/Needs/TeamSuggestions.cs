using CivPractice.Activity.Eligibility;

namespace CivPractice.Activity.Needs;

/// <summary>A team that suits a need (派单建议), and why. It is a hint: who dispatches decides.</summary>
/// <param name="Distance">By site codes, which nest like the divisions: 0 the same village, 1 the same township, 2 the same county.</param>
/// <param name="About">The word of the need that is the business of such teams; empty where nothing says so.</param>
/// <param name="OpenNeeds">Needs that the team has and has not served yet.</param>
public sealed record SuggestedTeam(KnownTeam Team, int Distance, string About, int OpenNeeds)
{
    // What is the team's business outweighs a township in between; each need at hand a little.
    const int farStep = 2, otherBusiness = 3, mostLoad = 6;

    /// <summary>The lower the better.</summary>
    public int Rank => Distance * farStep + (About.Length > 0 ? 0 : otherBusiness) + Math.Min(OpenNeeds, mostLoad);
}

/// <summary>Finds the teams that suit a need, by nearness, by what they do, and by what they have at hand.</summary>
public static class TeamSuggestions
{
    /// <summary>A list to choose from at a glance.</summary>
    public const int Most = 5;

    const int townshipLength = 9;

    // Everyday words of what people ask for, by the ten kinds of teams (10+N). A word that is missing costs a hint and nothing else.
    static readonly Dictionary<string, string[]> business = new()
    {
        ["科学理论宣讲"] = ["理论", "党课", "宣讲"],
        ["形势政策宣传"] = ["政策", "医保", "社保", "补贴", "低保"],
        ["主流价值宣教"] = ["家风", "家教", "榜样"],
        ["文体活动开展"] = ["唱歌", "跳舞", "演出", "下棋", "读书", "锻炼", "打球"],
        ["法治宣传教育"] = ["法律", "纠纷", "合同", "维权", "诈骗", "欠薪"],
        ["农业科技辅导"] = ["种地", "庄稼", "果树", "养殖", "农药", "大棚", "虫害"],
        ["健康生活指导"] = ["看病", "陪诊", "血压", "体检", "吃药", "康复", "医院"],
        ["农村环境整治"] = ["垃圾", "打扫", "污水", "清理", "卫生"],
        ["文明礼仪普及"] = ["红白", "婚事", "丧事", "彩礼", "礼仪"],
        ["便民利民服务"] = ["灯", "修", "水管", "电器", "理发", "跑腿", "买菜", "做饭", "手机", "搬"],
    };

    public static int Distance(string from, string to)
    {
        if (from == to) return 0;
        return from.Length >= townshipLength && to.Length >= townshipLength && from.AsSpan(0, townshipLength).SequenceEqual(to.AsSpan(0, townshipLength)) ? 1 : 2;
    }

    /// <summary>The word of a text that is the business of such teams: one of the everyday ones, or the kind itself; empty for none.</summary>
    public static string About(string category, string text) =>
        business.GetValueOrDefault(category, []).Prepend(category).FirstOrDefault(word => word.Length > 0 && text.Contains(word, StringComparison.Ordinal)) ?? "";

    /// <summary>The best of the teams, the best first.</summary>
    /// <param name="teams">Of the need's county. One without a leader cannot accept, and is none.</param>
    /// <param name="open">Needs at hand by team.</param>
    /// <param name="declined">Names of teams that gave this need back (退回).</param>
    public static IReadOnlyList<SuggestedTeam> For(Need need, IEnumerable<KnownTeam> teams, IReadOnlyDictionary<Guid, int> open, IReadOnlyCollection<string> declined) =>
    [
        .. teams.Where(team => team.LeaderPersonId is not null && team.Id != need.TeamId && !declined.Contains(team.Name))
            .Select(team => new SuggestedTeam(team, Distance(need.Site, team.Site), About(team.Category, $"{need.Title} {need.Detail}"), open.GetValueOrDefault(team.Id)))
            .OrderBy(each => each.Rank).ThenBy(each => each.Distance).ThenBy(each => each.Team.Name, StringComparer.Ordinal).ThenBy(each => each.Team.Id).Take(Most),
    ];
}
