using System.Net;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Google.Protobuf;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;
using Photo = CivPractice.Platform.V1.Photo;

namespace CivPractice.Lecture.Tests.Sessions;

/// <summary>Photos of sessions (宣讲照片): the house's way, with Lecture's own permission.</summary>
public sealed class SessionPhotoTests(LectureRunning running)
{
    V1.SessionPhotos.SessionPhotosClient Photos => new(running.Service.Channel);

    [Fact]
    public async Task Who_organises_the_session_brings_photos_and_everybody_sees_those_with_consent()
    {
        var county = await running.CountyAsync("180681");
        var (by, visitor) = (running.Service.As(Clerk(county)), running.Service.As(Callers.Visitor(county)));
        var session = await running.PlanAsync(Form(await running.TeamAsync(county), site: county), county);
        var path = $"/api/sessions/{session.Id}/photos";
        var (hall, unasked) = (await AddAsync(TestPhoto.Form(TestPhoto.Png(1, 700, 300), alt: "坐满了人的院子")), await AddAsync(TestPhoto.Form(TestPhoto.Png(2), people: "CONSENT_MISSING")));
        Assert.Equal(("坐满了人的院子", PhotoPeople.Nobody, 700), (hall.Alt, hall.People, hall.Width));
        Assert.Equal([hall.Id], (await Photos.ListSessionPhotosAsync(new() { Subject = session.Id }, visitor)).Photos.Select(each => each.Id));
        Assert.Equal([hall.Id, unasked.Id], (await Photos.ListSessionPhotosAsync(new() { Subject = session.Id }, by)).Photos.Select(each => each.Id));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(hall, Callers.Visitor(county)));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(unasked, Callers.Visitor(county)));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(hall, Callers.Visitor("180682")));
        foreach (var (caller, reason) in new[] { (Office("180682"), "NOT_FOUND"), (Clerk(county, $"{county}001001"), "PERMISSION_DENIED"), (Callers.Visitor(county), "SIGN_IN_REQUIRED") })
            Assert.Contains(reason, (await UploadAsync(caller, TestPhoto.Form(TestPhoto.Png(3)))).Answer, StringComparison.Ordinal);

        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await Photos.RemoveSessionPhotoAsync(new() { Subject = session.Id, Id = hall.Id }, running.Service.As(Office("180682"))))).Code);
        await Photos.UpdateSessionPhotoAsync(new() { Subject = session.Id, Id = unasked.Id, Version = unasked.Version, Alt = "领读的人", People = PhotoPeople.ConsentGiven, Place = 1 }, by);
        Assert.Equal([unasked.Id, hall.Id], (await Photos.ListSessionPhotosAsync(new() { Subject = session.Id }, visitor)).Photos.Select(each => each.Id));
        var folder = Path.Combine(Path.GetTempPath(), "civ-test-files", await new Desk(running, county).AskAsync<string>("select current_database()::text"), county);
        // The tiny one is its own small one.
        Assert.Equal(3, Directory.GetFiles(folder).Length);
        await Photos.RemoveSessionPhotoAsync(new() { Subject = session.Id, Id = hall.Id }, by);
        Assert.Equal([unasked.Id], (await Photos.ListSessionPhotosAsync(new() { Subject = session.Id }, visitor)).Photos.Select(each => each.Id));
        for (var until = DateTime.UtcNow.AddSeconds(90); Directory.GetFiles(folder).Length > 1; await Task.Delay(50)) Assert.True(DateTime.UtcNow < until, running.Service.Output);

        async Task<Photo> AddAsync(MultipartFormDataContent form)
        {
            var (status, answer) = await UploadAsync(Clerk(county), form);
            Assert.True(status == HttpStatusCode.Created, answer);
            return JsonParser.Default.Parse<Photo>(answer);
        }

        async Task<(HttpStatusCode Status, string Answer)> UploadAsync(Caller caller, MultipartFormDataContent form)
        {
            using var request = running.Service.Request(HttpMethod.Post, path, caller, form);
            using var answer = await running.Service.Http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        async Task<HttpStatusCode> GetAsync(Photo photo, Caller caller)
        {
            using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"{path}/{photo.Id}", caller));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_evidence_of_a_period_is_the_photos_of_the_sessions_held_in_it()
    {
        var county = await running.CountyAsync("180683", "180683001");
        var (evidence, by, team) = (new V1.SessionEvidence.SessionEvidenceClient(running.Service.Channel), running.Service.As(Office(county)), await running.TeamAsync(county));
        async Task<V1.Session> HeldAsync(string title, string site, int day, params (int Picture, string People)[] photos)
        {
            var form = Form(team, site: site, startsAt: new DateTimeOffset(2026, 3, day, 9, 0, 0, TimeSpan.FromHours(8)));
            form.Title = title;
            var session = await running.HoldAsync(await running.PlanAsync(form, county), 10, V1.CountMethod.HeadCount, county);
            foreach (var (picture, people) in photos)
            {
                using var request = running.Service.Request(HttpMethod.Post, $"/api/sessions/{session.Id}/photos", Office(county), TestPhoto.Form(TestPhoto.Png(picture), $"第{picture}张", people));
                using var answer = await running.Service.Http.SendAsync(request);
                Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
            }
            return session;
        }
        await HeldAsync("甲场", county, 2, (1, "NOBODY"), (2, "CONSENT_GIVEN"), (3, "CONSENT_MISSING"));
        await HeldAsync("乙场", $"{county}001", 3, (4, "NOBODY"));
        await HeldAsync("丙场", county, 9, (5, "NOBODY"));
        var voided = await HeldAsync("丁场", county, 4, (6, "NOBODY"));
        await running.Sessions.VoidSessionAsync(new() { Id = voided.Id, Reason = "记错了" }, by);

        const string week = "?status=HELD&from=2026-03-01&to=2026-03-07";
        // Every session's first photo before anybody's second, page by page.
        Assert.Equal(["甲场 第1张 乙场 第4张", "甲场 第2张"], [string.Join(' ', (await FilesAsync(week, county)).Take(2).Order().Reverse()), (await FilesAsync(week, county))[2]]);
        Assert.Equal(3, (await FilesAsync(week, county)).Count);
        Assert.Equal(["乙场 第4张"], await FilesAsync(week, $"{county}001"));
        Assert.Equal(["乙场 第4张"], await FilesAsync($"{week}&prefix={county}001", county));
        Assert.Equal(["丁场 第6张"], await FilesAsync("?status=SESSION_VOIDED", county));
        Assert.Empty(await FilesAsync(week, county, list: "lecturer-teams"));
        Assert.Empty(await FilesAsync(week, "180682", by: Office("180682")));
        Assert.Equal("UNKNOWN_FILTER", (await RefusedAsync(() => FilesAsync("?stat=HELD", county))).Reason);
        Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(() => FilesAsync(week, county, by: Callers.Person(Guid.NewGuid(), county)))).Code);

        async Task<List<string>> FilesAsync(string filters, string prefix, string list = "sessions", Caller? by = null)
        {
            var names = new List<string>();
            for (var token = ""; ;)
            {
                var page = await evidence.ListSessionEvidenceAsync(new ListEvidenceFilesRequest { List = list, Prefix = prefix, Filters = filters, PageSize = 1, PageToken = token }, running.Service.As(by ?? Office(county)));
                names.AddRange(page.Files.Select(each => $"{each.Of} {each.Name}"));
                if ((token = page.NextPageToken).Length == 0) return names;
            }
        }
    }
}
