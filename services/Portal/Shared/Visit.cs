using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using CivPractice.Gateway.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Portal.Shared;

/// <summary>One request for a page: where, by whom, with what typed.</summary>
public sealed partial class Visit(IHttpContextAccessor accessor, AccountsClient accounts, CountyNames counties, TimeProvider clock)
{
    Task? opening;
    RpcException? unanswered;

    public HttpContext Http { get; } = accessor.HttpContext ?? throw new InvalidOperationException("A visit lives within a request.");

    /// <summary>Six digits; empty outside of any county.</summary>
    public string County { get; } = InPath().Match(AskedPath(accessor.HttpContext)).Groups[1].Value;

    public string CountyName { get; private set; } = "";

    /// <summary>A city coordinates several counties and has a county code of its own, ending in 00.</summary>
    public bool IsCity => Tenants.IsCity(County);

    /// <summary>The beginning of every site code that belongs here.</summary>
    public string Prefix => Tenants.Whole(County);

    /// <summary>What all of it is called: 盂县, 阳泉市.</summary>
    public string Whole => CountyName.Length > 0 ? CountyName : IsCity ? "全市" : "全县";

    public Me Me { get; private set; } = new();
    public bool IsSignedIn => Me.PersonId.Length > 0;

    /// <summary>Whether a grant lets the caller work here; hides what would be refused anyway, and guards nothing.</summary>
    public bool IsStaff => Me.Grants.Count > 0;

    public bool May(string permission) => Me.Permissions.Contains(permission);

    /// <summary>Whether a grant over sites gives the permission: a team's leader (队长) has it for what the team was given alone.</summary>
    public bool MayOverSites(string permission) =>
        Me.Grants.Any(grant => Role.Find(grant.Role) is { } role && role != Role.TeamLeader && role.Permissions.Any(held => held.Name == permission));

    /// <summary>Opens a page of the staff: who may not gets a page that says so, instead of one that is empty.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public void Require(string permission)
    {
        RequireSignIn();
        if (!May(permission)) throw NotMine(permission);
    }

    /// <summary>Opens a page of whoever oversees sites.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public void RequireOverSites(string permission)
    {
        RequireSignIn();
        if (!MayOverSites(permission)) throw NotMine(permission);
    }

    static Fault NotMine(string permission) => new(StatusCode.PermissionDenied, "PERMISSION_DENIED", $"这一页需要相应的权限（{permission}）。如果您应当有，请找中心办公室授权。");

    /// <exception cref="Fault">UNAUTHENTICATED for a visitor: the page offers to sign in.</exception>
    /// <exception cref="RpcException">When it is not known who calls: signing in again would not help.</exception>
    public void RequireSignIn()
    {
        if (unanswered is not null) throw unanswered;
        if (!IsSignedIn) throw Fault.SignInRequired();
    }

    public bool IsPost { get; } = HttpMethods.IsPost(accessor.HttpContext!.Request.Method) && accessor.HttpContext.Request.HasFormContentType
        && accessor.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null && accessor.HttpContext.Features.Get<IExceptionHandlerFeature>() is null;

    public Typed Typed => field ??= new Typed(IsPost ? Http.Request.Form : null);
    public Refusal? Refused { get; set; }
    public bool IsLeaving { get; private set; }
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Read from the form, so that the same form sent twice is done once.</summary>
    public Metadata Once => Typed["key"] is { Length: >= 8 and <= 100 } key ? new Metadata { { "idempotency-key", key } } : [];

    public string? TextSize => Http.Request.Cookies["civ_text"] is "large" ? "large" : null;
    public string? Contrast => Http.Request.Cookies["civ_contrast"] is "high" ? "high" : null;

    /// <summary>The civil day (yyyy-MM-dd) of this moment in China.</summary>
    public string Today => ChinaTime.Day(Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Asks once who calls and where. When the gateway does not answer, the caller is shown as a visitor: the services decide anyway.</summary>
    public Task OpenAsync() => opening ??= OpenOnceAsync();

    async Task OpenOnceAsync()
    {
        var name = counties.FindAsync(County);
        try { Me = await accounts.GetMeAsync(new GetMeRequest()); }
        catch (RpcException exception) { unanswered = exception; }
        CountyName = await name;
    }

    /// <summary>Whether the caller is staff over a whole subtree of sites: numbers of all of it are asked of every service.</summary>
    public bool Oversees(string prefix) => IsCity || Me.Grants.Any(grant => prefix.StartsWith(grant.Prefix, StringComparison.Ordinal));

    /// <summary>An address within the county: <c>At("activities")</c>.</summary>
    public string At(string path, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(path.Length == 0 ? $"/c/{County}" : $"/c/{County}/{path}", query.Where(part => part.Value is { Length: > 0 }).Select(part => KeyValuePair.Create(part.Name, part.Value)));

    /// <summary>The whole address of a path, by the name under which the browser reached the gateway: for what leaves the browser, like a QR code on paper.</summary>
    public string Absolute(string path) => $"{Http.Request.Scheme}://{(Http.Request.Headers["X-Forwarded-Host"].FirstOrDefault() is { Length: > 0 } host ? host : Http.Request.Host.Value)}{path}";

    /// <summary>The address shown now.</summary>
    public string Here => Http.Request.Path + Http.Request.QueryString;

    // Where a list goes on: by a mark of the last row, which means nothing among other rows.
    static readonly string[] pages = ["page", "given", "rows", "visitors", "grab"];

    /// <summary>The address shown now with one part of its query exchanged; another filter starts from the first page of every list.</summary>
    public string HereWith(string name, string value) => QueryHelpers.AddQueryString(Http.Request.Path, Http.Request.Query
        .Where(part => part.Key != name && (pages.Contains(name) || !pages.Contains(part.Key))).Select(part => KeyValuePair.Create(part.Key, (string?)part.Value.ToString()))
        .Append(KeyValuePair.Create(name, (string?)value)).Where(part => part.Value is { Length: > 0 }));

    public string Asked(string name) => Http.Request.Query[name].ToString().Trim();

    /// <summary>The sites that a list is narrowed to by its address; without one, all that belong here.</summary>
    public string AskedPrefix => Asked("site") is { Length: > 0 } site ? site : Prefix;

    /// <summary>A choice in the address; its zero, which filters nothing, for what is none.</summary>
    public TEnum Asked<TEnum>(string name) where TEnum : struct, Enum => Enum.TryParse<TEnum>(Asked(name), out var value) && Enum.IsDefined(value) ? value : default;

    public void Go(string path)
    {
        IsLeaving = true;
        Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        Http.Response.Headers.Location = path;
    }

    /// <summary>Where to go after signing in: an address of ours only, so that nobody can be led away.</summary>
    public string Back(string asked, string otherwise) => asked.StartsWith("/c/", StringComparison.Ordinal) && !asked.Contains('\\') && !asked.Contains("//", StringComparison.Ordinal) && !asked.Any(char.IsControl) ? asked : otherwise;

    static string AskedPath(HttpContext? http) => http?.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
        ?? http?.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? http?.Request.Path.Value ?? "";

    [GeneratedRegex(@"^/c/([0-9]{6})(?:/|$)")]
    private static partial Regex InPath();
}

/// <summary>Registers what every page finds at hand.</summary>
public static class VisitSetup
{
    public static void AddVisit(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Visit>();
        builder.Services.AddScoped<SiteNames>();
        builder.Services.AddScoped<CountyNames>();
        builder.Services.AddSingleton<SignIn.SealedAnswers>();
        builder.Services.AddMemoryCache();
        // Chinese as it is: encoded it would be three times as long.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }
}
