using System.Net;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using Google.Protobuf;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Teams;

/// <summary>Logos of teams and brands: one picture each, seen by everybody.</summary>
public sealed class LogoTests(VolunteerRunning running)
{
    TeamPhotos.TeamPhotosClient TeamLogos => new(running.Service.Channel);
    BrandPhotos.BrandPhotosClient BrandLogos => new(running.Service.Channel);

    [Fact]
    public async Task Another_logo_takes_the_place_of_the_first_and_its_contents_go()
    {
        var station = await running.CountyAsync();
        var (county, clerk) = (station[..6], Clerk(station[..6], station));
        var (by, visitor) = (running.Service.As(clerk), running.Service.As(Callers.Visitor(county)));
        var team = await running.Teams.CreateTeamAsync(new() { Name = "标志队", Category = "便民利民服务", Site = station, FoundedOn = "2024-01-05" }, by);
        var path = $"/api/teams/{team.Id}/photos";
        Assert.Empty((await TeamLogos.ListTeamPhotosAsync(new() { Subject = team.Id }, visitor)).Photos);
        Assert.Contains("REQUIRED", (await BringAsync(path, clerk, 1, alt: "")).Answer, StringComparison.Ordinal);

        var first = await AddedAsync(path, clerk, 1);
        Assert.Equal((1, "一颗红心"), (first.Place, first.Alt));
        Assert.Contains("PHOTO_EXISTS", (await BringAsync(path, clerk, 1)).Answer, StringComparison.Ordinal);
        var second = await AddedAsync(path, clerk, 2);
        Assert.Equal([second], (await TeamLogos.ListTeamPhotosAsync(new() { Subject = team.Id }, visitor)).Photos);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (await FetchedAsync($"{path}/{second.Id}?size=small", Callers.Visitor(county)), await FetchedAsync($"{path}/{first.Id}", Callers.Visitor(county))));
        // Whoever takes away tells of it, so that the contents go when the row certainly has.
        for (var until = DateTime.UtcNow.AddSeconds(90); await running.AskAsync<long>($"select count(*) from inbox_message where county = '{county}' and consumer = 'OnPhotoRemoved'") < 1; await Task.Delay(50)) Assert.True(DateTime.UtcNow < until, running.Service.Output);
        Assert.Equal((2L, 1L), (await AuditedAsync("photo.add"), await AuditedAsync("photo.remove")));

        foreach (var other in new[] { Clerk(county, $"{station[..^1]}2"), Callers.Person(Guid.CreateVersion7(), county), Callers.Coordinator(county) })
            Assert.Contains("PERMISSION_DENIED", (await BringAsync(path, other, 3)).Answer, StringComparison.Ordinal);
        Assert.Contains("NOT_FOUND", (await BringAsync(path, Office(Callers.B), 3)).Answer, StringComparison.Ordinal);
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(TeamLogos.ListTeamPhotosAsync(new() { Subject = team.Id }, running.Service.As(Callers.Visitor(Callers.B)))));
        Assert.Equal("一只手", (await TeamLogos.UpdateTeamPhotoAsync(new() { Subject = team.Id, Id = second.Id, Version = 1, Alt = "一只手", People = PhotoPeople.Nobody }, by)).Alt);

        // A former team keeps its logo, gets no new one, and may lose it.
        await running.Teams.EndTeamAsync(new() { Id = team.Id, EndReason = "撤并" }, by);
        Assert.Contains("TEAM_ENDED", (await BringAsync(path, clerk, 4)).Answer, StringComparison.Ordinal);
        Assert.Equal([("", 1), ("这支队伍已经解散", 1)], new[] { await TeamLogos.ListTeamPhotosAsync(new() { Subject = team.Id }, visitor), await TeamLogos.ListTeamPhotosAsync(new() { Subject = team.Id }, by) }.Select(list => (list.Settled, list.Photos.Count)));
        await TeamLogos.RemoveTeamPhotoAsync(new() { Subject = team.Id, Id = second.Id }, by);
        Assert.Empty((await TeamLogos.ListTeamPhotosAsync(new() { Subject = team.Id }, visitor)).Photos);

        Task<long> AuditedAsync(string action) => running.AskAsync<long>($"select count(*) from audit_entry where county = '{county}' and action = '{action}'");
    }

    [Fact]
    public async Task A_brands_logo_is_the_offices()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], Office(station[..6]));
        var brand = await new V1.Brands.BrandsClient(running.Service.Channel).CreateBrandAsync(new() { Name = "邻里红马甲", Level = BrandLevel.CountyBrand, Site = station, Since = "2024-01-01" }, running.Service.As(office));
        var path = $"/api/brands/{brand.Id}/photos";
        Assert.Contains("PERMISSION_DENIED", (await BringAsync(path, Clerk(county), 1)).Answer, StringComparison.Ordinal);
        await AddedAsync(path, office, 1);
        var second = await AddedAsync(path, office, 2);
        Assert.Equal([second], (await BrandLogos.ListBrandPhotosAsync(new() { Subject = brand.Id }, running.Service.As(Callers.Visitor(county)))).Photos);
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(BrandLogos.RemoveBrandPhotoAsync(new() { Subject = brand.Id, Id = second.Id }, running.Service.As(Clerk(county)))));
        await BrandLogos.RemoveBrandPhotoAsync(new() { Subject = brand.Id, Id = second.Id }, running.Service.As(office));
        Assert.Empty((await BrandLogos.ListBrandPhotosAsync(new() { Subject = brand.Id }, running.Service.As(office))).Photos);
    }

    async Task<(HttpStatusCode Code, string Answer)> BringAsync(string path, Caller caller, int picture, string alt = "一颗红心")
    {
        using var request = running.Service.Request(HttpMethod.Post, path, caller);
        request.Content = TestPhoto.Form(TestPhoto.Png(picture), alt);
        using var answer = await running.Service.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    async Task<Photo> AddedAsync(string path, Caller caller, int picture)
    {
        var (code, answer) = await BringAsync(path, caller, picture);
        Assert.True(code == HttpStatusCode.Created, answer);
        return JsonParser.Default.Parse<Photo>(answer);
    }

    async Task<HttpStatusCode> FetchedAsync(string path, Caller caller)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, path, caller));
        return answer.StatusCode;
    }
}
