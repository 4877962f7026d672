using CivPractice.Gateway.Counties;
using CivPractice.Gateway.Routing;
using CivPractice.Gateway.SignIns;
using CivPractice.Gateway.Tokens;
using CivPractice.Gateway.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Accounts;

public sealed class AccountService(
    GatewayDb db, PersonalVault vault, PhoneGuards guards, Proofs proofs, AccountRows rows, Passwords passwords, AccountOpening opening, SignInEnd ends, Sessions sessions, CountyList counties) : V1.Accounts.AccountsBase
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
        await guards.UseCodeAsync(phone, account, context.CancellationToken);
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

        var account = await proofs.RequireSecondFactorAsync(accounts[0], request.SecondFactor, cancel);
        if (byCode) await guards.UseCodeAsync(phone, account, cancel);
        return await BeginAsync(account, "account.sign-in", context);
    }

    [Requires<UseOwnAccount>]
    public override async Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context)
    {
        if (db.Scope.Caller.SignIn is { } id) await ends.OfAsync(row => row.Id == id, context.CancellationToken);
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
        await db.ActForPlatformAsync(cancel);
        await ends.TogetherAsync(() => rows.ChangeAsync(accounts[0].Id, async account =>
        {
            passwords.Set(account, request.Password);
            account.Succeed();
            Note("account.recover", account);
            await ends.OfAsync(row => row.Account == account.Id, cancel);
            return true;
        }, cancel), cancel);
        await guards.UseCodeAsync(phone, accounts[0], cancel);
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
        if (account.PasswordHash is not null) await proofs.RequirePasswordAsync(account, request.OldPassword, cancel);
        await db.ActForPlatformAsync(cancel);
        await ends.TogetherAsync(() => rows.ChangeAsync(account.Id, async row =>
        {
            if (!row.HasSameSecretsAs(account)) throw ChangedMeanwhile();
            passwords.Set(row, request.NewPassword);
            Note("account.change-password", row);
            return await EndOthersAsync(row, cancel);
        }, cancel), cancel);
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
        if (!await ends.OfAsync(row => row.Id == id && row.Person == person, context.CancellationToken)) throw Fault.NotFound("这次登录");
        return new EndSignInResponse();
    }

    [Requires<UseOwnAccount>]
    public override async Task<BeginSecondFactorResponse> BeginSecondFactor(BeginSecondFactorRequest request, ServerCallContext context)
    {
        var account = await OwnAsync(context.CancellationToken);
        var secret = await rows.ChangeAsync(account.Id, row => row.BeginSecondFactor(vault), context.CancellationToken);
        var label = Uri.EscapeDataString($"文明实践:{Masked.Phone(vault.Open("phone", account.Phone))}");
        return new BeginSecondFactorResponse { Secret = secret, Uri = $"otpauth://totp/{label}?secret={secret}&issuer={Uri.EscapeDataString("文明实践")}" };
    }

    [Requires<UseOwnAccount>]
    public override async Task<ConfirmSecondFactorResponse> ConfirmSecondFactor(ConfirmSecondFactorRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var account = await OwnAsync(cancel);
        await db.ActForPlatformAsync(cancel);
        var right = await ends.TogetherAsync(() => rows.ChangeAsync(account.Id, async row =>
        {
            // A wrong code is counted, so this ends like a success.
            if (!row.ConfirmSecondFactor(request.Code, vault, db.Clock.GetUtcNow())) return false;
            Note("account.second-factor", row);
            var current = db.Scope.Caller.SignIn;
            await db.SignIns.Where(signIn => signIn.Id == current).ExecuteUpdateAsync(set => set.SetProperty(signIn => signIn.SecondFactor, true), cancel);
            // They began without it.
            return await EndOthersAsync(row, cancel);
        }, cancel), cancel);
        if (!right) throw Fault.Invalid("code", "SECOND_FACTOR_WRONG", "动态码不对,请看手机上当前显示的 6 位数字");
        sessions.ForgetPerson(account.Person);
        return new ConfirmSecondFactorResponse();
    }

    async Task<SignInResponse> BeginAsync(Account account, string action, ServerCallContext context)
    {
        var arrival = Arrival.Of(context.GetHttpContext());
        await db.ActForPlatformAsync(context.CancellationToken);
        var token = await rows.ChangeAsync(account.Id, now =>
        {
            // Recovery or another password ended every sign-in meanwhile: this one would survive it.
            if (!now.HasSameSecretsAs(account)) throw ChangedMeanwhile();
            var (row, token) = SignIns.SignIn.Begin(now, now.HasSecondFactor, arrival.UserAgent, arrival.Address?.ToString() ?? "", db.Clock.GetUtcNow());
            db.Add(row);
            Note(action, now);
            return token;
        }, context.CancellationToken);

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

    async Task<bool> EndOthersAsync(Account account, CancellationToken cancel)
    {
        var current = db.Scope.Caller.SignIn;
        await ends.OfAsync(row => row.Account == account.Id && row.Id != current, cancel);
        return true;
    }

    // Accounts belong to the platform, not to the county of the path: that is where their log is.
    void Note(string action, Account account) => db.Audit(Tenants.Platform, action, account.Id.ToString());

    static Fault ChangedMeanwhile() => new(StatusCode.Aborted, "CHANGED_MEANWHILE", "账号刚被改过,请重新登录");

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
