using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Sites;
using CivPractice.Volunteer.Teams;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Roster;

/// <summary>The roster of volunteers (志愿者名册).</summary>
public sealed class RosterService(VolunteerDb db, CallerScope scope, PersonalVault vault) : V1.Roster.RosterBase
{
    [Requires<RegisterSelf>]
    public override async Task<V1.Volunteer> RegisterVolunteer(RegisterVolunteerRequest request, ServerCallContext context)
    {
        var form = Registration.Of(request, scope.Caller, ChinaTime.Today(db.Clock));
        await KnownSite.RequireAsync(db, scope.Caller.County, form.Site, context.CancellationToken);
        var profile = await db.TogetherAsync(() => RegisterAsync(form, context.CancellationToken), context.CancellationToken);
        return await ShowAsync(profile, context.CancellationToken);
    }

    [Requires<ReadOwnRecord>]
    public override async Task<V1.Volunteer> GetVolunteer(GetVolunteerRequest request, ServerCallContext context)
    {
        var profile = await db.ProfileAsync<ReadVolunteers>(scope, request.PersonId, context.CancellationToken);
        return await ShowAsync(profile, context.CancellationToken);
    }

    [Requires<ReadVolunteers>]
    public override async Task<ListVolunteersResponse> ListVolunteers(ListVolunteersRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 2);
        var rows = db.Profiles.AsNoTracking().Sought(request, db).Under(row => row.Site, scope.Caller.PrefixesOf<ReadVolunteers>());
        if (!page.IsFirst)
            rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Number), ValueTuple.Create(page.After[0], page.After[1])));
        var found = await rows.OrderBy(row => row.Site).ThenBy(row => row.Number).Take(page.Take).ToListAsync(context.CancellationToken);

        var next = page.Next(found, row => [row.Site, row.Number]);
        var kinds = await db.KindsTodayAsync(found.Select(row => row.PersonId), context.CancellationToken);
        return new ListVolunteersResponse { Volunteers = { found.Select(row => row.Shown(vault, kinds[row.PersonId])) }, NextPageToken = next };
    }

    [Requires<ReadOwnRecord>]
    public override async Task<MyRecord> GetMyRecord(GetMyRecordRequest request, ServerCallContext context)
    {
        var (me, cancel) = (scope.Caller.PersonId, context.CancellationToken);
        var profile = await db.Profiles.AsNoTracking().SingleOrDefaultAsync(row => row.County == scope.PersonalCounty && row.PersonId == me, cancel);
        var teams = await db.Teams.AsNoTracking()
            .Where(team => db.Memberships.Any(member => member.County == team.County && member.TeamId == team.Id && member.PersonId == me && member.LeftOn == null))
            .OrderBy(team => team.Site).ThenBy(team => team.Id).ToListAsync(cancel);
        var minutes = await db.Ledger.Where(entry => entry.County == scope.PersonalCounty && entry.PersonId == me).SumAsync(entry => (long)entry.Minutes, cancel);
        return new MyRecord { Volunteer = profile is null ? null : await ShowAsync(profile, cancel), Teams = { await Leaders.ShowAsync(db, scope.Caller, teams, cancel) }, Minutes = minutes };
    }

    [Requires<RegisterSelf>]
    public override async Task<V1.Volunteer> SetSkills(SetSkillsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var skills = Registration.Words(check, "skills", "技能", request.Skills);
        check.Done();
        var profile = await db.ProfileAsync<ManageVolunteers>(scope, request.PersonId, context.CancellationToken);
        if (!profile.SetSkills(skills)) return await ShowAsync(profile, context.CancellationToken);

        db.Publish(profile.Changed());
        db.Audit(profile.County, "volunteer.set-skills", profile.PersonId.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return await ShowAsync(profile, context.CancellationToken);
    }

    async Task<VolunteerProfile> RegisterAsync(Registration form, CancellationToken cancel)
    {
        var county = scope.Caller.County;
        var person = await PersonAsync(form, cancel);
        if (await ProfileAsync(county, person, cancel) is { } known) return Known(form, known);
        var number = await VolunteerNumber.NextAsync(db, county, cancel);
        // The number's row is locked now: a twin of this request has either ended or waits.
        if (await ProfileAsync(county, person, cancel) is { } twin) return Known(form, twin);

        var now = db.Clock.GetUtcNow();
        var profile = new VolunteerProfile
        {
            County = county,
            PersonId = person,
            Number = number,
            Name = form.Name,
            Phone = form.Phone,
            IdentitySealed = vault.Seal(IdentityNumber.Purpose, form.Identity.Text),
            BirthDate = form.Identity.BirthDate,
            Gender = form.Identity.Gender,
            Site = form.Site,
            Skills = form.Skills,
            ServiceKinds = form.ServiceKinds,
            Source = form.BySelf ? RegistrationSource.Self : RegistrationSource.Clerk,
            ConsentAt = now,
            ConsentRecordedBy = scope.Caller.PersonId,
            RegisteredAt = now,
            GuardianName = form.GuardianName,
            GuardianPhone = form.GuardianPhone,
            // Nobody under age is registered by hand without it.
            GuardianInformedAt = form.IsMinor ? now : null,
        };
        db.Add(profile);
        db.Publish(profile.Changed());
        db.Audit(county, form.BySelf ? "volunteer.register-self" : "volunteer.register", person.ToString());
        db.Count(county, form.Site, ChinaTime.Day(now), Measures.Registered);
        // Somebody of elsewhere who has served here before.
        if (await db.Ledger.AnyAsync(entry => entry.County == county && entry.PersonId == person, cancel))
        {
            db.Add(new Hours.FirstHours { County = county, PersonId = person, NotedOn = ChinaTime.Day(now) });
            db.Count(county, form.Site, ChinaTime.Day(now), Measures.WithHours);
        }
        foreach (var each in form.Kinds)
        {
            var kind = VolunteerKind.Begin(profile, [], each, ChinaTime.Day(now), null, "", now);
            db.Add(kind);
            kind.CountBegun(db, profile);
        }
        await db.SaveChangesAsync(cancel);
        return profile;
    }

    /// <summary>The person behind an identity number; the same in every county, and nobody learns which those are.</summary>
    /// <exception cref="Fault">ALREADY_REGISTERED when the number belongs to another person's id, IDENTITY_MISMATCH when the person has another number.</exception>
    async Task<Guid> PersonAsync(Registration form, CancellationToken cancel)
    {
        var hash = vault.Hash(IdentityNumber.Purpose, form.Identity.Text);
        var id = form.Person ?? Guid.CreateVersion7(db.Clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync($"insert into person (id, identity_hash, since) values ({id}, {hash}, {db.Clock.GetUtcNow()}) on conflict do nothing", cancel);
        var known = await db.Persons.AsNoTracking().Where(person => person.IdentityHash == hash).Select(person => (Guid?)person.Id).SingleOrDefaultAsync(cancel)
            ?? throw Fault.Precondition("IDENTITY_MISMATCH", "这个人登记过另一个身份证号,请核对后到站点办理");
        if (form.Person is { } named && named != known)
            throw Fault.Duplicate("ALREADY_REGISTERED", "这个身份证号已经登记过。如果是本人登记的,请带身份证到就近的站点办理账号合并");
        return known;
    }

    /// <summary>Who registers somebody twice gets the first profile, unless it stands at a site that is none of his business.</summary>
    /// <exception cref="Fault">REGISTERED_ELSEWHERE.</exception>
    VolunteerProfile Known(Registration form, VolunteerProfile known) =>
        form.BySelf || scope.Caller.MayAsStaff<ManageVolunteers>(known.Site) ? known
            : throw Fault.Duplicate("REGISTERED_ELSEWHERE", "这个人在本县其他站点登记过,请联系县中心办公室");

    Task<VolunteerProfile?> ProfileAsync(string county, Guid person, CancellationToken cancel) =>
        db.Profiles.SingleOrDefaultAsync(row => row.County == county && row.PersonId == person, cancel);

    async Task<V1.Volunteer> ShowAsync(VolunteerProfile profile, CancellationToken cancel) => profile.Shown(vault, (await db.KindsTodayAsync([profile.PersonId], cancel))[profile.PersonId]);
}
