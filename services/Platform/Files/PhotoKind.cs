using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Files;

/// <summary>The row that bears photos.</summary>
/// <param name="Key">Its code or id, as it stands in the address.</param>
/// <param name="Site">The site over which a grant is asked for.</param>
/// <param name="IsPublic">Whether everybody who may read such rows sees this one.</param>
public sealed record PhotoSubject(string County, string Key, string Site, bool IsPublic)
{
    /// <summary>Why photos are neither added nor described anew any more, e.g. since they are under review; they can be taken away still.</summary>
    public Fault? Settled { get; init; }
}

/// <summary>What can bear photos (sites, venues, …), and who keeps them.</summary>
public abstract class PhotoKind
{
    static class Single<TKind> where TKind : PhotoKind, new()
    {
        public static readonly TKind Value = new();
    }

    public static TKind Of<TKind>() where TKind : PhotoKind, new() => Single<TKind>.Value;

    /// <summary>The word of the address: <c>/api/{Name}/{subject}/photos</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What a subject is called where it is not found, e.g. 这个站点.</summary>
    public abstract string Title { get; }

    /// <summary>Photos of one subject. Where it is one, another one takes its place.</summary>
    public virtual int Most => Photo.Most;

    /// <summary>Whether the caller keeps the photos of the subject: adds and removes them, and sees those without consent.</summary>
    public abstract bool Keeps(Caller caller, PhotoSubject of);

    internal abstract Permission Keeping { get; }

    internal abstract Task<PhotoSubject?> FindAsync(ServiceDb db, string key, CancellationToken cancel);
}

/// <inheritdoc/>
/// <typeparam name="TDb">The service's database.</typeparam>
/// <typeparam name="TKeep">The permission to keep photos, over the subject's site.</typeparam>
public abstract class PhotoKind<TDb, TKeep> : PhotoKind where TDb : ServiceDb where TKeep : Permission, new()
{
    internal sealed override Permission Keeping => Permission.Of<TKeep>();

    /// <summary>Only what a grant gives counts: nobody keeps photos as a visitor.</summary>
    public override bool Keeps(Caller caller, PhotoSubject of) => caller.MayAsStaff<TKeep>(of.Site);

    /// <summary>Null where there is none; the caller's counties are asked for besides.</summary>
    protected abstract Task<PhotoSubject?> FindAsync(TDb db, string key, CancellationToken cancel);

    internal sealed override Task<PhotoSubject?> FindAsync(ServiceDb db, string key, CancellationToken cancel) => FindAsync((TDb)db, key, cancel);

    /// <summary>A key that is an id.</summary>
    /// <exception cref="Fault">NOT_FOUND for anything else.</exception>
    protected Guid Id(string key) => Guid.TryParse(key, out var id) ? id : throw Fault.NotFound(Title);
}
