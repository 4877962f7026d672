using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.V1;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace CivPractice.Platform.Files;

/// <summary>Photos over HTTP: brought by a form (<c>multipart/form-data</c>: file, alt, caption, people), so that no words about people stand in an address; fetched one by one.</summary>
public static class PhotoEndpoints
{
    // What the form adds to the file.
    const long form = PhotoImage.MostBytes + 64 * 1024;

    /// <summary>How long a browser may show a photo without asking again, in seconds: a photo that was removed is gone from every screen after that.</summary>
    const int fresh = 600;

    public static void AddPhotos(this WebApplicationBuilder builder) => builder.Services.AddScoped<PhotoShelf>();

    /// <summary>Maps bringing and fetching of a kind's photos.</summary>
    /// <typeparam name="TRead">The permission to read such rows.</typeparam>
    /// <typeparam name="TKeep">The permission to keep their photos.</typeparam>
    public static void MapPhotos<TKind, TRead, TKeep>(this WebApplication app) where TKind : PhotoKind, new() where TRead : Permission, new() where TKeep : Permission, new()
    {
        var kind = PhotoKind.Of<TKind>();
        var path = $"/api/{kind.Name}/{{subject}}/photos";
        app.MapPost(path, (HttpContext http, PhotoShelf shelf, string subject) => UploadAsync(http, shelf, kind, subject)).Requires<TKeep>().WithMetadata(new DisableRequestSizeLimitAttribute());
        app.MapGet($"{path}/{{photo}}", (HttpContext http, PhotoShelf shelf, string subject, string photo, string? size) => DownloadAsync(http, shelf, kind, subject, photo, size == "small")).Requires<TRead>();
    }

    static async Task<IResult> UploadAsync(HttpContext http, PhotoShelf shelf, PhotoKind kind, string subject)
    {
        var cancel = http.RequestAborted;
        // Before a byte is read: whose photo it is, and whether it is not said to be too large.
        var of = await shelf.OpenToChangeAsync(kind, subject, cancel);
        if (http.Request.ContentLength > form) throw PhotoImage.TooLarge();
        if (!http.Request.HasFormContentType) throw Fault.Invalid("file", "REQUIRED", "请用表单(multipart/form-data)上传照片");
        var fields = await ReadAsync(http.Request, cancel);
        var check = new Check();
        // By the name that the contract writes.
        var people = Enum.GetValues<PhotoPeople>().FirstOrDefault(each => Name(each) == fields["people"].ToString());
        var words = PhotoWords.Read(check, fields["alt"].ToString(), fields["caption"].ToString(), people);
        var file = fields.Files.GetFile("file");
        check.That(file is not null, "file", "REQUIRED", "请选择照片");
        check.Done();
        await using var content = file!.OpenReadStream();
        var photo = await shelf.AddAsync(kind, of, words, content, cancel);
        return Results.Text(JsonFormatter.Default.Format(photo), "application/json", statusCode: StatusCodes.Status201Created);
    }

    static async Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        try { return await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = form, ValueCountLimit = 10, ValueLengthLimit = 4096 }, cancel); }
        // Beyond a limit, or cut off.
        catch (InvalidDataException) { throw PhotoImage.TooLarge(); }
        catch (IOException) when (!cancel.IsCancellationRequested) { throw Fault.Invalid("file", "PHOTO_DAMAGED", "照片没有传完整,请重新上传"); }
    }

    static string Name(PhotoPeople people) => people switch
    {
        PhotoPeople.Nobody => "NOBODY",
        PhotoPeople.ConsentGiven => "CONSENT_GIVEN",
        PhotoPeople.ConsentMissing => "CONSENT_MISSING",
        _ => "-",
    };

    static async Task<IResult> DownloadAsync(HttpContext http, PhotoShelf shelf, PhotoKind kind, string subject, string photo, bool small)
    {
        var (hash, at, content) = await shelf.OpenAsync(kind, subject, photo, small, http.RequestAborted);
        // It is what it is said to be; and what one person may see is in no cache of others.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = $"private, max-age={fresh}";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(content, PhotoImage.ContentType, lastModified: at, entityTag: new EntityTagHeaderValue($"\"{hash}\""));
    }
}
