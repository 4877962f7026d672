using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Hours;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Exports;

/// <summary>The hours ledger (服务时长台账), newest service first; corrections stand as the lines that they are.</summary>
public sealed class HoursExport(PersonalVault vault) : ListExport<VolunteerDb, ReadHours, V1.ListHoursRequest, HoursEntry>
{
    public override string Name => "hours";
    public override string Title => "服务时长";
    public override IReadOnlyList<string> Headings { get; } = ["记录编号", Hidden("身份证号"), "活动名称", "记录站点", "队伍", "服务日期", "分钟", "来源", "姓名", "志愿者编号", "等级", "更正原因"];

    protected override IQueryable<HoursEntry> Rows(VolunteerDb db, V1.ListHoursRequest request, IReadOnlyList<string> prefixes) =>
        db.Ledger.Where(entry => entry.County == db.Scope.PersonalCounty).Sought(request).Under(entry => entry.Site, prefixes);

    protected override IQueryable<HoursEntry> After(IQueryable<HoursEntry> rows, HoursEntry? last)
    {
        if (last is not null) rows = rows.Where(entry => EF.Functions.LessThan(ValueTuple.Create(entry.ServedOn, entry.Id), ValueTuple.Create(last.ServedOn, last.Id)));
        return rows.OrderByDescending(entry => entry.ServedOn).ThenByDescending(entry => entry.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(VolunteerDb db, V1.ListHoursRequest request, IReadOnlyList<HoursEntry> rows, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.TeamId).Distinct().ToArray();
        var teams = await db.Teams.AsNoTracking().Where(team => team.County == db.Scope.PersonalCounty && ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, team => team.Name, cancel);
        // Somebody of another county who served here has hours here, but no profile.
        var persons = await MaskedIdentities.OfAsync(db, vault, rows.Select(row => row.PersonId), cancel);
        return rows.Select(row => (Row: row, Person: persons.GetValueOrDefault(row.PersonId), Team: row.TeamId is { } id ? teams.GetValueOrDefault(id, "") : "")).Select(each => (IReadOnlyList<string>)
        [
            each.Row.SourceNumber ?? each.Row.Id.ToString(), each.Person.Identity ?? "", each.Row.ActivityTitle, each.Row.Site, each.Team, ChinaTime.Text(each.Row.ServedOn), $"{each.Row.Minutes}", each.Row.Source == V1.HoursSource.Registry ? "全国系统" : "本地",
            each.Person.Name ?? "", each.Person.Number ?? "", each.Row.Grade.ToString(), each.Row.Reason ?? "",
        ]);
    }
}
