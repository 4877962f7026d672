using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CivPractice.Platform.Files;

/// <summary>The photos (照片) of a service: listed, added, described anew, put in another order, removed. A service's own methods only name the kind and the permission.</summary>
public sealed class PhotoShelf(ServiceDb db, IFileStore files, IConfiguration configuration)
{
    Caller Caller => db.Scope.Caller;

    /// <summary>Photos of one subject that the caller may see, in their order.</summary>
    /// <exception cref="Fault">NOT_FOUND for a subject that the caller may not see.</exception>
    public async Task<ListPhotosResponse> ListAsync<TKind>(ListPhotosRequest request, ServerCallContext context) where TKind : PhotoKind, new()
    {
        var (kind, cancel) = (PhotoKind.Of<TKind>(), context.CancellationToken);
        var of = await SeenAsync(kind, request.Subject, cancel);
        var rows = await Shown(kind, of).OrderBy(row => row.Place).ThenBy(row => row.Id).Take(Photo.Most).ToListAsync(cancel);
        return new ListPhotosResponse { Photos = { rows.Select(row => row.ToProto()) }, Settled = kind.Keeps(Caller, of) ? of.Settled?.Message ?? "" : "" };
    }

    /// <summary>Says anew what a photo shows, who is in it and which place it has.</summary>
    /// <exception cref="Fault">NOT_FOUND, PERMISSION_DENIED, CHANGED_MEANWHILE, or what is wrong with the words.</exception>
    public async Task<V1.Photo> UpdateAsync<TKind>(UpdatePhotoRequest request, ServerCallContext context) where TKind : PhotoKind, new()
    {
        var (kind, cancel, check) = (PhotoKind.Of<TKind>(), context.CancellationToken, new Check());
        var id = check.Id("id", "照片", request.Id);
        var words = PhotoWords.Read(check, request.Alt, request.Caption, request.People);
        check.Range("place", "次序", request.Place, 0, Photo.Most);
        check.Done();
        var of = await OpenToChangeAsync(kind, request.Subject, cancel);
        return await db.TogetherAsync(async () =>
        {
            await LockAsync(kind, of, cancel);
            var all = await All(kind, of).OrderBy(row => row.Place).ThenBy(row => row.Id).ToListAsync(cancel);
            var photo = all.Find(row => row.Id == id) ?? throw Fault.NotFound("这张照片");
            photo.Update(words, request.Version);
            if (request.Place > 0)
            {
                all.Remove(photo);
                all.Insert(Math.Min(request.Place - 1, all.Count), photo);
                for (var i = 0; i < all.Count; i++) all[i].Place = i + 1;
            }
            db.Audit(of.County, "photo.update", $"{kind.Name} {of.Key} {id}");
            await db.SaveChangesAsync(cancel);
            return photo.ToProto();
        }, cancel);
    }

    /// <summary>Takes a photo away; its contents follow when the row is certainly gone.</summary>
    /// <exception cref="Fault">NOT_FOUND, or PERMISSION_DENIED.</exception>
    public async Task<RemovePhotoResponse> RemoveAsync<TKind>(RemovePhotoRequest request, ServerCallContext context) where TKind : PhotoKind, new()
    {
        var (kind, cancel, check) = (PhotoKind.Of<TKind>(), context.CancellationToken, new Check());
        var id = check.Id("id", "照片", request.Id);
        check.Done();
        var of = await KeptAsync(kind, request.Subject, cancel);
        return await db.TogetherAsync(async () =>
        {
            await LockAsync(kind, of, cancel);
            Forget(kind, of, await All(kind, of).SingleOrDefaultAsync(row => row.Id == id, cancel) ?? throw Fault.NotFound("这张照片"));
            await db.SaveChangesAsync(cancel);
            return new RemovePhotoResponse();
        }, cancel);
    }

    /// <summary>The first photo that everybody may see, of each of several subjects of a list (at most a page of them); those without one are missing.</summary>
    public async Task<IReadOnlyDictionary<string, V1.Photo>> FirstAsync<TKind>(IReadOnlyCollection<string> subjects, CancellationToken cancel) where TKind : PhotoKind, new()
    {
        if (subjects.Count == 0) return new Dictionary<string, V1.Photo>();
        var name = PhotoKind.Of<TKind>().Name;
        var rows = await db.Set<Photo>().AsNoTracking()
            .Where(row => db.Scope.Counties.Contains(row.County) && row.Kind == name && subjects.Contains(row.Subject) && row.People != PhotoPeople.ConsentMissing)
            .GroupBy(row => row.Subject).Select(each => each.OrderBy(row => row.Place).ThenBy(row => row.Id).First()).ToListAsync(cancel);
        return rows.ToDictionary(row => row.Subject, row => row.ToProto());
    }

    /// <summary>The subject, for who may add photos to it or change them; asked before a byte is read.</summary>
    internal async Task<PhotoSubject> OpenToChangeAsync(PhotoKind kind, string subject, CancellationToken cancel)
    {
        var of = await KeptAsync(kind, subject, cancel);
        return of.Settled is { } why ? throw why : of;
    }

