using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Volunteer.Sites;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Associations;

/// <summary>Associations (协会、志愿服务组织): everybody reads them, the office enters them.</summary>
public sealed class AssociationService(VolunteerDb db, CallerScope scope) : V1.Associations.AssociationsBase
{
    [Requires<ReadTeams>]
    public override async Task<ListAssociationsResponse> ListAssociations(ListAssociationsRequest request, ServerCallContext context)
    {
        var (check, page) = (new Check(), Page.Of(request, 2));
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var rows = db.Associations.AsNoTracking().Where(row => scope.Counties.Contains(row.County)).Under(row => row.Site, [prefix]);
        if (!page.IsFirst)
        {
            var (site, number) = (page.After[0], page.After[1]);
            rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Number), ValueTuple.Create(site, number)));
        }
        var found = await rows.OrderBy(row => row.Site).ThenBy(row => row.Number).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [row.Site, row.Number]);
        return new ListAssociationsResponse { Associations = { found.Select(row => row.Shown()) }, NextPageToken = next };
    }

    [Requires<ReadTeams>]
    public override async Task<V1.Association> GetAssociation(GetAssociationRequest request, ServerCallContext context)
    {
        var row = await db.Associations.AsNoTracking().FirstOrDefaultAsync(row => scope.Counties.Contains(row.County) && row.Number == request.Number, context.CancellationToken);
        return row?.Shown() ?? throw Fault.NotFound("这个协会");
    }

    [Requires<ManageAssociations>]
    public override async Task<V1.Association> CreateAssociation(CreateAssociationRequest request, ServerCallContext context)
    {
        var (caller, today, check, cancel) = (scope.Caller, ChinaTime.Today(db.Clock), new Check(), context.CancellationToken);
        var row = new Association
        {
            County = caller.County,
            Number = Association.ReadNumber(check, "number", request.Number),
            Name = check.Text("name", "名称", request.Name, 60, least: 2),
            Kind = check.Known("kind", "性质", request.Kind),
            Site = check.Site("site", request.Site, caller),
            Supervisor = check.Optional("supervisor", "业务主管单位", request.Supervisor, 60),
            FoundedOn = check.Day("foundedOn", "成立日期", request.FoundedOn),
            Purpose = check.Optional("purpose", "宗旨", request.Purpose, 500),
        };
        check.That(row.FoundedOn <= today, "foundedOn", "IN_FUTURE", "成立日期不能晚于今天");
        check.Done();
        caller.Require<ManageAssociations>(row.Site);
        await KnownSite.RequireAsync(db, caller.County, row.Site, cancel);
        if (await db.Associations.AnyAsync(each => each.County == row.County && each.Number == row.Number, cancel)) throw Fault.Duplicate("ASSOCIATION_EXISTS", "这个登记证号的协会已经登记过了");

        db.Add(row);
        row.Count(db);
        db.Publish(new AssociationsChanged(row.County, [row.Fact()]));
        db.Audit(row.County, "association.create", row.Number);
        await db.SaveChangesAsync(cancel);
        return row.Shown();
    }
}
