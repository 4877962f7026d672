using System.Security.Cryptography;
using System.Text;
using CivPractice.Gateway.Accounts;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Gateway.SignIns;

/// <summary>A sign-in (登录) that lasts: known by the hash of an opaque token, never by the token.</summary>
public sealed class SignIn
{
    /// <summary>A staff member's sign-in ends after this long without a request.</summary>
    public static readonly TimeSpan StaffIdle = TimeSpan.FromHours(12);

    /// <summary>Every sign-in ends after this long.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    const int tokenBytes = 32;

    /// <summary>Characters of a token: 256 bits in base64url.</summary>
    public const int TokenLength = 43;

    public required Guid Id { get; init; }
    public required byte[] TokenHash { get; init; }
    public required Guid Account { get; init; }
    public required Guid Person { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset LastSeen { get; set; }
    public DateTimeOffset Expires { get; set; }
    public required string UserAgent { get; init; }
    public required string Address { get; init; }

    /// <summary>Whether the second factor was shown.</summary>
    public bool SecondFactor { get; set; }

    public static (SignIn Row, string Token) Begin(Account account, bool secondFactor, string userAgent, string address, DateTimeOffset now)
    {
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(tokenBytes));
        return (new SignIn
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = HashOf(token),
            Account = account.Id,
            Person = account.Person,
            At = now,
            LastSeen = now,
            Expires = now + Life,
            UserAgent = userAgent.Length > 200 ? userAgent[..200] : userAgent,
            Address = address,
            SecondFactor = secondFactor,
        }, token);
    }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    /// <summary>When it ends if nobody is seen again: 12 hours for staff, and never later than 30 days after it began.</summary>
    public static DateTimeOffset ExpiresAfter(DateTimeOffset began, DateTimeOffset seen, bool staff) =>
        staff && seen + StaffIdle < began + Life ? seen + StaffIdle : began + Life;

    public V1.SignInRecord ToMessage(Guid? current) => new()
    {
        Id = Id.ToString(),
        At = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(At),
        LastSeenAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(LastSeen),
        UserAgent = UserAgent,
        Address = Address,
        Current = Id == current,
    };
}
