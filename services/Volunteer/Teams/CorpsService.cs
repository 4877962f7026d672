using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Volunteer.Sites;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>The volunteer corps (志愿服务总队) of counties and of the city.</summary>
public sealed class CorpsService(VolunteerDb db, CallerScope scope) : VolunteerCorps.VolunteerCorpsBase
{
    [Requires<ReadTeams>]
    public override async Task<ListCorpsResponse> ListCorps(ListCorpsRequest request, ServerCallContext context)
    {
        var (page, cancel) = (Page.Of(request, 2), context.CancellationToken);
        var rows = db.Placements.AsNoTracking().Where(row => scope.Counties.Contains(row.County)).Sought(request);
        if (!page.IsFirst)
        {
            var (county, id) = (page.After[0], page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.County, row.Id), ValueTuple.Create(county, id)));
        }
        var found = await rows.OrderBy(row => row.County).ThenBy(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [row.County, row.Id.ToString()]);
        return new ListCorpsResponse { Corps = { await ShowAsync(found, cancel) }, NextPageToken = next };
    }

    [Requires<ManageTeams>]
    public override async Task<Corps> SetCorps(SetCorpsRequest request, ServerCallContext context)
    {
        var (check, caller, cancel) = (new Check(), scope.Caller, context.CancellationToken);
        // A city reads its counties' corps and writes its own.
        caller.Require<ManageTeams>(caller.County);
        if (caller.PersonalCounty != caller.County) throw Fault.Denied(Permission.Of<ManageTeams>());
        var name = check.Optional("name", "总队名称", request.Name, 60);
        check.That(name.Length is 0 or >= 4, "name", "TOO_SHORT", "总队名称至少 4 个字");
        var founded = KnownDay.Read(check, "foundedOn", "成立日期", request.FoundedOn, ChinaTime.Today(db.Clock));
        var title = check.Optional("documentTitle", "成立文件", request.DocumentTitle, CorpsFounding.MostDocument);
        var number = check.Optional("documentNumber", "文号", request.DocumentNumber, CorpsFounding.MostDocument);
        Guid? document = request.DocumentId.Length > 0 ? check.Id("documentId", "成立文件", request.DocumentId) : null;
        check.Done();

        var place = await db.TogetherAsync(async () =>
        {
            await TreeRows.QueueAsync(db, caller.County, cancel);
            if (name.Length == 0 && await db.CorpsAsync(caller.County, cancel) is null) throw Fault.Invalid("name", "REQUIRED", "请填写总队名称");
            await KnownSite.RequireAsync(db, caller.County, caller.County, cancel);
            var (team, _) = await CorpsRows.FindOrFoundAsync(db, caller.County, name, founded.Day, cancel);
            var founding = await db.CorpsFoundings.SingleOrDefaultAsync(row => row.County == team.County && row.TeamId == team.Id, cancel);
            if (request.Version != (founding?.Version ?? 0)) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试");
            await CorpsRows.SayFoundingAsync(db, team, founded.Day, cancel);
            if (founding is null) db.Add(founding = new CorpsFounding { County = team.County, TeamId = team.Id });
            (founding.Precision, founding.DocumentTitle, founding.DocumentNumber, founding.DocumentId) = (founded.Precision, title, number, document);
            founding.Version++;
            db.Audit(team.County, "corps.set", team.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return await db.Placements.AsNoTracking().SingleAsync(row => row.County == team.County && row.TeamId == team.Id && row.Until == null, cancel);
        }, cancel);
        return (await ShowAsync([place], cancel))[0];
    }

    // Three looks, however many corps.
    async Task<List<Corps>> ShowAsync(IReadOnlyCollection<TeamPlacement> places, CancellationToken cancel)
    {
        var (counties, ids) = (places.Select(place => place.County).Distinct().ToArray(), places.Select(place => place.TeamId).Distinct().ToArray());
        var teams = await db.Teams.AsNoTracking().Where(team => counties.Contains(team.County) && ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, cancel);
        var foundings = await db.CorpsFoundings.AsNoTracking().Where(row => counties.Contains(row.County) && ids.Contains(row.TeamId)).ToDictionaryAsync(row => row.TeamId, cancel);
        var below = await db.Teams.Where(team => counties.Contains(team.County) && team.ParentId != null && ids.Contains(team.ParentId.Value)).GroupBy(team => team.ParentId!.Value).Select(group => new { group.Key, Teams = group.Count() }).ToDictionaryAsync(each => each.Key, each => each.Teams, cancel);
        return [.. places.Select(place => (Place: place, Team: teams[place.TeamId], Founding: foundings.GetValueOrDefault(place.TeamId))).Select(each => new Corps
        {
            County = each.Place.County,
            TeamId = each.Team.Id.ToString(),
            Name = each.Team.Name,
            FoundedOn = new KnownDay(each.Place.Since, each.Founding?.Precision ?? DayPrecision.Day).ToString(),
            DocumentTitle = each.Founding?.DocumentTitle ?? "",
            DocumentNumber = each.Founding?.DocumentNumber ?? "",
            DocumentId = each.Founding?.DocumentId?.ToString() ?? "",
            FoundingName = each.Founding?.FoundingName ?? "",
            Version = each.Founding?.Version ?? 0,
            Until = each.Place.Until is { } end ? ChinaTime.Text(end) : "",
            Below = below.GetValueOrDefault(each.Team.Id),
        })];
    }
}
