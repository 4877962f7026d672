using System.Collections.Concurrent;
using System.Globalization;

namespace CivPractice.Testing;

/// <summary>A volunteer of the crowd, signed in.</summary>
public sealed record CrowdVolunteer(string PersonId, User User);

/// <summary>A published activity with one post that asks for nothing.</summary>
/// <param name="Code">Check-in code of the day.</param>
public sealed record CrowdActivity(string Id, string PostId, int Capacity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Code);

/// <summary>
/// Many volunteers and activities for load and fault runs, made by the public REST API, each step by the one who does it in life:
/// the station's clerk registers volunteers and organises activities, the office opens the accounts, the volunteers sign in.
/// </summary>
public sealed class Crowd(DemoWorld world)
{
    const int atOnce = 8;

    // Another crowd on the same data has other phones and identity numbers.
    readonly int run = Random.Shared.Next(1000);
    int made;

    /// <summary>Volunteers whom every service knows: ready to sign up.</summary>
    public async Task<IReadOnlyList<CrowdVolunteer>> VolunteersAsync(int count)
    {
        var clerk = await world.SignInAsync("station-clerk");
        var office = await world.SignInAsync("center-office");
        var probe = (await ActivitiesAsync(1, 1, DateTimeOffset.UtcNow.AddDays(300), TimeSpan.FromHours(1), skill: "未知技能"))[0];
        return await EachAsync(Enumerable.Range(Interlocked.Add(ref made, count) - count, count), async i =>
        {
            var (name, phone, password) = ($"测试志愿者{i:0000}", $"1008{run:000}{i:0000}", $"crowd-{run:000}-{i:0000}");
            var person = (await clerk.PostOnceKnownAsync("/volunteers", new { name, phone, identityNumber = IdentityNumber(i), site = DemoWorld.Station, consent = true }))["personId"]!.GetValue<string>();
            await office.PostOnceKnownAsync("/api/accounts", new { personId = person, name, phone, password });
            var user = await world.SignInWithAsync(phone, password);
            await UntilKnownAsync(user, probe);
            return new CrowdVolunteer(person, user);
        });
    }

    /// <summary>Activities one after the other, so that everybody may sign up for all of them.</summary>
    /// <param name="first">When the first begins. Check-in is taken from 30 minutes before the start until 2 hours after the end, sign-up until the start.</param>
    /// <param name="length">Of each; one follows the other at once.</param>
    public async Task<IReadOnlyList<CrowdActivity>> ActivitiesAsync(int count, int capacity, DateTimeOffset first, TimeSpan length, string skill = "")
    {
        var clerk = await world.SignInAsync("station-clerk");
        return await EachAsync(Enumerable.Range(0, count), async i =>
        {
            var (starts, ends) = (first + i * length, first + (i + 1) * length);
            var draft = await clerk.PostOnceKnownAsync("/activities", new
            {
                title = $"活动{i:000}",
                platform = "CULTURE",
                site = DemoWorld.Station,
                startsAt = starts,
                endsAt = ends,
                place = "社区广场",
                riskNotice = "请注意交通安全。",
                posts = new[] { new { title = "志愿者", capacity, skill } },
            });
            var id = draft["id"]!.GetValue<string>();
            var published = await clerk.PostAsync($"/activities/{id}:publish", new { });
            var code = (await clerk.GetAsync($"/activities/{id}/checkInCode"))["code"]!.GetValue<string>();
            return new CrowdActivity(id, published["posts"]![0]!["id"]!.GetValue<string>(), capacity, starts, ends, code);
        });
    }

    // Activity learns of a volunteer by event. A post that asks for a skill nobody has refuses those it knows for the skill, others for the profile.
    static async Task UntilKnownAsync(User user, CrowdActivity probe)
    {
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(100))
        {
            var (_, reason) = await user.RefusedAsync($"/activities/{probe.Id}/signUps", new { postId = probe.PostId, riskAccepted = true });
            if (reason == "SKILL_REQUIRED") return;
            if (DateTime.UtcNow > until) throw new InvalidOperationException($"A registered volunteer is still refused with {reason}.");
        }
    }

    static async Task<IReadOnlyList<T>> EachAsync<T>(IEnumerable<int> numbers, Func<int, Task<T>> make)
    {
        var results = new ConcurrentDictionary<int, T>();
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) => results[i] = await make(i));
        return [.. results.OrderBy(result => result.Key).Select(result => result.Value)];
    }

    // Of an address that is nobody's (999999), with a valid check digit (GB 11643).
    string IdentityNumber(int i)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"999999{new DateOnly(1960, 1, 1).AddDays(run * 10 + i / 999):yyyyMMdd}{i % 999 + 1:000}");
        var sum = body.Select((digit, at) => (digit - '0') * ((1 << (17 - at)) % 11)).Sum();
        return body + "10X98765432"[sum % 11];
    }
}
