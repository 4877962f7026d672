using System.Security.Cryptography;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CivPractice.Platform.Writes;

/// <summary>
/// A request with an <c>Idempotency-Key</c> header is done once: the key, the hash of the request and the answer are stored in the transaction
/// of the write itself. The same key with another body is refused. A key is 8 to 100 characters and is remembered for seven days.
/// The answer is sealed: it may hold what is shown once only, such as a tracking code (查询码). Reads do not look at the header.
/// </summary>
public sealed class IdempotencyInterceptor : Interceptor
{
    public const string Header = "idempotency-key";
    const string purpose = "answer";

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var http = context.GetHttpContext();
        string? key = http.Request.Headers[Header];
        var db = key is null ? null : http.RequestServices.GetService<ServiceDb>();
        if (db is null || request is not IMessage message || Reads(context.Method)) return await continuation(request, context);
        if (key!.Length is < 8 or > 100) throw Fault.Invalid(Header, "INVALID_IDEMPOTENCY_KEY", "Idempotency-Key 应为 8 到 100 个字符");

        var scope = db.Scope;
        if (scope.PersonalCounty.Length == 0) throw Fault.Invalid(Header, "NO_COUNTY", "Idempotency-Key 只能用于自己县区的请求");
        var vault = http.RequestServices.GetRequiredService<PersonalVault>();
        var hash = SHA256.HashData(message.ToByteArray());
        var caller = scope.Person?.ToString() ?? "";
        return await db.TogetherAsync(async () =>
        {
            // The insert waits for a twin that is still running; after its commit this one finds the answer.
            var mine = await db.Database.ExecuteSqlAsync(
                $"insert into idempotency_key (county, caller, method, key, request_hash, at) values ({scope.PersonalCounty}, {caller}, {context.Method}, {key}, {hash}, {db.Clock.GetUtcNow()}) on conflict do nothing",
                context.CancellationToken);
            if (mine == 0)
            {
                var known = await db.Set<IdempotencyKey>().AsNoTracking().SingleAsync(row => row.County == scope.PersonalCounty && row.Caller == caller && row.Method == context.Method && row.Key == key, context.CancellationToken);
                if (!known.RequestHash.AsSpan().SequenceEqual(hash)) throw new Fault(StatusCode.AlreadyExists, "IDEMPOTENCY_KEY_REUSED", "这个 Idempotency-Key 已用于另一个请求");
                var answer = Activator.CreateInstance<TResponse>();
                ((IMessage)answer).MergeFrom(vault.OpenBytes(purpose, known.Response!));
                return answer;
            }

            var response = await continuation(request, context);
            var bytes = vault.Seal(purpose, ((IMessage)response).ToByteArray());
            await db.Database.ExecuteSqlAsync(
                $"update idempotency_key set response = {bytes} where county = {scope.PersonalCounty} and caller = {caller} and method = {context.Method} and key = {key}",
                context.CancellationToken);
            return response;
        }, context.CancellationToken);
    }

    static readonly string[] reading = ["Get", "List", "Track"];

    /// <summary>Whether a method only reads, by how such methods are named: GetSite, ListSites, TrackNeed.</summary>
    public static bool Reads(string method) => method[(method.LastIndexOf('/') + 1)..] is var name
        && reading.Any(verb => name.StartsWith(verb, StringComparison.Ordinal));
}
