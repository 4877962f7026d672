using System.Net;
using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Google.Protobuf;

namespace CivPractice.Activity.Tests.Activities;

/// <summary>Photos of what was held: never required, kept by who oversees the site, seen by everybody if those in it agreed.</summary>
public sealed class ActivityPhotosTests(ActivityRunning running)
{
    V1.ActivityPhotos.ActivityPhotosClient Photos => new(running.Service.Channel);

    [Fact]
    public async Task A_completed_activity_bears_photos_until_it_is_archived_and_loses_one_at_any_time()
    {
        var county = await running.CountyAsync();
        var activity = await county.PublishedAsync(TimeSpan.FromDays(1));
        var path = $"/api/activities/{activity.Id}/photos";
        Assert.Contains("ACTIVITY_STATE", (await BringAsync(path, county.Clerk, 1)).Answer, StringComparison.Ordinal);
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(Photos.ListActivityPhotosAsync(new ListPhotosRequest { Subject = activity.Id }, county.As(county.Visitor)))).Reason);
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1", Guid.Parse(activity.Id));
        // Without a photo the list is closed as ever.
        await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id }, county.As(county.Leader));

        var (asked, unasked) = (await AddedAsync(path, county.Clerk, 1, "CONSENT_GIVEN"), await AddedAsync(path, county.Office, 2, "CONSENT_MISSING"));
        Assert.Contains("PHOTO_EXISTS", (await BringAsync(path, county.Clerk, 1)).Answer, StringComparison.Ordinal);
        foreach (var other in new[] { county.Leader, Callers.Staff(Role.StationClerk, county.Code + "009", county.Code), await county.VolunteerAsync() })
            Assert.Contains("PERMISSION_DENIED", (await BringAsync(path, other, 3)).Answer, StringComparison.Ordinal);
        Assert.Equal([asked.Id, unasked.Id], await ListAsync(activity, county, county.Clerk));
        Assert.Equal([asked.Id], await ListAsync(activity, county, county.Visitor));
        Assert.Equal(HttpStatusCode.OK, await FetchedAsync($"{path}/{asked.Id}?size=small", county.Visitor));
        Assert.Equal(HttpStatusCode.NotFound, await FetchedAsync($"{path}/{unasked.Id}", county.Visitor));
        Assert.Equal(HttpStatusCode.NotFound, await FetchedAsync($"{path}/{asked.Id}", Callers.Visitor("140322")));

        var told = await Photos.UpdateActivityPhotoAsync(new UpdatePhotoRequest { Subject = activity.Id, Id = unasked.Id, Version = 1, Alt = "合影", People = PhotoPeople.ConsentGiven, Place = 1 }, county.As(county.Clerk));
        Assert.Equal((PhotoPeople.ConsentGiven, 1), (told.People, told.Place));
        Assert.Equal([unasked.Id, asked.Id], await ListAsync(activity, county, county.Visitor));

        await county.SqlAsync("update practice_activity set completed_at = now() - interval '31 days' where id = $1", Guid.Parse(activity.Id));
        Assert.Contains("ACTIVITY_ARCHIVED", (await BringAsync(path, county.Office, 4)).Answer, StringComparison.Ordinal);
        Assert.Equal("ACTIVITY_ARCHIVED", (await County.RefusedAsync(Photos.UpdateActivityPhotoAsync(new UpdatePhotoRequest { Subject = activity.Id, Id = asked.Id, Version = 1, Alt = "合影", People = PhotoPeople.Nobody }, county.As(county.Office)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Photos.RemoveActivityPhotoAsync(new RemovePhotoRequest { Subject = activity.Id, Id = asked.Id }, county.As(county.Leader)))).Reason);
        await Photos.RemoveActivityPhotoAsync(new RemovePhotoRequest { Subject = activity.Id, Id = asked.Id }, county.As(county.Clerk));
        Assert.Equal([unasked.Id], await ListAsync(activity, county, county.Visitor));
        Assert.Equal(HttpStatusCode.NotFound, await FetchedAsync($"{path}/{asked.Id}", county.Visitor));
    }

    [Fact]
    public async Task The_evidence_of_a_figure_is_the_photos_of_the_activities_that_it_counts()
    {
        var county = await running.CountyAsync();
        var evidence = new ActivityEvidence.ActivityEvidenceClient(running.Service.Channel);
        var activities = new List<V1.Activity>();
        foreach (var days in new[] { 3, 30 })
        {
            var activity = await county.PublishedAsync(TimeSpan.FromDays(1));
            await county.SqlAsync($"update practice_activity set starts_at = now() - interval '{days} days', ends_at = now() - interval '{days} days' + interval '1 hour' where id = $1", Guid.Parse(activity.Id));
            await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id }, county.As(county.Leader));
            await AddedAsync($"/api/activities/{activity.Id}/photos", county.Clerk, days, "NOBODY");
            await AddedAsync($"/api/activities/{activity.Id}/photos", county.Office, days + 1, "CONSENT_MISSING");
            activities.Add(activity);
        }
        var from = Platform.ChinaTime.Text(Platform.ChinaTime.Today(TimeProvider.System).AddDays(-7));
        var found = Assert.Single(await FilesAsync($"?status=COMPLETED&owner=OWNED_BY_SITE&from={from}", county.Code));
        Assert.Equal((activities[0].Title, $"/api/activities/{activities[0].Id}"), (found.Of, found.Path[..found.Path.IndexOf("/photos", StringComparison.Ordinal)]));
        using (var content = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, found.Path, county.Office)))
            Assert.Equal(found.Hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await content.Content.ReadAsByteArrayAsync())));
        Assert.Equal(2, (await FilesAsync("?status=COMPLETED", county.Code)).Count);
        Assert.Empty(await FilesAsync("?status=COMPLETED&owner=OWNED_BY_ASSOCIATION", county.Code));
        Assert.Empty(await FilesAsync("?status=COMPLETED", "140322", Callers.Staff(Role.CenterOffice, county: "140322")));
        Assert.Equal("UNKNOWN_FILTER", (await County.RefusedAsync(evidence.ListActivityEvidenceAsync(new ListEvidenceFilesRequest { List = "activities", Filters = "?query=x" }, county.As(county.Office)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(evidence.ListActivityEvidenceAsync(new ListEvidenceFilesRequest { List = "activities" }, county.As(await county.VolunteerAsync())))).Reason);

        async Task<IReadOnlyList<EvidenceFile>> FilesAsync(string filters, string prefix, Caller? by = null) =>
            (await evidence.ListActivityEvidenceAsync(new ListEvidenceFilesRequest { List = "activities", Prefix = prefix, Filters = filters }, county.As(by ?? county.Office))).Files;
    }

    async Task<string[]> ListAsync(V1.Activity activity, County county, Caller caller) =>
        [.. (await Photos.ListActivityPhotosAsync(new ListPhotosRequest { Subject = activity.Id }, county.As(caller))).Photos.Select(photo => photo.Id)];

    async Task<(HttpStatusCode Code, string Answer)> BringAsync(string path, Caller caller, int picture, string people = "NOBODY")
    {
        using var request = running.Service.Request(HttpMethod.Post, path, caller);
        request.Content = TestPhoto.Form(TestPhoto.Png(picture), people: people);
        using var answer = await running.Service.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    async Task<Platform.V1.Photo> AddedAsync(string path, Caller caller, int picture, string people)
    {
        var (code, answer) = await BringAsync(path, caller, picture, people);
        Assert.True(code == HttpStatusCode.Created, answer);
        return JsonParser.Default.Parse<Platform.V1.Photo>(answer);
    }

    async Task<HttpStatusCode> FetchedAsync(string path, Caller caller)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, path, caller));
        return answer.StatusCode;
    }
}
