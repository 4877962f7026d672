using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Roster;

/// <summary>Kinds with their days, kinds of service, availability and the emergency contact of a volunteer (志愿者档案).</summary>
public sealed class ProfileService(VolunteerDb db, CallerScope scope, PersonalVault vault) : VolunteerProfiles.VolunteerProfilesBase
{
    [Requires<ManageVolunteers>]
    public override async Task<KindOfVolunteer> BeginKind(BeginKindRequest request, ServerCallContext context)
    {
        var (check, today, cancel) = (new Check(), ChinaTime.Today(db.Clock), context.CancellationToken);
        var kind = check.Text("kind", "志愿者类别", request.Kind, 20);
        var since = check.DayOrNone("since", "开始日期", request.Since) ?? today;
        var until = check.DayOrNone("until", "结束日期", request.Until);
        check.That(since <= today, "since", "IN_FUTURE", "开始日期不能晚于今天");
        check.That(until is null || until >= since, "until", "PERIOD_REVERSED", "结束日期不能早于开始日期");
        check.That(until is null || until <= today, "until", "IN_FUTURE", "结束日期不能晚于今天");
        var evidence = check.Optional("evidence", "凭据", request.Evidence, 100);
        check.Done();

        return await db.TogetherAsync(async () =>
        {
            var profile = await LockAsync(request.PersonId, cancel);
            var row = VolunteerKind.Begin(profile, await OfAsync(profile.County, profile.PersonId, cancel), kind, since, until, evidence, db.Clock.GetUtcNow());
            db.Add(row);
            row.CountBegun(db, profile);
            db.Audit(row.County, "kind.begin", row.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return row.Shown();
        }, cancel);
    }

    [Requires<ManageVolunteers>]
    public override async Task<KindOfVolunteer> EndKind(EndKindRequest request, ServerCallContext context)
    {
        var (check, today, cancel) = (new Check(), ChinaTime.Today(db.Clock), context.CancellationToken);
        var id = check.Id("id", "类别", request.Id);
        var until = check.DayOrNone("until", "结束日期", request.Until) ?? today;
        check.That(until <= today, "until", "IN_FUTURE", "结束日期不能晚于今天");
        check.Done();

        return await db.TogetherAsync(async () =>
        {
            var profile = await LockAsync(request.PersonId, cancel);
            var row = await db.Kinds.SingleOrDefaultAsync(row => row.County == profile.County && row.PersonId == profile.PersonId && row.Id == id, cancel) ?? throw Fault.NotFound("这个类别");
            row.End(until);
            row.CountEnded(db, profile);
            db.Audit(row.County, "kind.end", row.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return row.Shown();
        }, cancel);
    }

    [Requires<ReadOwnRecord>]
    public override async Task<ListKindsResponse> ListKinds(ListKindsRequest request, ServerCallContext context)
    {
        var profile = await db.ProfileAsync<ReadVolunteers>(scope, request.PersonId, context.CancellationToken);
        var rows = await OfAsync(profile.County, profile.PersonId, context.CancellationToken);
        return new ListKindsResponse { Kinds = { rows.OrderByDescending(row => row.Since).ThenByDescending(row => row.Id).Select(row => row.Shown()) } };
    }

    [Requires<RegisterSelf>]
    public override async Task<V1.Volunteer> SetServiceKinds(SetServiceKindsRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var kinds = Registration.Words(check, "serviceKinds", "服务类别", request.ServiceKinds);
        check.Done();
        var profile = await db.ProfileAsync<ManageVolunteers>(scope, request.PersonId, cancel);
        return await SavedAsync(profile, profile.SetServiceKinds(kinds), "volunteer.set-service-kinds", cancel);
    }

    [Requires<ManageVolunteers>]
    public override async Task<V1.Volunteer> NoteGuardian(NoteGuardianRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var name = check.Text("guardianName", "监护人姓名", request.GuardianName, 30, least: 2);
        var phone = check.Phone("guardianPhone", request.GuardianPhone);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            var profile = await LockAsync(request.PersonId, cancel);
            profile.NoteGuardian(name, phone, db.Clock.GetUtcNow());
            return await SavedAsync(profile, true, "volunteer.note-guardian", cancel);
        }, cancel);
    }

