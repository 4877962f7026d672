using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Exports;

/// <summary>The roster (志愿者名册) as the list shows it: phones and identity numbers masked, guardians not at all. Not by a name, which would stand in an address.</summary>
public sealed class VolunteerExport(PersonalVault vault) : ListExport<VolunteerDb, ReadVolunteers, ListVolunteersRequest, VolunteerProfile>
{
    public override string Name => "volunteers";
    public override string Title => "志愿者";
    public override IReadOnlyList<string> Headings { get; } = ["姓名", Hidden("身份证号"), Hidden("手机号"), "站点代码", "技能", "类别", "服务类别", "注册日期", "全国系统编号", "志愿者编号"];
    protected override IReadOnlyList<string> NoFilters => ["query"];

    protected override IQueryable<VolunteerProfile> Rows(VolunteerDb db, ListVolunteersRequest request, IReadOnlyList<string> prefixes) => db.Profiles.Sought(request, db).Under(row => row.Site, prefixes);

    protected override IQueryable<VolunteerProfile> After(IQueryable<VolunteerProfile> rows, VolunteerProfile? last)
    {
        if (last is not null) rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Number), ValueTuple.Create(last.Site, last.Number)));
        return rows.OrderBy(row => row.Site).ThenBy(row => row.Number);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(VolunteerDb db, ListVolunteersRequest request, IReadOnlyList<VolunteerProfile> rows, CancellationToken cancel)
    {
        var kinds = await db.KindsTodayAsync(rows.Select(row => row.PersonId), cancel);
        return rows.Select(row => row.Shown(vault, kinds[row.PersonId])).Select(row => (IReadOnlyList<string>)
        [
            row.Name, row.IdentityNumber, row.Phone, row.Site, string.Join('、', row.Skills), string.Join('、', row.Kinds), string.Join('、', row.ServiceKinds), ChinaTime.Text(ChinaTime.Day(row.RegisteredAt.ToDateTimeOffset())), row.RegistryNumber, row.Number,
        ]);
    }
}
