using System.Net.Http.Headers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.V1;
using CivPractice.Portal.Shared;
using Grpc.Core;

namespace CivPractice.Portal.Photos;

/// <summary>Where photos (照片) of one kind of row are kept: whom to ask, who may, and the page of the row.</summary>
/// <param name="Owner">The service.</param>
/// <param name="Permission">To keep them.</param>
/// <param name="Back">Path of the row's page, by its key.</param>
/// <param name="Of">What the row is called.</param>
public sealed record PhotoPlace(
    string Owner, string Permission, string Of, Func<string, string> Back,
    Func<ListPhotosRequest, Metadata, AsyncUnaryCall<ListPhotosResponse>> List,
    Func<UpdatePhotoRequest, Metadata, AsyncUnaryCall<Photo>> Update,
    Func<RemovePhotoRequest, Metadata, AsyncUnaryCall<RemovePhotoResponse>> Remove)
{
    /// <summary>Pictures of one row, as its owner says.</summary>
    public int Most { get; init; } = 9;

    /// <summary>Whether it is the row's mark (标志): another one takes its place.</summary>
    public bool IsLogo => Most == 1;

    /// <summary>What the pictures are called.</summary>
    public string Called => IsLogo ? "标志" : "照片";
}

/// <summary>All that bears photos, by the word of its address. What is new here needs one entry, and a <see cref="PhotoCard"/> on its page.</summary>
public sealed class PhotoPlaces(SitePhotosClient sites, VenuePhotosClient venues, NewsPhotosClient news, ActivityPhotosClient activities, SessionPhotosClient sessions, TeamPhotosClient teams, BrandPhotosClient brands, OwnerFiles files)
{
    /// <summary>The largest file, in bytes; its owner says so, too.</summary>
    public const long MostBytes = 10L * 1024 * 1024;

    readonly Dictionary<string, PhotoPlace> places = new()
    {
        ["sites"] = new("organization", "sites.photos", "站点", key => $"sites/{key}", (request, headers) => sites.ListSitePhotosAsync(request, headers), (request, headers) => sites.UpdateSitePhotoAsync(request, headers), (request, headers) => sites.RemoveSitePhotoAsync(request, headers)),
        ["venues"] = new("organization", "venues.manage", "阵地", key => $"venues/{key}", (request, headers) => venues.ListVenuePhotosAsync(request, headers), (request, headers) => venues.UpdateVenuePhotoAsync(request, headers), (request, headers) => venues.RemoveVenuePhotoAsync(request, headers)),
        ["news"] = new("organization", "news.write", "新闻", key => $"workbench/news/{key}", (request, headers) => news.ListNewsPhotosAsync(request, headers), (request, headers) => news.UpdateNewsPhotoAsync(request, headers), (request, headers) => news.RemoveNewsPhotoAsync(request, headers)),
        ["activities"] = new("activity", "activities.manage", "活动", key => $"workbench/activities/{key}", (request, headers) => activities.ListActivityPhotosAsync(request, headers), (request, headers) => activities.UpdateActivityPhotoAsync(request, headers), (request, headers) => activities.RemoveActivityPhotoAsync(request, headers)),
        ["sessions"] = new("lecture", "lectures.manage", "宣讲", key => $"lectures/{key}", (request, headers) => sessions.ListSessionPhotosAsync(request, headers), (request, headers) => sessions.UpdateSessionPhotoAsync(request, headers), (request, headers) => sessions.RemoveSessionPhotoAsync(request, headers)),
        ["teams"] = new("volunteer", "teams.manage", "队伍", key => $"workbench/teams/{key}", (request, headers) => teams.ListTeamPhotosAsync(request, headers), (request, headers) => teams.UpdateTeamPhotoAsync(request, headers), (request, headers) => teams.RemoveTeamPhotoAsync(request, headers)) { Most = 1 },
        ["brands"] = new("volunteer", "associations.manage", "品牌", key => $"brands/{key}", (request, headers) => brands.ListBrandPhotosAsync(request, headers), (request, headers) => brands.UpdateBrandPhotoAsync(request, headers), (request, headers) => brands.RemoveBrandPhotoAsync(request, headers)) { Most = 1 },
    };

    public IEnumerable<string> Kinds => places.Keys;

    /// <exception cref="Fault">NOT_FOUND for what bears none.</exception>
    public PhotoPlace this[string kind] => places.GetValueOrDefault(kind) ?? throw Fault.NotFound("您要的内容");

    public Task<Part<ListPhotosResponse>> ListAsync(string kind, string subject) => Part.Of(this[kind].List(new ListPhotosRequest { Subject = subject }, []));

    sealed record Stored(string Id);

    /// <summary>Brings a photo to its owner, with the caller's own token.</summary>
    /// <exception cref="Fault">What the owner refuses.</exception>
    public async Task UploadAsync(string kind, string subject, IFormFile? file, string alt, string caption, PhotoPeople people)
    {
        if (file is not { Length: > 0 }) throw Fault.Invalid("file", "REQUIRED", "请选择照片");
        await using var stream = file.OpenReadStream();
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { new StringContent(alt), "alt" }, { new StringContent(caption), "caption" }, { new StringContent(Wire(people)), "people" }, { content, "file", "photo" } };
        await files.SendFormAsync<Stored>(this[kind].Owner, $"/api/{kind}/{Uri.EscapeDataString(subject)}/photos", form);
    }

    // As the contract writes it.
    static string Wire(PhotoPeople people) => people switch
    {
        PhotoPeople.Nobody => "NOBODY",
        PhotoPeople.ConsentGiven => "CONSENT_GIVEN",
        PhotoPeople.ConsentMissing => "CONSENT_MISSING",
        _ => "",
    };
}

/// <summary>Photos in words and numbers.</summary>
public static class PhotoWords
{
    public static readonly (string Value, string Text)[] People =
    [
        (nameof(PhotoPeople.Nobody), "没有可辨认的人"), (nameof(PhotoPeople.ConsentGiven), "有可辨认的人，已征得同意"), (nameof(PhotoPeople.ConsentMissing), "有可辨认的人，还没有征得同意（只有维护照片的人看得到）"),
    ];

    /// <summary>Where the browser fetches it.</summary>
    public static string Address(string county, string kind, Photo photo, bool small) => $"/api/c/{county}/{kind}/{Uri.EscapeDataString(photo.Subject)}/photos/{photo.Id}{(small ? "?size=small" : "")}";

    /// <summary>Pixels of the small one, so that the page does not jump when it comes.</summary>
    public static (int Width, int Height) Small(Photo photo)
    {
        var scale = Math.Min(1.0, 480.0 / Math.Max(1, Math.Max(photo.Width, photo.Height)));
        return (Math.Max(1, (int)Math.Round(photo.Width * scale)), Math.Max(1, (int)Math.Round(photo.Height * scale)));
    }
}
