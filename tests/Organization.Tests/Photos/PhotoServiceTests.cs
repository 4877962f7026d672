using System.Net;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Google.Protobuf;
using Photo = CivPractice.Platform.V1.Photo;

namespace CivPractice.Organization.Tests.Photos;

public sealed class PhotoServiceTests(OrganizationRunning running)
{
    V1.SitePhotos.SitePhotosClient Sites => new(running.Service.Channel);
    V1.VenuePhotos.VenuePhotosClient Venues => new(running.Service.Channel);

    [Fact]
    public async Task The_clerk_of_the_site_brings_a_photo_and_everybody_of_the_county_sees_it()
    {
        const string county = "141741", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        await running.OpenCountyAsync("141742");
        var clerk = Callers.Staff(Role.StationClerk, site, county);
        var path = $"/api/sites/{site}/photos";
        var photo = await AddAsync(path, clerk, TestPhoto.Png(1, 700, 300), alt: "大门", caption: "2024年翻修");
        Assert.Equal((site, "大门", "2024年翻修", PhotoPeople.Nobody, 1, 700, 300, 1L), (photo.Subject, photo.Alt, photo.Caption, photo.People, photo.Place, photo.Width, photo.Height, photo.Version));
        Assert.Equal([photo], (await Sites.ListSitePhotosAsync(new ListPhotosRequest { Subject = site }, running.Visitor(county))).Photos);

        using (var full = await GetAsync($"{path}/{photo.Id}", Callers.Visitor(county)))
        {
            Assert.Equal((HttpStatusCode.OK, "image/jpeg", "nosniff"), (full.StatusCode, full.Content.Headers.ContentType!.ToString(), full.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.True(full.Headers.CacheControl!.Private);
            Assert.Equal(photo.Size, (await full.Content.ReadAsByteArrayAsync()).Length);
            using var small = await GetAsync($"{path}/{photo.Id}?size=small", Callers.Visitor(county));
            Assert.NotEqual(full.Headers.ETag, small.Headers.ETag);
            using var again = running.Service.Request(HttpMethod.Get, $"{path}/{photo.Id}", Callers.Visitor(county));
            again.Headers.IfNoneMatch.Add(full.Headers.ETag!);
            using var unchanged = await running.Service.Http.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }

        // Another county: not there. Another site's clerk, a person, a visitor: not theirs.
        foreach (var stranger in new[] { Importing.Office("141742"), Callers.Visitor("141742") })
        {
            using var none = await GetAsync($"{path}/{photo.Id}", stranger);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
        using (var astray = await GetAsync($"/api/sites/{county}001002/photos/{photo.Id}", Callers.Visitor(county))) Assert.Equal(HttpStatusCode.NotFound, astray.StatusCode);
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(Sites.ListSitePhotosAsync(new ListPhotosRequest { Subject = site }, running.Visitor("141742"))));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(Sites.RemoveSitePhotoAsync(new RemovePhotoRequest { Subject = site, Id = photo.Id }, running.Service.As(Importing.Office("141742")))));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(Sites.RemoveSitePhotoAsync(new RemovePhotoRequest { Subject = site, Id = photo.Id }, running.Clerk($"{county}001002"))));
        foreach (var (caller, reason) in new[] { (Importing.Office("141742"), "NOT_FOUND"), (Callers.Staff(Role.StationClerk, $"{county}001002", county), "PERMISSION_DENIED"), (Callers.Person(Guid.NewGuid(), county), "PERMISSION_DENIED"), (Callers.Visitor(county), "SIGN_IN_REQUIRED") })
            Assert.Contains(reason, (await UploadAsync(path, caller, TestPhoto.Form(TestPhoto.Png(2)))).Answer, StringComparison.Ordinal);
        Assert.Equal($"photo.add sites {site} {photo.Id}", await running.AskAsync<string>($"select string_agg(action || ' ' || subject, ', ' order by id) from audit_entry where county = '{county}' and action like 'photo%'"));
    }