    async Task<PhotoSubject> KeptAsync(PhotoKind kind, string subject, CancellationToken cancel)
    {
        var of = await SeenAsync(kind, subject, cancel);
        // A city reads its counties' rows and writes its own.
        return kind.Keeps(Caller, of) && Caller.PersonalCounty == of.County ? of : throw Fault.Denied(kind.Keeping);
    }

    internal async Task<V1.Photo> AddAsync(PhotoKind kind, PhotoSubject of, PhotoWords words, Stream content, CancellationToken cancel)
    {
        if (kind.Most > 1 && await All(kind, of).CountAsync(cancel) >= kind.Most) throw TooMany(kind);
        var image = await PhotoImage.ReadAsync(content, cancel);
        var (full, small) = (await PutAsync(of.County, image.Full, cancel), await PutAsync(of.County, image.Small, cancel));
        try
        {
            return await db.TogetherAsync(async () =>
            {
                await LockAsync(kind, of, cancel);
                foreach (var hash in InOrder(full, small))
                {
                    await db.LockFileAsync(of.County, hash, cancel);
                    // Somebody may have removed the same content of another row meanwhile.
                    await using (files.Open(of.County, hash) ?? throw Fault.Unavailable()) { }
                }
                var known = await All(kind, of).ToListAsync(cancel);
                if (known.Exists(row => row.Hash == full)) throw Fault.Duplicate("PHOTO_EXISTS", "这张照片已经有了");
                if (kind.Most == 1)
                {
                    foreach (var former in known) Forget(kind, of, former);
                    known.Clear();
                }
                if (known.Count >= kind.Most) throw TooMany(kind);
                var photo = new Photo(Guid.NewGuid(), kind, of, words, known.Select(row => row.Place).DefaultIfEmpty(0).Max() + 1, db.Clock.GetUtcNow())
                {
                    Width = image.Width,
                    Height = image.Height,
                    Size = image.Full.Length,
                    Hash = full,
                    SmallHash = small,
                };
                db.Add(photo);
                db.Audit(of.County, "photo.add", $"{kind.Name} {of.Key} {photo.Id}");
                await db.SaveChangesAsync(cancel);
                return photo.ToProto();
            }, cancel);
        }
        catch (Fault)
        {
            // What no row names is not kept.
            db.ChangeTracker.Clear();
            foreach (var hash in InOrder(full, small)) await db.ForgetFileAsync(files, of.County, hash, cancel);
            throw;
        }
    }

    /// <summary>A photo that the caller may see, and its content.</summary>
    /// <exception cref="Fault">NOT_FOUND.</exception>
    internal async Task<(string Hash, DateTimeOffset AddedAt, Stream Content)> OpenAsync(PhotoKind kind, string subject, string photo, bool small, CancellationToken cancel)
    {
        var of = await SeenAsync(kind, subject, cancel);
        if (!Guid.TryParse(photo, out var id)) throw Fault.NotFound("这张照片");
        var row = await Shown(kind, of).SingleOrDefaultAsync(each => each.Id == id, cancel) ?? throw Fault.NotFound("这张照片");
        var hash = small ? row.SmallHash : row.Hash;
        return (hash, row.AddedAt, files.Open(row.County, hash) ?? throw Fault.NotFound("这张照片"));
    }

    async Task<PhotoSubject> SeenAsync(PhotoKind kind, string subject, CancellationToken cancel) =>
        await kind.FindAsync(db, subject, cancel) is { } of && db.Scope.Counties.Contains(of.County) && (of.IsPublic || kind.Keeps(Caller, of)) ? of : throw Fault.NotFound(kind.Title);

    IQueryable<Photo> All(PhotoKind kind, PhotoSubject of) => db.Set<Photo>().Where(row => row.County == of.County && row.Kind == kind.Name && row.Subject == of.Key);

    IQueryable<Photo> Shown(PhotoKind kind, PhotoSubject of)
    {
        var photos = All(kind, of).AsNoTracking();
        return kind.Keeps(Caller, of) ? photos : photos.Where(row => row.People != PhotoPeople.ConsentMissing);
    }

    void Forget(PhotoKind kind, PhotoSubject of, Photo photo)
    {
        db.Remove(photo);
        db.Audit(of.County, "photo.remove", $"{kind.Name} {of.Key} {photo.Id}");
        db.Publish(new PhotoRemoved(of.County, photo.Id, configuration["civ:service"]!, photo.Hash, photo.SmallHash, 1));
    }

    // Two at once must not both be the last one that fits.
    Task LockAsync(PhotoKind kind, PhotoSubject of, CancellationToken cancel) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext({of.County + kind.Name + of.Key}))", cancel);

    async Task<string> PutAsync(string county, byte[] content, CancellationToken cancel)
    {
        using var stream = new MemoryStream(content);
        return (await files.PutAsync(county, stream, PhotoImage.MostBytes, cancel)).Hash;
    }

    static IEnumerable<string> InOrder(string full, string small) => new[] { full, small }.Distinct().Order(StringComparer.Ordinal);

    static Fault TooMany(PhotoKind kind) => Fault.Precondition("TOO_MANY_PHOTOS", $"最多 {kind.Most} 张照片,请先删掉一张");
}