    [Requires<RegisterSelf>]
    public override async Task<V1.Volunteer> SetAvailability(SetAvailabilityRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        foreach (var half in request.Availability) check.Known("availability", "可服务时间", half);
        var areas = request.ServiceAreas.Distinct(StringComparer.Ordinal).ToArray();
        check.That(areas.Length <= VolunteerProfile.MostAreas, "serviceAreas", "TOO_MANY", $"服务区域最多 {VolunteerProfile.MostAreas} 个");
        foreach (var area in areas) check.Site("serviceAreas", area, scope.Caller);
        check.Done();
        var profile = await db.ProfileAsync<ManageVolunteers>(scope, request.PersonId, cancel);
        var fresh = areas.Except(profile.ServiceAreas).ToArray();
        var known = fresh.Length == 0 ? [] : await db.Sites.Where(site => site.County == profile.County && fresh.Contains(site.Code) && site.ClosedOn == null).Select(site => site.Code).ToListAsync(cancel);
        if (fresh.Except(known).FirstOrDefault() is { } unknown) throw Fault.Invalid("serviceAreas", "UNKNOWN_SITE", $"没有运行中的站点 {unknown}");

        return await SavedAsync(profile, profile.SetAvailability([.. request.Availability.Select(half => (int)half).Distinct().Order()], areas), "volunteer.set-availability", cancel);
    }

    [Requires<RegisterSelf>]
    public override async Task<V1.Volunteer> SetEmergencyContact(SetEmergencyContactRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var contact = EmergencyContact.Of(check, request);
        check.Done();
        var profile = await db.ProfileAsync<ManageVolunteers>(scope, request.PersonId, cancel);
        profile.SetEmergencyContact(contact?.Sealed(vault));
        return await SavedAsync(profile, true, "volunteer.set-emergency-contact", cancel);
    }

    [Requires<ReadOwnRecord>]
    public override async Task<V1.EmergencyContact> RevealEmergencyContact(RevealEmergencyContactRequest request, ServerCallContext context)
    {
        var (check, caller, cancel) = (new Check(), scope.Caller, context.CancellationToken);
        var id = check.Id("personId", "人员", request.PersonId);
        var own = id == caller.PersonId;
        if (!own) check.Known("purpose", "查看用途", request.Purpose);
        check.Done();
        // Before the look: whoever may see nobody learns nothing about who is there.
        if (!own && !caller.May<ManageVolunteers>() && !caller.May<ReadMembers>()) throw Fault.Denied(Permission.Of<ManageVolunteers>());
        var profile = await db.Profiles.AsNoTracking().SingleOrDefaultAsync(row => row.County == scope.PersonalCounty && row.PersonId == id, cancel) ?? throw Fault.NotFound("这位志愿者");
        if (!own && !caller.MayAsStaff<ManageVolunteers>(profile.Site) && !await LeadsAsync(caller, profile, cancel)) throw Fault.Denied(Permission.Of<ManageVolunteers>());
        if (profile.EmergencySealed is not { } contact) throw Fault.NotFound("紧急联系人");
        if (!own)
        {
            // Written down before the name leaves.
            db.Audit(profile.County, "volunteer.reveal-emergency-contact", $"{profile.PersonId} {request.Purpose}");
            await db.SaveChangesAsync(cancel);
        }
        return EmergencyContact.Opened(vault, contact).Shown();
    }

    /// <summary>Whether the caller leads a team that the volunteer is in today.</summary>
    Task<bool> LeadsAsync(Caller caller, VolunteerProfile profile, CancellationToken cancel) => db.Teams.AnyAsync(team => team.County == profile.County && team.LeaderPersonId == caller.PersonId
        && db.Memberships.Any(row => row.County == team.County && row.TeamId == team.Id && row.PersonId == profile.PersonId && row.LeftOn == null), cancel);

    /// <summary>The profile, locked until the transaction ends: two who tell of the same kind do not both find it free.</summary>
    async Task<VolunteerProfile> LockAsync(string personId, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("personId", "人员", personId);
        check.Done();
        var profile = await db.Profiles.FromSql($"select * from volunteer_profile where county = {scope.PersonalCounty} and person_id = {id} for update").SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这位志愿者");
        scope.Caller.Require<ManageVolunteers>(profile.Site);
        return profile;
    }

    Task<List<VolunteerKind>> OfAsync(string county, Guid person, CancellationToken cancel) => db.Kinds.Where(row => row.County == county && row.PersonId == person).Take(VolunteerKind.Most).ToListAsync(cancel);

    async Task<V1.Volunteer> SavedAsync(VolunteerProfile profile, bool changed, string action, CancellationToken cancel)
    {
        if (changed)
        {
            db.Audit(profile.County, action, profile.PersonId.ToString());
            await db.SaveChangesAsync(cancel);
        }
        return profile.Shown(vault, (await db.KindsTodayAsync([profile.PersonId], cancel))[profile.PersonId]);
    }
}