    [Fact]
    public async Task Who_did_not_agree_is_seen_by_the_keepers_only()
    {
        const string county = "141749", city = "141700";
        await running.ImportAsync("sites", county, $"""
            代码,名称,层级,地址,电话,开放时间,挂牌日期,小区数,人口,停用日期,并入站点
            {county},某县中心,中心,,,,2019-10-01,,,,
            {county}777,某镇所,所,,,,2019-10-01,,,,
            {county}777001,大村站,站,,,,2020-01-01,,,,
            """);
        var (path, clerk) = ($"/api/sites/{county}777/photos", Callers.Staff(Role.InstituteClerk, $"{county}777", county));
        var asked = await AddAsync(path, clerk, TestPhoto.Png(1), people: "CONSENT_GIVEN");
        var unasked = await AddAsync(path, clerk, TestPhoto.Png(2), people: "CONSENT_MISSING");
        Assert.Equal([asked.Id, unasked.Id], await ListAsync($"{county}777", clerk));
        // A city sees its counties' sites, and of people those who agreed; row security says so, whatever the code does.
        foreach (var other in new[] { Callers.Visitor(county), Callers.Person(Guid.NewGuid(), county), new Caller(CallerKind.Staff, Guid.CreateVersion7(), city, city, [city, county], [new Grant(Role.CityCoordinator, city[..4])]), Callers.Staff(Role.StationClerk, $"{county}778001", county) })
        {
            Assert.Equal([asked.Id], await ListAsync($"{county}777", other));
            using var hidden = await GetAsync($"{path}/{unasked.Id}", other);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            using var shown = await GetAsync($"{path}/{asked.Id}?size=small", other);
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        }
        await using (var app = await running.Service.App.OpenConnectionAsync())
        {
            await using var command = app.CreateCommand();
            command.CommandText = $"select set_config('app.county', '', false), set_config('app.counties', '{city},{county}', false); select count(*) from photo where county = '{county}'";
            await using var reader = await command.ExecuteReaderAsync();
            await reader.NextResultAsync();
            await reader.ReadAsync();
            Assert.Equal(1, reader.GetInt64(0));
        }

        // Consent that came later opens it, and one that is taken back closes it.
        var opened = await Sites.UpdateSitePhotoAsync(Changed(unasked, PhotoPeople.ConsentGiven), running.Service.As(clerk));
        Assert.Equal(2, (await ListAsync($"{county}777", Callers.Visitor(county))).Length);
        Assert.Equal("CHANGED_MEANWHILE", await Refusing.ReasonAsync(Sites.UpdateSitePhotoAsync(Changed(unasked, PhotoPeople.ConsentMissing), running.Service.As(clerk))));
        await Sites.UpdateSitePhotoAsync(Changed(opened, PhotoPeople.ConsentMissing), running.Service.As(clerk));
        Assert.Equal([asked.Id], await ListAsync($"{county}777", Callers.Visitor(county)));
    }

