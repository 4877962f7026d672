using System.Text.Json;
using CivPractice.Organization.Migrations;
using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Creation;

/// <summary>What the migration makes of rows that were written wrongly before: a database is made as it was then, and is migrated again.</summary>
public sealed class PlaquesAndOfficesRowsTests
{
    [Fact]
    public async Task A_plaque_that_stood_as_a_recheck_is_one_and_who_was_left_in_office_at_a_closed_site_is_out()
    {
        // Without a broker: what leaves waits in the outbox.
        await using var service = await ServiceUnderTest.StartAsync("Organization", new[] { "volunteer", "activity", "lecture" }.ToDictionary(peer => $"services__{peer}__grpc__0", _ => Ports.Nowhere));
        var running = OrganizationRunning.Of(service);
        const string named = "141058", closed = "141059", site = $"{closed}001001", runs = $"{closed}001002";
        var office = await running.OpenCountyAsync(named);
        var one = await CreationServiceTests.NamedAsync(running, named, office);
        await running.Creation().RecheckCandidateAsync(new RecheckCandidateRequest { Id = one, Note = "2026-01-01 授牌以后再看" }, office);
        await running.Creation().HandOverPlaqueAsync(new HandOverPlaqueRequest { Id = one, Note = "表彰大会" }, office);
        await running.AskAsync<long>($"with was as (update candidate_step set status = {(int)CandidateStatus.Kept} where candidate_id = '{one}' and status = {(int)CandidateStatus.Plaqued} returning 1) select count(*) from was");
        Assert.Contains("creation.rechecked", Assert.Single(await service.DifferencesAsync("Organization", named)), StringComparison.Ordinal);

        office = await running.OpenCountyAsync(closed);
        var posts = new List<Post>();
        foreach (var (at, title, role) in new[] { (site, "专管员", "station-clerk"), (site, "站长", ""), (runs, "专管员", "station-clerk") })
            posts.Add(await running.Posts.CreatePostAsync(new CreatePostRequest { Site = at, Title = title, Places = 3, Role = role }, office));
        async Task<string> HeldAsync(Post post, string name, string from, string to = "") =>
            (await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonId = Guid.NewGuid().ToString(), PersonName = name, From = from, To = to }, office)).Id;
        var (stays, never) = (await HeldAsync(posts[0], "测试甲", "2021-01-01"), await HeldAsync(posts[0], "测试乙", "2024-03-01"));
        await HeldAsync(posts[0], "测试丙", "2021-01-01", "2022-12-31");
        await HeldAsync(posts[1], "测试丁", "2021-01-01", "2030-12-31");
        await HeldAsync(posts[2], "测试戊", "2021-01-01");
        var told = await running.AskAsync<string>(
            $"""
            update practice_site set status = {(int)SiteStatus.Closed}, closed_on = '2023-06-30' where code = '{site}';
            set role civ_owner; {PlaquesAndOfficesRows.Sql} reset role;
            select body from outbox_message where type = 'CivPractice.Organization.V1.AppointmentsImported'
            """);
        Assert.Empty(await service.DifferencesAsync("Organization", named));
        Assert.Equal("测试丁 2023-06-30, 测试丙 2022-12-31, 测试戊 -, 测试甲 2023-06-30",
            await running.AskAsync<string>($"select string_agg(person_name || ' ' || coalesce(\"to\"::text, '-'), ', ' order by person_name collate \"C\") from post_appointment where county = '{closed}'"));
        var fact = JsonSerializer.Deserialize<AppointmentsImported>(told, EventTypes.Json)!;
        Assert.Equal(typeof(AppointmentsImported), EventTypes.Find(typeof(AppointmentsImported).FullName!));
        Assert.Equal((closed, 1L), (fact.County, fact.Version));
        var last = new DateOnly(2023, 6, 30);
        Assert.Equal([(Guid.Parse(stays), site, "station-clerk", last, 2L), (Guid.Parse(never), site, "station-clerk", last, 2L)], fact.Appointments.Select(each => (each.AppointmentId, each.Site, each.Role, each.To!.Value, each.Version)));
        Assert.False(await running.AskAsync<bool>("select exists (select from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '__EFMigrationsHistory' and not relforcerowsecurity)"));
    }
}
