using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Certificates;

/// <summary>What a certificate says, as it was issued: the hash is of this as JSON. The identity number stands in it as it is shown, masked.</summary>
public sealed record CertificateContent(string Number, string Name, string VolunteerNumber, string IdentityNumber, DateOnly From, DateOnly To, long Minutes, string Issuer, string Contact, DateOnly IssuedOn, IReadOnlyList<ContentLine> Lines);

/// <summary>The net minutes of an activity: 服务时间、服务内容、记录单位 (Art. 15).</summary>
public sealed record ContentLine(DateOnly ServedOn, string Activity, string Site, string SiteName, int Minutes);

/// <summary>
/// A certificate of volunteer record (志愿服务记录证明; 志愿服务记录与证明出具办法 Art. 14 to 18): its content never changes; it is valid until it is replaced or revoked.
/// </summary>
public sealed class Certificate : ICountyRow
{
    /// <summary>Civil years that one certificate may tell of.</summary>
    public const int MostYears = 10;

    /// <summary>Activities that one certificate may tell of: more are no paper that anybody reads.</summary>
    public const int MostLines = 1000;

    const string codePurpose = "certificate-code";
    const string signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public required string County { get; init; }

    /// <summary>Public number, e.g. <c>140322Z202600001</c>.</summary>
    public required string Number { get; init; }
    public required Guid PersonId { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required long Minutes { get; init; }

    /// <summary>The site that issued it; the county's center where the volunteer asked.</summary>
    public required string Site { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required Guid IssuedBy { get; init; }
    public required bool BySelf { get; init; }

    /// <summary>A <see cref="CertificateContent"/> as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public required string ContentHash { get; init; }
    public CertificateState State { get; private set; } = CertificateState.Valid;
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedBy { get; private set; }
    public string EndReason { get; private set; } = "";
    public string ReplacedBy { get; private set; } = "";
    public long Version { get; private set; } = 1;

    public static Certificate Of(CertificateContent content, string county, Guid person, string site, Guid by, DateTimeOffset now)
    {
        var text = JsonSerializer.Serialize(content);
        return new Certificate
        {
            County = county,
            Number = content.Number,
            PersonId = person,
            From = content.From,
            To = content.To,
            Minutes = content.Minutes,
            Site = site,
            IssuedAt = now,
            IssuedBy = by,
            BySelf = by == person,
            Content = text,
            ContentHash = HashOf(text),
        };
    }

    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    /// <summary>The code on the paper: 50 bits out of a keyed hash of the number, so that it need not be kept and nobody can work it out.</summary>
    public static string CodeOf(PersonalVault vault, string number) => string.Concat(vault.Hash(codePurpose, number).Take(TrackingCode.Length).Select(each => signs[each % signs.Length]));

    /// <summary>Whether a typed code is the number's; compared in constant time.</summary>
    public static bool Fits(PersonalVault vault, string number, string code) => TrackingCode.Fits(TrackingCode.Hash(number, CodeOf(vault, number)), number, code);

    /// <summary>Another one takes its place.</summary>
    /// <exception cref="Fault">CERTIFICATE_ENDED.</exception>
    public void Replace(string by, Guid who, DateTimeOffset now)
    {
        End(CertificateState.Replaced, "由新的证明替换", who, now);
        ReplacedBy = by;
    }

    /// <exception cref="Fault">CERTIFICATE_ENDED.</exception>
    public void Revoke(string reason, Guid who, DateTimeOffset now) => End(CertificateState.Revoked, reason, who, now);

    void End(CertificateState state, string reason, Guid who, DateTimeOffset now)
    {
        if (State != CertificateState.Valid) throw Fault.Precondition("CERTIFICATE_ENDED", State == CertificateState.Revoked ? "这份证明已经撤销" : "这份证明已被替换");
        (State, EndReason, EndedBy, EndedAt) = (state, reason, who, now);
        Version++;
    }

    public void CountIssued(VolunteerDb db) => db.Count(County, Site, ChinaTime.Day(IssuedAt), Measures.CertificatesIssued, dimension: BySelf ? "Self" : "Office");

    public void CountEnded(VolunteerDb db) => db.Count(County, Site, ChinaTime.Day(EndedAt!.Value), Measures.CertificatesEnded, dimension: State.ToString());

    public CertificateContent Told() => JsonSerializer.Deserialize<CertificateContent>(Content)!;

    /// <param name="whole">With its lines and its code; without, as lists show it.</param>
    public V1.Certificate Shown(PersonalVault vault, bool whole)
    {
        var told = Told();
        var shown = new V1.Certificate
        {
            Number = Number,
            Code = whole ? CodeOf(vault, Number) : "",
            State = State,
            PersonId = PersonId.ToString(),
            Name = told.Name,
            VolunteerNumber = told.VolunteerNumber,
            IdentityNumber = told.IdentityNumber,
            From = ChinaTime.Text(From),
            To = ChinaTime.Text(To),
            Minutes = Minutes,
            Site = Site,
            Issuer = told.Issuer,
            Contact = told.Contact,
            IssuedAt = IssuedAt.ToTimestamp(),
            BySelf = BySelf,
            ContentHash = ContentHash,
            Intact = HashOf(Content) == ContentHash,
            EndedAt = EndedAt?.ToTimestamp(),
            EndReason = EndReason,
            ReplacedBy = ReplacedBy,
        };
        if (whole) shown.Lines.AddRange(told.Lines.Select(line => new CertificateLine { ServedOn = ChinaTime.Text(line.ServedOn), ActivityTitle = line.Activity, Site = line.Site, SiteName = line.SiteName, Minutes = line.Minutes }));
        return shown;
    }

    /// <summary>For whoever holds the paper: the name masked, no other personal value.</summary>
    public VerifiedCertificate Verified()
    {
        var told = Told();
        return new VerifiedCertificate
        {
            Number = Number,
            State = State,
            Name = Masked.Name(told.Name),
            From = ChinaTime.Text(From),
            To = ChinaTime.Text(To),
            Minutes = Minutes,
            Activities = told.Lines.Count,
            Issuer = told.Issuer,
            IssuedAt = IssuedAt.ToTimestamp(),
            ContentHash = ContentHash,
            Intact = HashOf(Content) == ContentHash,
            EndedAt = EndedAt?.ToTimestamp(),
            ReplacedBy = ReplacedBy,
        };
    }
}

/// <summary>The last number of a certificate that a county gave in a year.</summary>
public sealed class CertificateNumber : ICountyRow
{
    public required string County { get; init; }
    public required int Year { get; init; }
    public required long Last { get; init; }

    /// <summary>Takes the next number; until the transaction ends, other certificates of the county wait.</summary>
    public static async Task<string> NextAsync(VolunteerDb db, string county, int year, CancellationToken cancel)
    {
        var last = await db.Database.SqlQuery<long>(
            $"""
            insert into certificate_number as n (county, year, last) values ({county}, {year}, 1)
            on conflict (county, year) do update set last = n.last + 1
            returning last as "Value"
            """).ToListAsync(cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{county}Z{year:0000}{last[0]:00000}");
    }
}