    [Fact]
    public async Task A_row_bears_nine_photos_in_the_order_that_its_keeper_gives()
    {
        const string county = "141743", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        var clerk = Callers.Staff(Role.StationClerk, site, county);
        var venue = await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = site, IntegratedOn = "2021-01-01", Name = "一号书屋", Kind = "农家书屋", Use = VenueUse.Own }, running.Service.As(clerk));
        var path = $"/api/venues/{venue.Id}/photos";
        var made = new List<Photo>();
        for (var number = 1; number <= 9; number++) made.Add(await AddAsync(path, clerk, TestPhoto.Png(number), alt: $"第{number}张"));
        Assert.Contains("TOO_MANY_PHOTOS", (await UploadAsync(path, clerk, TestPhoto.Form(TestPhoto.Png(10)))).Answer, StringComparison.Ordinal);

        var moved = await Venues.UpdateVenuePhotoAsync(Changed(made[8], PhotoPeople.Nobody, place: 1), running.Service.As(clerk));
        Assert.Equal((1, 2L), (moved.Place, moved.Version));
        var list = (await Venues.ListVenuePhotosAsync(new ListPhotosRequest { Subject = venue.Id }, running.Visitor(county))).Photos;
        Assert.Equal(["第9张", "第1张", "第2张"], list.Take(3).Select(photo => photo.Alt));
        Assert.Equal(Enumerable.Range(1, 9), list.Select(photo => photo.Place));

        await Venues.RemoveVenuePhotoAsync(new RemovePhotoRequest { Subject = venue.Id, Id = made[0].Id }, running.Service.As(clerk));
        Assert.Contains("PHOTO_EXISTS", (await UploadAsync(path, clerk, TestPhoto.Form(TestPhoto.Png(5)))).Answer, StringComparison.Ordinal);
        // Two at once are not both the ninth.
        var both = await Task.WhenAll(UploadAsync(path, clerk, TestPhoto.Form(TestPhoto.Png(11))), UploadAsync(path, clerk, TestPhoto.Form(TestPhoto.Png(12))));
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Created], both.Select(each => each.Status).OrderDescending());
        Assert.Equal(9, await running.AskAsync<long>($"select count(*) from photo where county = '{county}'"));
    }

    [Fact]
    public async Task What_says_too_little_or_brings_too_much_is_refused_and_leaves_nothing()
    {
        const string county = "141744", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        var (path, clerk) = ($"/api/sites/{site}/photos", Callers.Staff(Role.StationClerk, site, county));
        foreach (var (form, field) in new[]
        {
            (TestPhoto.Form(TestPhoto.Png(1), alt: " "), "\"alt\""), (TestPhoto.Form(TestPhoto.Png(1), people: ""), "\"people\""), (TestPhoto.Form(TestPhoto.Png(1), people: "SOMEBODY"), "\"people\""), (TestPhoto.Form(TestPhoto.Png(1), alt: new string('图', 121)), "\"alt\""),
            (new MultipartFormDataContent { { new StringContent("大门"), "alt" }, { new StringContent("NOBODY"), "people" } }, "\"file\""),
        })
        {
            var (status, answer) = await UploadAsync(path, clerk, form);
            Assert.True(status == HttpStatusCode.BadRequest && answer.Contains(field, StringComparison.Ordinal), answer);
        }
        Assert.Contains("FILE_TYPE", (await UploadAsync(path, clerk, TestPhoto.Form("GIF89a"u8.ToArray()))).Answer, StringComparison.Ordinal);
        Assert.Contains("FILE_TOO_LARGE", (await UploadAsync(path, clerk, TestPhoto.Form(new byte[10 * 1024 * 1024 + 1]))).Answer, StringComparison.Ordinal);
        Assert.Contains("FILE_TOO_LARGE", (await UploadAsync(path, clerk, TestPhoto.Form(new byte[11 * 1024 * 1024]))).Answer, StringComparison.Ordinal);
        Assert.Contains("REQUIRED", (await UploadAsync(path, clerk, new ByteArrayContent(TestPhoto.Png(1)))).Answer, StringComparison.Ordinal);
        Assert.Contains("NOT_FOUND", (await UploadAsync("/api/venues/x/photos", clerk, TestPhoto.Form(TestPhoto.Png(1)))).Answer, StringComparison.Ordinal);
        Assert.Equal(0, await running.AskAsync<long>($"select count(*) from photo where county = '{county}'"));
    }

    [Fact]
    public async Task The_contents_go_when_the_last_row_that_names_them_is_gone()
    {
        const string county = "141745", site = $"{county}001001";
        var folder = Directory.CreateTempSubdirectory("civ-photos").FullName;
        try
        {
            await using var service = await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string> { ["CIV_FILES"] = folder }, withBroker: true);
            var own = OrganizationRunning.Of(service);
            // By no method: nobody is there to take what it would publish, and events leave in their order.
            await using (var sites = service.Superuser.CreateCommand("insert into practice_site (county, code, name, tier, parent, status, kind, address, phone, opening_hours, seats, opened_on, successor, neighbourhoods, residents, version) "
                + $"select '{county}', '{county}001' || n, '测试站', 3, '{county}001', 1, 0, '', '', '', 0, date '2020-01-01', '', 0, 0, 1 from unnest(array['001', '002']) n")) await sites.ExecuteNonQueryAsync();
            string[] Stored() => Directory.GetFiles(Path.Combine(folder, county));
            var (office, photos) = (service.As(Importing.Office(county)), new V1.SitePhotos.SitePhotosClient(service.Channel));
            var made = new List<Photo>();
            foreach (var each in new[] { site, $"{county}001002" })
                made.Add(JsonParser.Default.Parse<Photo>((await UploadAsync($"/api/sites/{each}/photos", Importing.Office(county), TestPhoto.Form(TestPhoto.Png(1, 600, 600)), service)).Answer));
            Assert.Contains("PHOTO_EXISTS", (await UploadAsync($"/api/sites/{site}/photos", Importing.Office(county), TestPhoto.Form(TestPhoto.Png(1, 600, 600)), service)).Answer, StringComparison.Ordinal);
            Assert.Equal(2, Stored().Length);

            await photos.RemoveSitePhotoAsync(new RemovePhotoRequest { Subject = site, Id = made[0].Id }, office);
            for (var until = DateTime.UtcNow.AddSeconds(90); await own.AskAsync<long>("select count(*) from inbox_message where consumer = 'OnPhotoRemoved'") < 1; await Task.Delay(50)) Assert.True(DateTime.UtcNow < until, service.Output);
            Assert.Equal(2, Stored().Length);
            await photos.RemoveSitePhotoAsync(new RemovePhotoRequest { Subject = $"{county}001002", Id = made[1].Id }, office);
            for (var until = DateTime.UtcNow.AddSeconds(90); Stored().Length > 0; await Task.Delay(50)) Assert.True(DateTime.UtcNow < until, service.Output);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact]
    public async Task Pictures_of_news_are_added_to_a_draft_seen_at_the_review_and_open_when_it_is_published()
    {
        const string county = "141746", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        var (writer, reviewer, visitor) = (Callers.Staff(Role.StationClerk, site, county), Importing.Office(county), Callers.Visitor(county));
        var item = await running.News().WriteNewsItemAsync(new WriteNewsItemRequest { Site = site, Title = "读书会开讲", Body = "村里的书屋周末坐满了人。" }, running.Service.As(writer));
        var path = $"/api/news/{item.Id}/photos";
        var news = new V1.NewsPhotos.NewsPhotosClient(running.Service.Channel);
        var hidden = await AddAsync(path, writer, TestPhoto.Png(1), people: "CONSENT_MISSING");
        var photo = await AddAsync(path, writer, TestPhoto.Png(2), people: "CONSENT_GIVEN");
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(news.ListNewsPhotosAsync(new ListPhotosRequest { Subject = item.Id }, running.Service.As(visitor))));
        using (var draft = await GetAsync($"{path}/{photo.Id}", visitor)) Assert.Equal(HttpStatusCode.NotFound, draft.StatusCode);

        await running.News().SubmitNewsItemAsync(new NewsStepRequest { Id = item.Id }, running.Service.As(writer));
        Assert.Contains("NEWS_NOT_DRAFT", (await UploadAsync(path, writer, TestPhoto.Form(TestPhoto.Png(3)))).Answer, StringComparison.Ordinal);
        Assert.Equal("NEWS_NOT_DRAFT", await Refusing.ReasonAsync(news.UpdateNewsPhotoAsync(Changed(photo, PhotoPeople.Nobody), running.Service.As(writer))));
        Assert.Equal([hidden.Id, photo.Id], (await news.ListNewsPhotosAsync(new ListPhotosRequest { Subject = item.Id }, running.Service.As(reviewer))).Photos.Select(each => each.Id));
        using (var review = await GetAsync($"{path}/{photo.Id}", reviewer)) Assert.Equal(HttpStatusCode.OK, review.StatusCode);

        await running.News().PublishNewsItemAsync(new NewsStepRequest { Id = item.Id }, running.Service.As(reviewer));
        Assert.Equal([photo.Id], (await news.ListNewsPhotosAsync(new ListPhotosRequest { Subject = item.Id }, running.Service.As(visitor))).Photos.Select(each => each.Id));
        Assert.Equal(photo.Id, (await running.News().ListNewsAsync(new ListNewsRequest { Prefix = county }, running.Service.As(visitor))).Items.Single().Photo.Id);
        // Whoever takes back the consent is gone at once.
        await news.RemoveNewsPhotoAsync(new RemovePhotoRequest { Subject = item.Id, Id = photo.Id }, running.Service.As(writer));
        using var gone = await GetAsync($"{path}/{photo.Id}", visitor);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Null((await running.News().ListNewsAsync(new ListNewsRequest { Prefix = county }, running.Service.As(reviewer))).Items.Single().Photo);
    }

    [Fact]
    public async Task The_files_behind_a_list_are_the_photos_of_its_rows_and_the_files_of_documents_in_force()
    {
        const string county = "141747";
        var office = await running.OpenCountyAsync(county);
        var (evidence, by) = (new V1.EvidenceFiles.EvidenceFilesClient(running.Service.Channel), Importing.Office(county));
        foreach (var (site, numbers) in new[] { ("001001", new[] { 1, 2 }), ("001002", [3]) })
            foreach (var number in numbers) await AddAsync($"/api/sites/{county}{site}/photos", by, TestPhoto.Png(number), alt: $"第{number}张");
        await AddAsync($"/api/sites/{county}001002/photos", by, TestPhoto.Png(4), people: "CONSENT_MISSING");
        var venue = await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = $"{county}001001", IntegratedOn = "2021-01-01", Name = "一号书屋", Kind = "农家书屋", Use = VenueUse.Own }, office);
        await AddAsync($"/api/venues/{venue.Id}/photos", by, TestPhoto.Png(5), alt: "书架");
        var old = await running.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = "某县旧实施方案", Issuer = "某县委办公室", Level = PolicyLevel.CountyLevel, Kind = "实施方案", IssuedOn = "2019" }, office);
        var plan = await running.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = "某县新实施方案", Issuer = "某县委办公室", Level = PolicyLevel.CountyLevel, Kind = "实施方案", IssuedOn = "2020", Supersedes = old.Id }, office);
        foreach (var document in new[] { old, plan }) Assert.Equal(HttpStatusCode.Created, (await UploadAsync($"/api/documents/{document.Id}/files?fileName=x.pdf", by, new ByteArrayContent("%PDF-1.7 x"u8.ToArray()))).Status);

        // Each site's first photo before anybody's second, page by page.
        Assert.Equal(["大村站 第1张", "小村站 第3张", "大村站 第2张"], await FilesAsync("sites", county, pageSize: 1));
        Assert.Equal(["小村站 第3张"], await FilesAsync("sites", $"{county}001002"));
        Assert.Empty(await FilesAsync("sites", county, on: "2019-12-31"));
        Assert.Equal(["一号书屋 书架"], await FilesAsync("venues", county));
        Assert.Empty(await FilesAsync("venues", county, on: "2020-12-31"));
        Assert.Equal(["某县新实施方案 x"], await FilesAsync("documents", county));
        Assert.Empty(await FilesAsync("teams", county));
        Assert.Empty(await FilesAsync("sites", county, caller: Importing.Office("141748")));
        var file = (await evidence.ListEvidenceFilesAsync(new ListEvidenceFilesRequest { List = "venues", Prefix = county }, office)).Files.Single();
        using var content = await GetAsync(file.Path, by);
        Assert.Equal(file.Hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await content.Content.ReadAsByteArrayAsync())));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(evidence.ListEvidenceFilesAsync(new ListEvidenceFilesRequest { List = "sites" }, running.Service.As(Callers.Person(Guid.NewGuid(), county)))));

        async Task<List<string>> FilesAsync(string list, string prefix, string on = "", int pageSize = 50, Caller? caller = null)
        {
            var names = new List<string>();
            for (var token = ""; ;)
            {
                var page = await evidence.ListEvidenceFilesAsync(new ListEvidenceFilesRequest { List = list, Prefix = prefix, On = on, PageSize = pageSize, PageToken = token }, running.Service.As(caller ?? by));
                names.AddRange(page.Files.Select(each => $"{each.Of} {each.Name}"));
                if (page.NextPageToken.Length == 0) return names;
                token = page.NextPageToken;
            }
        }
    }

    static UpdatePhotoRequest Changed(Photo photo, PhotoPeople people, int place = 0) => new() { Subject = photo.Subject, Id = photo.Id, Version = photo.Version, Alt = photo.Alt, Caption = photo.Caption, People = people, Place = place };

    async Task<string[]> ListAsync(string site, Caller caller) => [.. (await Sites.ListSitePhotosAsync(new ListPhotosRequest { Subject = site }, running.Service.As(caller))).Photos.Select(photo => photo.Id)];

    async Task<Photo> AddAsync(string path, Caller caller, byte[] content, string alt = "站点大门", string people = "NOBODY", string caption = "")
    {
        var (status, answer) = await UploadAsync(path, caller, TestPhoto.Form(content, alt, people, caption));
        Assert.True(status == HttpStatusCode.Created, answer);
        return JsonParser.Default.Parse<Photo>(answer);
    }

    async Task<(HttpStatusCode Status, string Answer)> UploadAsync(string path, Caller caller, HttpContent content, ServiceUnderTest? on = null)
    {
        var service = on ?? running.Service;
        using var request = service.Request(HttpMethod.Post, path, caller, content);
        using var answer = await service.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    Task<HttpResponseMessage> GetAsync(string path, Caller caller) => running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, path, caller));
}
