using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CivPractice.Platform.Faults;
using Google.Protobuf;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Platform.Paging;

/// <summary>
/// One page of a list by keyset (键集分页): a token holds the keys of the last row and a hash of the query, so that deep pages cost
/// what the first one costs, and a token of another query is refused.
/// </summary>
/// <param name="Size">Rows wanted, 1 to 200.</param>
/// <param name="After">Keys of the last row of the page before; empty for the first page.</param>
public sealed record Page(int Size, IReadOnlyList<string> After)
{
    public const int Most = 200;
    const int usual = 50;

    string query = "";

    public bool IsFirst => After.Count == 0;

    /// <summary>Rows to ask the database for: one more, to know whether another page follows.</summary>
    public int Take => Size + 1;

    /// <summary>A key of the row before that is an id.</summary>
    /// <exception cref="Fault">PAGE_TOKEN for a token that somebody made up.</exception>
    public Guid IdAfter(int key) => Guid.TryParse(After[key], out var id) ? id : throw MadeUp();

    /// <summary>A key of the row before that is a civil day, yyyy-MM-dd.</summary>
    /// <exception cref="Fault">PAGE_TOKEN for a token that somebody made up.</exception>
    public DateOnly DayAfter(int key) =>
        DateOnly.TryParseExact(After[key], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw MadeUp();

    /// <summary>A key of the row before that is a moment, as <see cref="Key"/> writes it.</summary>
    /// <exception cref="Fault">PAGE_TOKEN for a token that somebody made up.</exception>
    public DateTimeOffset TimeAfter(int key) =>
        DateTimeOffset.TryParseExact(After[key], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Offset == TimeSpan.Zero ? time : throw MadeUp();

    /// <summary>A moment as a key of a page token.</summary>
    public static string Key(DateTimeOffset time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    sealed record Token(string Q, string[] K);

    /// <summary>Reads <c>page_size</c> and <c>page_token</c> of a list request; the other fields are the query.</summary>
    /// <exception cref="Fault">PAGE_SIZE, PAGE_TOKEN or PAGE_TOKEN_OF_ANOTHER_QUERY.</exception>
    public static Page Of<TRequest>(TRequest request, int keys) where TRequest : class, IMessage<TRequest>
    {
        var fields = request.Descriptor;
        var size = (int)fields.FindFieldByName("page_size").Accessor.GetValue(request);
        var token = (string)fields.FindFieldByName("page_token").Accessor.GetValue(request);
        if (size is < 0 or > Most) throw Fault.Invalid("pageSize", "PAGE_SIZE", $"每页条数应在 1 到 {Most} 之间,现在是 {size}");

        var query = Query(request);
        string[] after = [];
        if (token.Length > 0)
        {
            var read = Read(token);
            if (read is null) throw MadeUp();
            if (read.Q != query || read.K.Length != keys) throw Fault.Invalid("pageToken", "PAGE_TOKEN_OF_ANOTHER_QUERY", "翻页标记属于另一个查询,请从第一页开始");
            after = read.K;
        }
        return new Page(size == 0 ? usual : size, after) { query = query };
    }

    /// <summary>Cuts the extra row off and gives the token of the next page; empty on the last one.</summary>
    public string Next<TRow>(List<TRow> rows, Func<TRow, string[]> keys)
    {
        if (rows.Count <= Size) return "";
        rows.RemoveRange(Size, rows.Count - Size);
        return WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(new Token(query, keys(rows[^1]))));
    }

    static Fault MadeUp() => Fault.Invalid("pageToken", "PAGE_TOKEN", "翻页标记不对,请从第一页开始");

    static string Query<TRequest>(TRequest request) where TRequest : class, IMessage<TRequest>
    {
        var bare = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        request.Descriptor.FindFieldByName("page_size").Accessor.Clear(bare);
        request.Descriptor.FindFieldByName("page_token").Accessor.Clear(bare);
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(request.Descriptor.FullName), .. bare.ToByteArray()]);
        return Convert.ToHexString(hash.AsSpan(0, 8));
    }

    static Token? Read(string token)
    {
        try { return JsonSerializer.Deserialize<Token>(WebEncoders.Base64UrlDecode(token)) is { Q: not null, K: not null } read && read.K.All(Plain) ? read : null; }
        catch (Exception exception) when (exception is FormatException or JsonException) { return null; }
    }

    // PostgreSQL refuses a text with a zero character: that would be a failure without a name.
    static bool Plain(string? key) => key is not null && !key.Any(char.IsControl);
}
