using CivPractice.Organization.Documents;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Offices;

/// <summary>Offices of centres (中心办公室), and who leads the volunteer corps (志愿服务总队) by a post there.</summary>
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
    public override async Task<ListCorpsChiefsResponse> ListCorpsChiefs(ListCorpsChiefsRequest request, ServerCallContext context)
    {
        var (page, today) = (Page.Of(request, keys: 1), Today);
        var centers = db.Posts.AsNoTracking().Where(post => db.Scope.Counties.Contains(post.County) && post.Site == post.County && chiefs.Contains(post.Title)).Under(post => post.Site, Within(request.Prefix))
            .Where(post => db.Appointments.Any(time => time.County == post.County && time.PostId == post.Id && time.From <= today && (time.To == null || time.To >= today))).Select(post => post.Site).Distinct();
        if (!page.IsFirst) centers = centers.Where(site => site.CompareTo(page.After[0]) > 0);
        var rows = await centers.Order().Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(rows, site => [site]);
        var holders = await HoldersAsync(rows, chiefs, context.CancellationToken);
        return new ListCorpsChiefsResponse { NextPageToken = next, Chiefs = { rows.Select(site => holders[site]).Select(holder => new CorpsChief { County = holder.Site, Name = holder.Name, ExOfficio = holder.Office }) } };
    }

    sealed record Holder(string Site, string Name, string Office);

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
