using CivPractice.Gateway.Counties;
using CivPractice.Gateway.Routing;
using CivPractice.Gateway.SignIns;
using CivPractice.Gateway.Tokens;
using CivPractice.Gateway.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Accounts;

public sealed class AccountService(
    GatewayDb db, PersonalVault vault, PhoneGuards guards, Proofs proofs, Passwords passwords, AccountOpening opening, Sessions sessions, CountyList counties) : V1.Accounts.AccountsBase
{
    [Requires<SignInHere>]
    public override async Task<SendCodeResponse> SendCode(SendCodeRequest request, ServerCallContext context)
    {
        var check = new Check();
        var phone = check.Phone("phone", request.Phone);
        check.Done();
        await guards.SendCodeAsync(phone, context.CancellationToken);
        return new SendCodeResponse { SecondsToLive = (int)PhoneGuard.CodeLife.TotalSeconds };
    }

    [Requires<SignInHere>]
    public override async Task<SignInResponse> Register(RegisterRequest request, ServerCallContext context)
    {
        var check = new Check();
        var phone = check.Phone("phone", request.Phone);
        var name = check.Text("name", "姓名", request.Name, 40);
        check.That(request.Code.Length > 0, "code", "REQUIRED", "请填写验证码");
        if (request.Password.Length > 0) Passwords.Check(check, "password", request.Password, phone);
        check.Done();

        await proofs.ByCodeAsync(phone, request.Code, null, context.CancellationToken);
        var account = await opening.OpenAsync(null, name, phone, request.Password, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        await guards.UseCodeAsync(phone, context.CancellationToken);
        return await BeginAsync(account, "account.register", context);
    }

    [Requires<SignInHere>]
    public override async Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context)
    {
        var check = new Check();
        var phone = check.Phone("phone", request.Phone);
        check.That(request.Password.Length > 0 || request.Code.Length > 0, "password", "REQUIRED", "请填写密码或验证码");
        check.That(request.Password.Length <= Passwords.Most, "password", "PASSWORD_LENGTH", $"密码最多 {Passwords.Most} 个字符");
        Guid? chosen = request.AccountId.Length > 0 ? check.Id("accountId", "账号", request.AccountId) : null;
        check.Done();

        var cancel = context.CancellationToken;
        var byCode = request.Code.Length > 0;
        var accounts = byCode ? await proofs.ByCodeAsync(phone, request.Code, chosen, cancel) : await proofs.ByPasswordAsync(phone, request.Password, chosen, cancel);
        // Whoever has the code owns the phone and may know that nobody registered it.
        if (accounts.Count == 0) throw Fault.Precondition("NO_ACCOUNT", "这个手机号还没有账号,请先注册");
        if (accounts.Count > 1) return new SignInResponse { Choices = { accounts.Select(each => each.ToChoice(vault)) } };

        var account = accounts[0];
        await proofs.RequireSecondFactorAsync(account, phone, request.SecondFactor, cancel);
        account.Succeed();
        await db.SaveChangesAsync(cancel);
        if (byCode) await guards.UseCodeAsync(phone, cancel);
        else await guards.SucceedAsync(phone, cancel);
        return await BeginAsync(account, "account.sign-in", context);
    }

    [Requires<UseOwnAccount>]
    public override async Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context)
    {
        if (db.Scope.Caller.SignIn is { } id) await EndAsync(row => row.Id == id, context.CancellationToken);
        return new SignOutResponse();
    }

    [Requires<SignInHere>]
    public override async Task<RecoverResponse> Recover(RecoverRequest request, ServerCallContext context)
    {
        var check = new Check();
        var phone = check.Phone("phone", request.Phone);
        check.That(request.Code.Length > 0, "code", "REQUIRED", "请填写验证码");
        Passwords.Check(check, "password", request.Password, phone);
        Guid? chosen = request.AccountId.Length > 0 ? check.Id("accountId", "账号", request.AccountId) : null;
        check.Done();

        var cancel = context.CancellationToken;
        var accounts = await proofs.ByCodeAsync(phone, request.Code, chosen, cancel);
        if (accounts.Count == 0) throw Fault.Precondition("NO_ACCOUNT", "这个手机号还没有账号,请先注册");
        if (accounts.Count > 1) return new RecoverResponse { Choices = { accounts.Select(each => each.ToChoice(vault)) } };
        var account = accounts[0];
        passwords.Set(account, request.Password);
        account.Succeed();
        Note("account.recover", account.Id);
        await db.SaveChangesAsync(cancel);
        await EndAsync(row => row.Account == account.Id, cancel);
        await guards.UseCodeAsync(phone, cancel);
        return new RecoverResponse();
    }

    [Requires<UseOwnAccount>]
    public override async Task<ChangePasswordResponse> ChangePassword(ChangePasswordRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var account = await OwnAsync(cancel);
        var check = new Check();
        Passwords.Check(check, "newPassword", request.NewPassword, vault.Open("phone", account.Phone));
        check.Done();
        var now = db.Clock.GetUtcNow();
        if (account.PasswordHash is not null)
        {
            if (account.IsLocked(now)) throw PhoneGuard.Locked();
            if (!passwords.Fits(account, request.OldPassword))
            {
                account.Fail(now);
                await db.SaveChangesAsync(cancel);
                throw Fault.Invalid("oldPassword", "OLD_PASSWORD_WRONG", "原密码不对");
            }
        }
        passwords.Set(account, request.NewPassword);
        Note("account.change-password", account.Id);
        await db.SaveChangesAsync(cancel);
        var current = db.Scope.Caller.SignIn;
        await EndAsync(row => row.Account == account.Id && row.Id != current, cancel);
        return new ChangePasswordResponse();
    }

    [Requires<SignInHere>]
    public override async Task<Me> GetMe(GetMeRequest request, ServerCallContext context)
    {
        var caller = db.Scope.Caller;
        return Describe(caller, caller.Person is null ? null : await OwnAsync(context.CancellationToken));
    }

    [Requires<UseOwnAccount>]
    public override async Task<ListMySignInsResponse> ListMySignIns(ListMySignInsRequest request, ServerCallContext context)
    {
        var (person, now) = (db.Scope.Caller.PersonId, db.Clock.GetUtcNow());
        var rows = await db.SignIns.AsNoTracking().Where(row => row.Person == person && row.Expires > now).OrderByDescending(row => row.LastSeen).Take(200).ToListAsync(context.CancellationToken);
        return new ListMySignInsResponse { SignIns = { rows.Select(row => row.ToMessage(db.Scope.Caller.SignIn)) } };
    }

    [Requires<UseOwnAccount>]
    public override async Task<EndSignInResponse> EndSignIn(EndSignInRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "登录", request.Id);
        check.Done();
        var person = db.Scope.Caller.PersonId;
        if (!await EndAsync(row => row.Id == id && row.Person == person, context.CancellationToken)) throw Fault.NotFound("这次登录");
        return new EndSignInResponse();
    }

    [Requires<UseOwnAccount>]
    public override async Task<BeginSecondFactorResponse> BeginSecondFactor(BeginSecondFactorRequest request, ServerCallContext context)
    {
        var account = await OwnAsync(context.CancellationToken);
        var secret = account.BeginSecondFactor(vault);
        await db.SaveChangesAsync(context.CancellationToken);
        var label = Uri.EscapeDataString($"文明实践:{Masked.Phone(vault.Open("phone", account.Phone))}");
        return new BeginSecondFactorResponse { Secret = secret, Uri = $"otpauth://totp/{label}?secret={secret}&issuer={Uri.EscapeDataString("文明实践")}" };
    }

    [Requires<UseOwnAccount>]
    public override async Task<ConfirmSecondFactorResponse> ConfirmSecondFactor(ConfirmSecondFactorRequest request, ServerCallContext context)
    {
        var account = await OwnAsync(context.CancellationToken);
        account.ConfirmSecondFactor(request.Code, vault, db.Clock.GetUtcNow());
        Note("account.second-factor", account.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        var current = db.Scope.Caller.SignIn;
        await db.SignIns.Where(row => row.Id == current).ExecuteUpdateAsync(set => set.SetProperty(row => row.SecondFactor, true), context.CancellationToken);
        sessions.ForgetPerson(account.Person);
        return new ConfirmSecondFactorResponse();
    }

    async Task<SignInResponse> BeginAsync(Account account, string action, ServerCallContext context)
    {
        var arrival = Arrival.Of(context.GetHttpContext());
        var (row, token) = SignIns.SignIn.Begin(account, account.HasSecondFactor, arrival.UserAgent, arrival.Address?.ToString() ?? "", db.Clock.GetUtcNow());
        db.Add(row);
        Note(action, account.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        var signedIn = await sessions.FindAsync(token, context.CancellationToken) ?? throw Proofs.Failed();
        var caller = CallerRule.Of(signedIn, arrival.County ?? signedIn.Home, counties.OfCity);
        return new SignInResponse
        {
            AccessToken = token,
            ExpiresAt = signedIn.Expires.ToTimestamp(),
            Me = Describe(caller, account),
            SecondFactorDue = signedIn.GrantsWithheld,
        };
    }

    async Task<bool> EndAsync(System.Linq.Expressions.Expression<Func<SignIns.SignIn, bool>> which, CancellationToken cancel)
    {
        var ids = await db.SignIns.Where(which).Select(row => row.Id).ToListAsync(cancel);
        await db.SignIns.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancel);
        foreach (var id in ids) sessions.Forget(id);
        return ids.Count > 0;
    }

    // Accounts belong to the platform, not to the county of the path: that is where their log is.
    void Note(string action, Guid account)
    {
        db.Scope.ActFor(Tenants.Platform);
        db.Audit(Tenants.Platform, action, account.ToString());
    }

    async Task<Account> OwnAsync(CancellationToken cancel)
    {
        var person = db.Scope.Caller.PersonId;
        return await db.Accounts.SingleOrDefaultAsync(row => row.Person == person, cancel) ?? throw Fault.SignInRequired();
    }

    Me Describe(Caller caller, Account? account) => new()
    {
        PersonId = caller.Person?.ToString() ?? "",
        Name = account?.NameOf(vault) ?? "",
        Kind = caller.Kind switch { CallerKind.Visitor => "", CallerKind.Person => "person", _ => "staff" },
        County = caller.County,
        Grants = { caller.Grants.Select(grant => new V1.Grant { PersonId = caller.Person?.ToString() ?? "", Role = grant.Role.Name, Prefix = grant.Prefix }) },
        Permissions = { Permission.All.Where(caller.May).Select(permission => permission.Name) },
        SecondFactor = account?.HasSecondFactor ?? false,
    };
}
