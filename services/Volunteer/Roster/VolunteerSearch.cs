using System.Text.RegularExpressions;
using CivPractice.Platform;

namespace CivPractice.Volunteer.Roster;

/// <summary>
/// How staff look for somebody (查找志愿者): by the beginning of the name or of the given name, the phone number or its last four digits, the volunteer number,
/// or the national system's number. Each is a range or an equality over a stored column, so that an index answers it below row security.
/// </summary>
public static partial class VolunteerSearch
{
    /// <summary>The name without the family name, of which some have two characters (复姓).</summary>
    internal const string GivenNameSql =
        "case when length(name) > 2 and left(name, 2) in ('欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '夏侯', '端木', '司徒', '长孙', '宇文', '南宫', '呼延', '澹台') then substr(name, 3) else substr(name, 2) end";

    /// <summary>The rows that fit what was typed; all of them when nothing was.</summary>
    /// <param name="county">Completes a volunteer number that begins with its V.</param>
    public static IQueryable<VolunteerProfile> Found(this IQueryable<VolunteerProfile> rows, string typed, string county)
    {
        if (typed.Length == 0) return rows;
        if (Tail().IsMatch(typed)) return rows.Where(row => row.PhoneTail == typed);
        if (Phone().IsMatch(typed))
        {
            var tail = typed[^4..];
            return rows.Where(row => row.PhoneTail == tail && row.Phone == typed);
        }
        if (Number().Match(typed) is { Success: true } match)
        {
            var number = (match.Groups["county"].Length > 0 ? "" : county) + typed.ToUpperInvariant();
            return rows.Where(row => row.Number == number);
        }
        if (typed.Any(char.IsAsciiDigit) && typed.All(char.IsAscii)) return rows.Where(row => row.RegistryNumber == typed);
        var end = Prefixes.EndOfText(typed);
        return rows.Where(row => string.Compare(row.Name, typed) >= 0 && string.Compare(row.Name, end) < 0 || string.Compare(row.GivenName, typed) >= 0 && string.Compare(row.GivenName, end) < 0);
    }

    [GeneratedRegex("^[0-9]{4}$")]
    private static partial Regex Tail();

    [GeneratedRegex("^1[0-9]{10}$")]
    private static partial Regex Phone();

    [GeneratedRegex("^(?<county>[0-9]{6})?[Vv][0-9]{1,12}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
