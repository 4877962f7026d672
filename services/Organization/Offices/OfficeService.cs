using CivPractice.Organization.Documents;
using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Offices;

/// <summary>Offices of centres (中心办公室) and volunteer corps (志愿服务总队).</summary>
public sealed class OfficeService(OrganizationDb db) : V1.CenterOffices.CenterOfficesBase
{
    static readonly string[] directors = ["办公室主任", "中心办公室主任"];
    static readonly string[] chiefs = ["总队长", "志愿服务总队总队长", "志愿服务总队队长"];

    DateOnly Today => ChinaTime.Today(db.Clock);

    [Requires<ReadPosts>]
    public override async Task<ListCenterOfficesResponse> ListCenterOffices(ListCenterOfficesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 1);
        var offices = db.Offices.AsNoTracking().Where(office => db.Scope.Counties.Contains(office.County)).Under(office => office.Site, Within(request.Prefix));
        if (!page.IsFirst) offices = offices.Where(office => office.Site.CompareTo(page.After[0]) > 0);
        var rows = await offices.OrderBy(office => office.Site).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(rows, office => [office.Site]);
        var holders = await HoldersAsync(rows.Select(office => office.Site), directors, context.CancellationToken);
        return new ListCenterOfficesResponse { NextPageToken = next, Offices = { rows.Select(office => office.ToProto(holders.GetValueOrDefault(office.Site)?.Name ?? "")) } };
    }

    [Requires<ManagePosts>]
    public override async Task<V1.CenterOffice> SetCenterOffice(SetCenterOfficeRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManagePosts>();
        Guid? unitId = request.HostUnitId.Length > 0 ? check.Id("hostUnitId", "所在单位", request.HostUnitId) : null;
        var host = unitId is null ? check.Text("hostUnit", "所在单位", request.HostUnit, most: 60, least: 2) : "";
        var address = check.Optional("address", "地址", request.Address, most: 120);
        var phone = check.Optional("phone", "电话", request.Phone, most: 20);
        check.That(phone.All(c => char.IsAsciiDigit(c) || c == '-'), "phone", "INVALID_PHONE", "电话由数字和短横线组成");
        check.Range("staff", "工作人员", request.Staff, 0, 500);
        check.Done();
        if (unitId is not null) host = await db.Units.Where(unit => unit.County == county && unit.Id == unitId).Select(unit => unit.Name).SingleOrDefaultAsync(cancel) ?? throw Fault.Invalid("hostUnitId", "UNKNOWN_UNIT", "没有这家成员单位");

        var office = await db.Offices.SingleOrDefaultAsync(row => row.County == county && row.Site == county, cancel);
        RequireSeen(request.Version, office?.Version);
        if (office is null) db.Offices.Add(office = new CenterOffice { County = county, Site = county, HostUnit = host });
        else office.Version++;
        (office.HostUnit, office.HostUnitId, office.Address, office.Phone, office.Staff) = (host, unitId, address, phone, request.Staff);
        db.Audit(county, "center-office.set", county);
        await db.SaveChangesAsync(cancel);
        return office.ToProto((await HoldersAsync([county], directors, cancel)).GetValueOrDefault(county)?.Name ?? "");
    }

    [Requires<ReadPosts>]
    public override async Task<ListCorpsResponse> ListCorps(ListCorpsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 1);
        var corps = db.Corps.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County)).Under(row => row.Site, Within(request.Prefix));
        if (!page.IsFirst) corps = corps.Where(row => row.Site.CompareTo(page.After[0]) > 0);
        var rows = await corps.OrderBy(row => row.Site).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(rows, row => [row.Site]);
        var holders = await HoldersAsync(rows.Select(row => row.Site), chiefs, context.CancellationToken);
        return new ListCorpsResponse { NextPageToken = next, Corps = { rows.Select(row => row.ToProto(Said(holders, row.Site))) } };
    }

    [Requires<ManagePosts>]
    public override async Task<Corps> SetCorps(SetCorpsRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManagePosts>();
        var name = check.Text("name", "总队名称", request.Name, most: 60, least: 4);
        var founded = KnownDay.Read(check, "foundedOn", "成立日期", request.FoundedOn, Today);
        var document = check.Optional("document", "成立文件", request.Document, most: 100);
        check.Done();

        var corps = await db.Corps.SingleOrDefaultAsync(row => row.County == county && row.Site == county, cancel);
        RequireSeen(request.Version, corps?.Version);
        if (corps is null) db.Corps.Add(corps = new VolunteerCorps { County = county, Site = county, Name = name, FoundedOn = founded.Day, Precision = founded.Precision });
        else
        {
            corps.Version++;
            db.Count(county, county, corps.FoundedOn, MechanismMeasures.Corps, by: -1, dimension: corps.Dimension);
        }
        (corps.Name, corps.FoundedOn, corps.Precision, corps.Document) = (name, founded.Day, founded.Precision, document);
        db.Count(county, county, corps.FoundedOn, MechanismMeasures.Corps, dimension: corps.Dimension);
        db.Audit(county, "corps.set", county);
        await db.SaveChangesAsync(cancel);
        return corps.ToProto(Said(await HoldersAsync([county], chiefs, cancel), county));
    }

    sealed record Holder(string Site, string Name, string Office);

    static (string, string)? Said(IReadOnlyDictionary<string, Holder> holders, string site) => holders.TryGetValue(site, out var one) ? (one.Name, one.Office) : null;

    // A page's posts in one statement; of several holders the one who came last.
    async Task<Dictionary<string, Holder>> HoldersAsync(IEnumerable<string> sites, string[] titles, CancellationToken cancel)
    {
        var (codes, today) = (sites.ToList(), Today);
        var held = await (from post in db.Posts.AsNoTracking()
                          join time in db.Appointments.AsNoTracking() on new { post.County, post.Id } equals new { time.County, Id = time.PostId }
                          where codes.Contains(post.Site) && titles.Contains(post.Title) && time.From <= today && (time.To == null || time.To >= today)
                          orderby time.From descending
                          select new Holder(post.Site, time.PersonName, post.ExOfficio)).ToListAsync(cancel);
        return held.DistinctBy(each => each.Site).ToDictionary(each => each.Site);
    }

    IReadOnlyList<string> Within(string text)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", text);
        check.Done();
        return Prefixes.Meet(prefix, db.Scope.Caller.PrefixesOf<ReadPosts>());
    }

    // Nought is the version of what is not there yet.
    static void RequireSeen(long seen, long? now)
    {
        if (seen != (now ?? 0)) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试");
    }
}
