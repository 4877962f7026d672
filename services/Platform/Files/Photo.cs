using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Platform.Files;

/// <summary>A photo (照片) of a row of the service: of a site, a venue, an activity. Both its contents lie in the file store under their hashes; who may see the row may see the photo, if nobody in it has to be asked first.</summary>
public sealed class Photo : ICountyRow
{
    /// <summary>More of one row is an album.</summary>
    public const int Most = 9;

    internal const int MostAlt = 120, MostCaption = 200;

    Photo() { }

    internal Photo(Guid id, PhotoKind kind, PhotoSubject of, PhotoWords words, int place, DateTimeOffset at)
    {
        (County, Id, Kind, Subject, Place, AddedAt) = (of.County, id, kind.Name, of.Key, place, at);
        Say(words);
    }

    public string County { get; private init; } = "";

    /// <summary>Random, since it is part of an address.</summary>
    public Guid Id { get; private init; }

    /// <summary>Of what: the word of the address, e.g. <c>sites</c>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>Which of them: a code or an id.</summary>
    public string Subject { get; private init; } = "";
    public string Alt { get; private set; } = "";
    public string Caption { get; private set; } = "";
    public PhotoPeople People { get; private set; }

    /// <summary>From 1.</summary>
    public int Place { get; internal set; }
    public int Width { get; internal init; }
    public int Height { get; internal init; }

    /// <summary>Bytes of the full one.</summary>
    public int Size { get; internal init; }

    /// <summary>SHA-256 of the full one and of the small one, under which the file store keeps them.</summary>
    public string Hash { get; internal init; } = "";
    public string SmallHash { get; internal init; } = "";
    public DateTimeOffset AddedAt { get; private init; }
    public long Version { get; private set; } = 1;

    /// <exception cref="Fault">CHANGED_MEANWHILE.</exception>
    internal void Update(PhotoWords words, long seen)
    {
        if (seen != Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试");
        Say(words);
        Version++;
    }

    void Say(PhotoWords words) => (Alt, Caption, People) = (words.Alt, words.Caption, words.People);

    public V1.Photo ToProto() => new()
    {
        Id = Id.ToString(),
        Subject = Subject,
        Alt = Alt,
        Caption = Caption,
        People = People,
        Place = Place,
        Width = Width,
        Height = Height,
        Size = Size,
        AddedAt = AddedAt.ToTimestamp(),
        Version = Version,
    };
}

/// <summary>What is said of a photo.</summary>
public sealed record PhotoWords(string Alt, string Caption, PhotoPeople People)
{
    /// <summary>A photo that cannot be described is of no use to who cannot see it; who is in it must be said before anybody else may look.</summary>
    public static PhotoWords Read(Check check, string alt, string caption, PhotoPeople people) => new(
        check.Text("alt", "替代文字", alt, Photo.MostAlt),
        check.Optional("caption", "说明", caption, Photo.MostCaption),
        check.Known("people", "照片里有没有可辨认的人", people));
}

public static class PhotoTable
{
    /// <summary>The table of photos, for a service that has any: one for all that bear photos.</summary>
    public static void PhotosOf(this ModelBuilder model)
    {
        // Who did not agree is personal; the others are as open as the row.
        var photo = model.PartlyOpenTable<Photo>(row => new { row.County, row.Id }, $"people <> {(int)PhotoPeople.ConsentMissing}");
        photo.HasIndex(row => new { row.County, row.Kind, row.Subject, row.Hash }).IsUnique();
        photo.HasIndex(row => new { row.County, row.Hash });
        photo.HasIndex(row => new { row.County, row.SmallHash });
        photo.Property(row => row.Version).IsConcurrencyToken();
        photo.Property(row => row.Hash).NamesFile();
        photo.Property(row => row.SmallHash).NamesFile();
    }
}
