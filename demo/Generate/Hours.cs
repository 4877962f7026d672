using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>
/// Hours of service (服务时长) from before the platform: those of the national system, which add up to the figure, and the county's own of other years, which stand apart.
/// </summary>
static class Hours
{
    /// <summary>The national system counts in tenths of an hour; nobody's line is below half an hour.</summary>
    const int tenth = 6, least = 5, usual = 18;

    /// <summary>How many of those who served are told to who asks.</summary>
    const int remembered = 40;

    /// <returns>The first of those who served, each with a day of it: who may ask for a certificate.</returns>
    public static IReadOnlyList<(Volunteer Volunteer, DateOnly Day)> Generate(CountyFolder folder, Places places, Volunteers volunteers, Teams teams, CountyTargets targets, Dice dice)
    {
        var served = new Dictionary<Volunteer, DateOnly>();
        using var file = folder.Open("hours", "记录编号", "身份证号", "活动名称", "记录站点", "队伍", "服务日期", "分钟", "来源");
        var tenths = targets.Minutes / tenth;
        var parts = Share.Skewed(dice, tenths, Math.Max(1, tenths / usual), least);
        for (var i = 0; i < parts.Length; i++)
        {
            // What does not come out in tenths stands on the first line.
            var minutes = parts[i] * tenth + (i == 0 ? targets.Minutes % tenth : 0);
            if (dice.Chance(75) && teams.Members.Count > 0)
            {
                var (team, volunteer, joined) = dice.Of(teams.Members);
                Add($"GJ{i + 1:000000}", volunteer, team, dice.Day(joined, Targets.AsOf), minutes, "全国系统");
            }
            else
            {
                var volunteer = dice.Of(volunteers.Registry);
                Add($"GJ{i + 1:000000}", volunteer, null, dice.Day(volunteer.Since, Targets.AsOf), minutes, "全国系统");
            }
        }
        for (var i = 0; i < parts.Length * targets.Scale; i++)
            Add($"BD{i + 1:0000000}", dice.Of(volunteers.Registry), null, Calendar.OtherDay(dice), dice.Between(1, 8) * 30, "本地");

        if (places.Merged is { } gone)
        {
            file.Add($"{folder.County.Code}HB01", volunteers.Registry[0].Person.IdentityNumber, "环境整治", gone.Code, "", Text.Of(gone.ClosedOn.AddDays(-20)), "60", "本地");
            folder.Plant("站点合并", file, "停用以前的记录,留在原站点", Planted.Taken);
        }
        file.Add($"{folder.County.Code}CW01", volunteers.Registry[0].Person.IdentityNumber, "环境整治", places.Unknown, "", "2020-03-05", "60", "本地");
        folder.Plant("站点不存在", file, "记录站点没有这个代码", "UNKNOWN_SITE");
        return [.. served.Select(each => (each.Key, each.Value))];

        void Add(string number, Volunteer volunteer, Team? team, DateOnly day, int minutes, string source)
        {
            if (served.Count < remembered) served.TryAdd(volunteer, day);
            file.Add($"{folder.County.Code}{number}", volunteer.Person.IdentityNumber, Teams.WorkOf(team, dice), team?.Site ?? volunteer.Site, team?.Name ?? "", Text.Of(day, dice), Text.Of(minutes), source);
        }
    }
}
