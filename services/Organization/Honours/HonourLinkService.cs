using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Associations = CivPractice.Volunteer.V1.Associations;

namespace CivPractice.Organization.Honours;

/// <summary>Honours of organizations and the associations that bear them: everybody reads, who keeps the honours ties.</summary>
public sealed class HonourLinkService(OrganizationDb db, Associations.AssociationsClient associations) : HonourLinks.HonourLinksBase
{
    const int mostIds = 200;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    Caller Caller => db.Scope.Caller;

    [Requires<ManageHonours>]
    public override async Task<HonourLink> LinkHonour(LinkHonourRequest request, ServerCallContext context)
    {
        var (check, cancel, county) = (new Check(), context.CancellationToken, Caller.County);
        var id = check.Id("id", "荣誉", request.Id);
        var number = check.Optional("associationNumber", "志愿服务组织", request.AssociationNumber, HonourAssociation.MostNumber);
        check.Done();
        var honour = await db.Honours.AsNoTracking().SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这项荣誉");
        Caller.Require<ManageHonours>(honour.Site);
        if (honour.Bearer != HonourBearer.Organization) throw Fault.Precondition("NOT_AN_ORGANIZATION", "只有组织的荣誉才能关联志愿服务组织");

        var link = await db.HonourAssociations.SingleOrDefaultAsync(row => row.County == county && row.HonourId == id, cancel);
        if (number.Length == 0)
        {
            if (link is not null) db.Remove(link);
        }
        else
        {
            var name = await NameAsync(number, county, context);
            if (link is null) db.Add(link = new HonourAssociation { County = county, HonourId = id, Number = number, Name = name });
            else (link.Number, link.Name) = (number, name);
        }
        db.Audit(county, "honour.link", id.ToString());
        await db.SaveChangesAsync(cancel);
        return number.Length == 0 ? new HonourLink { HonourId = id.ToString() } : link!.ToProto();
    }

    [Requires<ReadHonours>]
    public override async Task<ListHonourLinksResponse> ListHonourLinks(ListHonourLinksRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.Range("honourIds", "荣誉", request.HonourIds.Count, 1, mostIds);
        var ids = request.HonourIds.Take(mostIds).Select(each => check.Id("honourIds", "荣誉", each)).ToArray();
        check.Done();
        var seen = Verified().Select(row => row.Id);
        if (Caller.May<ManageHonours>(Caller.County)) seen = db.Honours.Where(row => db.Scope.Counties.Contains(row.County)).Select(row => row.Id);
        var rows = await db.HonourAssociations.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County) && ids.Contains(row.HonourId) && seen.Contains(row.HonourId)).OrderBy(row => row.HonourId).ToListAsync(context.CancellationToken);
        return new ListHonourLinksResponse { Links = { rows.Select(row => row.ToProto()) } };
    }

    [Requires<ReadHonours>]
    public override async Task<ListAssociationHonoursResponse> ListAssociationHonours(ListAssociationHonoursRequest request, ServerCallContext context)
    {
        var (check, page) = (new Check(), Page.Of(request, keys: 2));
        var number = check.Text("number", "登记证号", request.Number, HonourAssociation.MostNumber);
        var name = check.Optional("associationName", "名称", request.AssociationName, 60);
        check.Done();
        var links = db.HonourAssociations;
        var honours = Verified().Where(row => row.Bearer == HonourBearer.Organization);
        honours = name.Length == 0
            ? honours.Where(row => links.Any(link => link.County == row.County && link.HonourId == row.Id && link.Number == number))
            : honours.Where(row => links.Any(link => link.County == row.County && link.HonourId == row.Id && link.Number == number) || (row.ShownName == name && !links.Any(link => link.County == row.County && link.HonourId == row.Id)));
        if (!page.IsFirst) honours = honours.After(page.DayAfter(0), page.IdAfter(1));
        var rows = await honours.Latest().Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(rows, row => [ChinaTime.Text(row.AwardedOn), row.Id.ToString()]);
        return new ListAssociationHonoursResponse { NextPageToken = next, Honours = { rows.Select(row => row.ToProto()) } };
    }

    // What is not verified is nobody's business but the keeper's.
    IQueryable<Honour> Verified() => db.Honours.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County) && row.Status == HonourStatus.Verified);

    // Asked as the caller: of another county's association nobody learns here.
    async Task<string> NameAsync(string number, string county, ServerCallContext context)
    {
        try
        {
            var asked = new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } };
            var found = await associations.GetAssociationAsync(new() { Number = number }, new CallOptions(asked, DateTime.UtcNow + patience, context.CancellationToken));
            return found.Site.StartsWith(county, StringComparison.Ordinal) ? found.Name : throw Unknown();
        }
        catch (RpcException gone) when (gone.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { throw Fault.Unavailable(); }
        catch (RpcException unknown) when (unknown.StatusCode == StatusCode.NotFound) { throw Unknown(); }

        static Fault Unknown() => Fault.Invalid("associationNumber", "UNKNOWN_ASSOCIATION", "本县没有这个志愿服务组织");
    }
}
