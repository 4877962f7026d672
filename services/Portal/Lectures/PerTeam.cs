using System.Globalization;
using CivPractice.Platform.V1;
using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Lectures;

/// <summary>Lecturer teams, their lecturers, and how many there are in a team on average (人/支).</summary>
public sealed record PerTeam(long Teams, long Lecturers)
{
    public const string TeamsFigure = "lecturer-teams", LecturersFigure = "lecturers";

    public static PerTeam Of(IEnumerable<TallyLine> lines)
    {
        var sums = lines.GroupBy(line => line.Indicator).ToDictionary(group => group.Key, group => group.Sum(line => line.Value));
        return new(sums.GetValueOrDefault(TeamsFigure), sums.GetValueOrDefault(LecturersFigure));
    }

    /// <summary>One decimal; nothing where there is no team.</summary>
    public string Average => Teams == 0 ? "" : Math.Round((decimal)Lecturers / Teams, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>69 支宣讲队伍，266 名宣讲员，平均每支 3.9 人。</summary>
    public string Said => $"{Say.Number(Teams)} 支宣讲队伍，{Say.Number(Lecturers)} 名宣讲员，平均每支 {Average} 人。";
}
