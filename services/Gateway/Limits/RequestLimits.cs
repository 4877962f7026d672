using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CivPractice.Gateway.Routing;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Gateway.Limits;

/// <summary>
/// How many requests a minute one address (an IPv6 one with its whole /64) and one person may make: generous, but strict where codes and passwords could be guessed.
/// <c>CIV_RATE_LIMIT</c> is the generous number (default 3000), or <c>off</c>; the strict one is its fiftieth part, at least 5.
/// </summary>
public sealed class RequestLimits(IConfiguration configuration, TimeProvider clock)
{
    const int usual = 3000, strictPart = 50, leastStrict = 5;

    readonly int? perMinute = configuration["CIV_RATE_LIMIT"] switch
    {
        null or "" => usual,
        "off" => null,
        var text => int.TryParse(text, out var number) && number > 0 ? number : throw new InvalidOperationException("CIV_RATE_LIMIT is neither a number nor off."),
    };

    readonly ConcurrentDictionary<IPAddress, Allowance> addresses = new();
    readonly ConcurrentDictionary<IPAddress, Allowance> guesses = new();
    readonly ConcurrentDictionary<Guid, Allowance> persons = new();
    readonly ConcurrentDictionary<Guid, Allowance> guessesOfPersons = new();

    /// <exception cref="Fault">RATE_LIMITED, with Retry-After.</exception>
    public void Pass(HttpContext context, Arrival arrival)
    {
        if (perMinute is not { } most || arrival.Address is null) return;
        var (address, now) = (Subscriber(arrival.Address), clock.GetTimestamp());
        Take(addresses, address, most, now, context);
        if (Guessable.At(context) == Guesser.Anybody) Take(guesses, address, Strict(most), now, context);
    }

    /// <exception cref="Fault">RATE_LIMITED, with Retry-After.</exception>
    public void PassPerson(HttpContext context, Guid person)
    {
        if (perMinute is not { } most) return;
        var now = clock.GetTimestamp();
        Take(persons, person, most, now, context);
        if (Guessable.At(context) == Guesser.Person) Take(guessesOfPersons, person, Strict(most), now, context);
    }

    static int Strict(int most) => Math.Max(leastStrict, most / strictPart);

    /// <summary>Who is behind an address: an IPv6 subscriber has a whole /64 and could take another address for each request.</summary>
    public static IPAddress Subscriber(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    /// <summary>Drops the allowances that are full again.</summary>
    public void Sweep()
    {
        var old = clock.GetTimestamp() - 2 * 60 * clock.TimestampFrequency;
        Sweep(addresses, old);
        Sweep(guesses, old);
        Sweep(persons, old);
        Sweep(guessesOfPersons, old);
    }

    void Take<TKey>(ConcurrentDictionary<TKey, Allowance> allowances, TKey key, int most, long now, HttpContext context) where TKey : notnull
    {
        if (!allowances.TryGetValue(key, out var allowance)) allowance = allowances.GetOrAdd(key, static (_, start) => new Allowance(start.most, start.now), (most, now));
        if (allowance.Take(most, now, clock.TimestampFrequency)) return;
        var seconds = Math.Max(1, (int)Math.Ceiling(60.0 / most));
        // The fault's writer clears the headers, so this one is set when the answer starts.
        context.Response.OnStarting(static state =>
        {
            var (response, wait) = ((HttpResponse, int))state;
            response.Headers.RetryAfter = wait.ToString();
            return Task.CompletedTask;
        }, (context.Response, seconds));
        throw new Fault(StatusCode.ResourceExhausted, "RATE_LIMITED", "请求太频繁,请稍后再试");
    }

    static void Sweep<TKey>(ConcurrentDictionary<TKey, Allowance> allowances, long old) where TKey : notnull
    {
        foreach (var (key, allowance) in allowances)
            if (allowance.At < old) allowances.TryRemove(key, out _);
    }

    /// <summary>A bucket that fills up evenly to a minute's number.</summary>
    sealed class Allowance(double left, long at)
    {
        double left = left;

        public long At { get; private set; } = at;

        public bool Take(int perMinute, long now, long frequency)
        {
            lock (this)
            {
                left = Math.Min(perMinute, left + (now - At) * (double)perMinute / (60 * frequency));
                At = now;
                if (left < 1) return false;
                left--;
                return true;
            }
        }
    }
}
