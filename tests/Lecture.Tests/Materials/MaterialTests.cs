using System.Net;
using System.Security.Cryptography;
using System.Text;
using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Google.Protobuf;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;
using MaterialsClient = CivPractice.Lecture.V1.SessionMaterials.SessionMaterialsClient;

namespace CivPractice.Lecture.Tests.Materials;

/// <summary>Files of sessions (宣讲材料), over HTTP.</summary>
public sealed class MaterialTests(LectureRunning running)
{
    static readonly byte[] pdf = "%PDF-1.7 宣讲提纲"u8.ToArray();

    MaterialsClient Materials => new(running.Service.Channel);

    async Task<Session> SessionAsync(string county, LecturerTeam? team = null) => await running.PlanAsync(Form(team ?? await running.TeamAsync(county), site: county), county);

    [Fact]
    public async Task What_goes_up_comes_down_to_everybody_and_another_county_puts_nothing_there()
    {
        var county = await running.CountyAsync("180671");
        var (by, visitor) = (running.Service.As(Clerk(county)), running.Service.As(Callers.Visitor(county)));
        var (session, twin) = (await SessionAsync(county), await SessionAsync(county));
        // The name lies; the content does not.
        var (status, answer) = await UploadAsync(session.Id, pdf, "提纲.docx", Clerk(county));
        Assert.True(status == HttpStatusCode.Created, answer);
        var material = JsonParser.Default.Parse<SessionMaterial>(answer);
        Assert.Equal(("提纲.docx.pdf", "application/pdf", pdf.Length, Convert.ToHexStringLower(SHA256.HashData(pdf))), (material.Name, material.ContentType, material.Size, material.Hash));
        Assert.Equal([material], (await Materials.ListSessionMaterialsAsync(new() { SessionId = session.Id }, visitor)).Materials);
        using (var down = await DownAsync(session.Id, material.Id, Callers.Visitor(county)))
        {
            Assert.Equal(pdf, await down.Content.ReadAsByteArrayAsync());
            Assert.Equal(("attachment", material.Name, "nosniff"), (down.Content.Headers.ContentDisposition!.DispositionType, down.Content.Headers.ContentDisposition.FileNameStar, down.Headers.GetValues("X-Content-Type-Options").Single()));
        }
        foreach (var (at, caller) in new[] { (session.Id, Office("180672")), (twin.Id, Clerk(county)) })
        {
            using var none = await DownAsync(at, material.Id, caller);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
        Assert.Contains("NOT_FOUND", (await UploadAsync(session.Id, pdf, "提纲.pdf", Office("180672"))).Answer, StringComparison.Ordinal);
        Assert.Contains("PERMISSION_DENIED", (await UploadAsync(session.Id, pdf, "提纲.pdf", Clerk(county, $"{county}001001"))).Answer, StringComparison.Ordinal);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await Materials.RemoveSessionMaterialAsync(new() { SessionId = session.Id, Id = material.Id }, running.Service.As(Office("180672"))))).Code);

        Assert.Contains("FILE_EXISTS", (await UploadAsync(session.Id, pdf, "又一份.pdf", Clerk(county))).Answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await UploadAsync(twin.Id, pdf, "提纲.pdf", Clerk(county))).Status);
        await Materials.RemoveSessionMaterialAsync(new() { SessionId = session.Id, Id = material.Id }, by);
        Assert.Empty((await Materials.ListSessionMaterialsAsync(new() { SessionId = session.Id }, visitor)).Materials);
        Assert.Single((await Materials.ListSessionMaterialsAsync(new() { SessionId = twin.Id }, visitor)).Materials);
    }

    [Fact]
    public async Task What_is_too_large_too_much_or_of_another_kind_is_refused()
    {
        var county = await running.CountyAsync("180673");
        var session = await SessionAsync(county);
        Assert.Contains("FILE_TYPE", (await UploadAsync(session.Id, [0x4D, 0x5A, 0x90, 0x00, 0x03], "提纲.pdf", Clerk(county))).Answer, StringComparison.Ordinal);
        Assert.Contains("EMPTY_FILE", (await UploadAsync(session.Id, [], "提纲.pdf", Clerk(county))).Answer, StringComparison.Ordinal);
        var large = new byte[20 * 1024 * 1024 + 1];
        "%PDF-1.7"u8.CopyTo(large);
        Assert.Contains("FILE_TOO_LARGE", (await UploadAsync(session.Id, large, "提纲.pdf", Clerk(county))).Answer, StringComparison.Ordinal);
        Assert.Contains("NOT_FOUND", (await UploadAsync(Guid.NewGuid().ToString(), pdf, "提纲.pdf", Clerk(county))).Answer, StringComparison.Ordinal);
        for (var number = 1; number <= 10; number++) Assert.Equal(HttpStatusCode.Created, (await UploadAsync(session.Id, Encoding.UTF8.GetBytes($"第{number}份"), $"{number}.txt", Clerk(county))).Status);
        Assert.Contains("TOO_MANY_FILES", (await UploadAsync(session.Id, Encoding.UTF8.GetBytes("第十一份"), "11.txt", Clerk(county))).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_content_goes_when_the_last_row_that_names_it_is_gone()
    {
        var county = await running.CountyAsync("180674");
        var (by, desk) = (running.Service.As(Clerk(county)), new Desk(running, county));
        var made = new List<SessionMaterial>();
        for (var number = 0; number < 2; number++) made.Add(JsonParser.Default.Parse<SessionMaterial>((await UploadAsync((await SessionAsync(county)).Id, pdf, "提纲.pdf", Clerk(county))).Answer));
        // A refused one leaves nothing.
        Assert.Contains("FILE_TYPE", (await UploadAsync(made[0].SessionId, [0x4D, 0x5A, 0x90, 0x00], "提纲.pdf", Clerk(county))).Answer, StringComparison.Ordinal);
        var folder = Path.Combine(Path.GetTempPath(), "civ-test-files", await desk.AskAsync<string>("select current_database()::text"), county);
        var stored = Path.Combine(folder, made[0].Hash);
        Assert.Equal([stored], Directory.GetFiles(folder));
        await Materials.RemoveSessionMaterialAsync(new() { SessionId = made[0].SessionId, Id = made[0].Id }, by);
        for (var until = DateTime.UtcNow.AddSeconds(90); await desk.AskAsync<long>($"select count(*) from inbox_message where consumer = 'OnSessionMaterialRemoved' and county = '{county}'") < 1; await Task.Delay(50)) Assert.True(DateTime.UtcNow < until, running.Service.Output);
        Assert.True(File.Exists(stored));
        await Materials.RemoveSessionMaterialAsync(new() { SessionId = made[1].SessionId, Id = made[1].Id }, by);
        for (var until = DateTime.UtcNow.AddSeconds(90); File.Exists(stored); await Task.Delay(50)) Assert.True(DateTime.UtcNow < until, running.Service.Output);
    }

    async Task<(HttpStatusCode Status, string Answer)> UploadAsync(string session, byte[] content, string name, Caller caller)
    {
        using var request = running.Service.Request(HttpMethod.Post, $"/api/sessions/{session}/materials?fileName={Uri.EscapeDataString(name)}", caller, new ByteArrayContent(content));
        using var answer = await running.Service.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    Task<HttpResponseMessage> DownAsync(string session, string material, Caller caller) => running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/sessions/{session}/materials/{material}", caller));
}
