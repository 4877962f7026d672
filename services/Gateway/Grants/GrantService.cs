using CivPractice.Gateway.Accounts;
using CivPractice.Gateway.Counties;
using CivPractice.Gateway.SignIns;
using CivPractice.Gateway.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Grants;

public sealed class GrantService(GatewayDb db, AccountOpening opening, AccountRows accounts, KnownPersons persons, GrantsHeld grants, SignInEnd ends, Sessions sessions, CountyList counties) : V1.Grants.GrantsBase
{
    Caller Caller => db.Scope.Caller;

    [Requires<ManageAccounts>]
    public override async Task<V1.Account> OpenAccount(OpenAccountRequest request, ServerCallContext context)
    {
        var check = new Check();
        var phone = check.Phone("phone", request.Phone);
        var name = check.Text("name", "姓名", request.Name, 40);
        Guid? person = request.PersonId.Length > 0 ? check.Id("personId", "人员", request.PersonId) : null;
        if (request.Password.Length > 0) Passwords.Check(check, "password", request.Password, phone);
        check.Done();
        // Whoever opens an account for a known person chooses its phone: only somebody who may see that person may do so.
        if (person is { } known) await persons.RequireAsync(known, context);

        await db.ActForPlatformAsync(context.CancellationToken);
        var account = await opening.OpenAsync(person, name, phone, request.Password, context.CancellationToken);
        db.Audit(Tenants.Platform, "account.open", account.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return new V1.Account { Id = account.Id.ToString(), PersonId = account.Person.ToString(), Name = name, Phone = Platform.Personal.Masked.Phone(phone) };
    }

    [Requires<ManageAccounts>]
    public override async Task<ResetSecondFactorResponse> ResetSecondFactor(ResetSecondFactorRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var check = new Check();
        var person = check.Id("personId", "人员", request.PersonId);
        check.Done();
        var held = await grants.OfAsync(person, cancel);
        GrantRule.MayReset(Caller, person, held);
        // Somebody without a role belongs to whoever may see them; an operator sees nobody and has no county.
        if (held.Count == 0 && !Caller.MayAsStaff<ManageAccounts>("")) await persons.RequireAsync(person, context);

        var id = await db.Accounts.Where(row => row.Person == person).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这个人的账号");
        await db.ActForPlatformAsync(cancel);
        await ends.TogetherAsync(() => accounts.ChangeAsync(id, account =>
        {
            account.ResetSecondFactor();
            db.Audit(Tenants.Platform, "account.reset-second-factor", id.ToString());
            return ends.OfAsync(row => row.Account == id, cancel);
        }, cancel), cancel);
        return new ResetSecondFactorResponse();
    }

    [Requires<ManageGrants>]
    public override async Task<V1.Grant> GrantRole(GrantRoleRequest request, ServerCallContext context)
    {
        var now = db.Clock.GetUtcNow();
        var check = new Check();
        var person = check.Id("personId", "人员", request.PersonId);
        var role = Role.Find(request.Role);
        check.That(role is not null, "role", "UNKNOWN_VALUE", $"没有角色“{request.Role}”,可用:{string.Join("、", Role.Granted.Select(known => known.Name))}");
        var prefix = check.Prefix("prefix", request.Prefix);
        if (role is not null) GrantRule.Fits(check, role, prefix);
        var from = check.DayOrNone("from", "起始日期", request.From) ?? ChinaTime.Day(now);
        var to = check.DayOrNone("to", "截止日期", request.To);
        check.That(to is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.Done();
        GrantRule.MayGive(Caller, role!, prefix);

        if (!await db.Accounts.AnyAsync(account => account.Person == person, context.CancellationToken)) throw Fault.NotFound("这个人的账号");
        await db.ActForAsync([Tenants.Of(prefix)], context.CancellationToken);
        var same = await db.RoleGrants.AsNoTracking().Where(row => row.County == Tenants.Of(prefix) && row.Person == person && row.Role == role!.Name && row.Prefix == prefix).ToListAsync(context.CancellationToken);
        if (same.Any(row => row.Overlaps(from, to))) throw Fault.Duplicate("ALREADY_GRANTED", "这个人在这段时间已经有同样的授权");

        var grant = RoleGrant.Give(person, role!, prefix, from, to, now);
        db.Add(grant);
        db.Audit(grant.County, "grant.give", grant.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        sessions.ForgetPerson(person);
        return grant.ToMessage();
    }

    [Requires<ManageGrants>]
    public override async Task<V1.Grant> EndGrant(EndGrantRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "授权", request.Id);
        var to = check.DayOrNone("to", "截止日期", request.To);
        check.Done();
        await ActWhereGrantingAsync("", context.CancellationToken);
        var grant = await db.RoleGrants.SingleOrDefaultAsync(row => row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这项授权");
        if (!Caller.MayAsStaff<ManageGrants>(grant.Prefix)) throw Fault.NotFound("这项授权");
        GrantRule.MayGive(Caller, Role.Find(grant.Role)!, grant.Prefix);
        grant.End(to, db.Clock.GetUtcNow());
        db.Audit(grant.County, "grant.end", grant.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        sessions.ForgetPerson(grant.Person);
        return grant.ToMessage();
    }

    [Requires<ManageGrants>]
    public override async Task<ListGrantsResponse> ListGrants(ListGrantsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        Guid? person = request.PersonId.Length > 0 ? check.Id("personId", "人员", request.PersonId) : null;
        check.Done();
        var page = Page.Of(request, 2);
        await ActWhereGrantingAsync(prefix, context.CancellationToken);

        var rows = db.RoleGrants.AsNoTracking().Where(row => string.Compare(row.Prefix, prefix) >= 0 && string.Compare(row.Prefix, Prefixes.End(prefix)) < 0);
        if (person is not null) rows = rows.Where(row => row.Person == person);
        if (!page.IsFirst)
        {
            var (after, id) = (page.After[0], page.IdAfter(1));
            rows = rows.Where(row => string.Compare(row.Prefix, after) > 0 || (row.Prefix == after && row.Id > id));
        }
        var held = Caller.PrefixesOf<ManageGrants>();
        var found = await rows.OrderBy(row => row.Prefix).ThenBy(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [row.Prefix, row.Id.ToString()]);
        return new ListGrantsResponse { Grants = { found.Where(row => held.Any(own => row.Prefix.StartsWith(own, StringComparison.Ordinal))).Select(row => row.ToMessage()) }, NextPageToken = next };
    }

    // An operator has no county of its own, and a city none of its counties' personal rows; grants hold no personal data.
    Task ActWhereGrantingAsync(string prefix, CancellationToken cancel)
    {
        var held = Caller.PrefixesOf<ManageGrants>();
        var open = counties.All.Select(county => county.Code).Append(Tenants.Platform)
            .Where(code => held.Any(own => code.StartsWith(own, StringComparison.Ordinal) || own.StartsWith(code, StringComparison.Ordinal)));
        if (prefix.Length > 0) open = open.Where(code => code.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(code, StringComparison.Ordinal) || code == Tenants.Of(prefix));
        return db.ActForAsync([.. open], cancel);
    }
}
