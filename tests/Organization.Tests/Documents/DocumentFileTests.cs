using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Testing;
using Google.Protobuf;

namespace CivPractice.Organization.Tests.Documents;

public sealed class TextFileTests
{
    static string? Reason(byte[] content)
    {
        using var stream = new MemoryStream(content);
        try { return TextFile.Of(stream).Ending; }
        catch (Fault fault) { return fault.Reason; }
    }

    [Fact]
    public void A_file_is_what_its_content_says()
    {
        Assert.Equal(".pdf", Reason("%PDF-1.7 x"u8.ToArray()));
        Assert.Equal(".docx", Reason(DocumentFileTests.Docx()));
        Assert.Equal(".txt", Reason(Encoding.UTF8.GetBytes("实施方案\r\n第一条\t总则")));
        Assert.Equal(".txt", Reason([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("实施方案")]));
        Assert.Equal("EMPTY_FILE", Reason([]));
        Assert.Equal("FILE_TYPE", Reason(DocumentFileTests.Docx("word/vbaProject.bin")));
        Assert.Equal("FILE_TYPE", Reason(DocumentFileTests.Zip("xl/workbook.xml")));
        Assert.Equal("FILE_TYPE", Reason([.. "PK\x3\x4"u8, .. new byte[40]]));
        Assert.Equal("FILE_TYPE", Reason([0x4D, 0x5A, 0x90, 0x00, 0x03]));
        Assert.Equal("FILE_TYPE", Reason([0xFF, 0xD8, 0xFF, 0xE0, 1, 2]));
        // A text that goes on as something else, beyond the first buffer.
        Assert.Equal("FILE_TYPE", Reason([.. Enumerable.Repeat((byte)'a', 40_000), 0]));
        Assert.Equal("FILE_TYPE", Reason([.. Enumerable.Repeat((byte)'a', 40_000), 0xD6, 0xD0]));
    }

    [Theory]
    [InlineData("方案.PDF", "方案.pdf")]
    [InlineData("方案.exe", "方案.exe.pdf")]
    [InlineData("..\\..\\etc/方\r\n案\".pdf", "方案.pdf")]
    [InlineData("", "附件.pdf")]
    [InlineData("...", "附件.pdf")]
    public void A_name_ends_as_the_content_is(string given, string shown) => Assert.Equal(shown, TextFile.Pdf.Name(given, 100));

    [Fact]
    public void A_name_is_cut_between_characters()
    {
        Assert.Equal(100, TextFile.Pdf.Name(new string('案', 300), 100).Length);
        Assert.Equal("案案.pdf", TextFile.Pdf.Name("案案𠮷𠮷", 7));
    }
}

public sealed class DocumentFileTests(OrganizationRunning running)
{
    const string county = "141731";

    V1.DocumentFiles.DocumentFilesClient Files => new(running.Service.Channel);

    [Fact]
    public async Task What_goes_up_comes_down_and_another_county_sees_nothing_of_it()
    {
        var office = running.Service.As(Importing.Office(county));
        var (document, twin) = (await DocumentAsync("某县文明实践中心实施方案"), await DocumentAsync("某县文明实践工作措施"));
        // The name lies; the content does not.
        var content = Docx();
        var (status, answer) = await UploadAsync(document, content, "实施方案.pdf");
        Assert.True(status == HttpStatusCode.Created, answer);
        var file = JsonParser.Default.Parse<DocumentFile>(answer);
        Assert.Equal(("实施方案.pdf.docx", content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), (file.Name, file.Size, file.Hash));
        Assert.Equal([file], (await Files.ListDocumentFilesAsync(new ListDocumentFilesRequest { DocumentId = document }, office)).Files);

        using (var down = await DownAsync(document, file.Id, Importing.Office(county)))
        {
            Assert.Equal(content, await down.Content.ReadAsByteArrayAsync());
            Assert.Equal((file.ContentType, "attachment", "nosniff"), (down.Content.Headers.ContentType!.ToString(), down.Content.Headers.ContentDisposition!.DispositionType, down.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.Equal(file.Name, down.Content.Headers.ContentDisposition.FileNameStar);
        }
        foreach (var (caller, code) in new[] { (Importing.Office("141732"), HttpStatusCode.NotFound), (Callers.Person(Guid.NewGuid(), county), HttpStatusCode.Forbidden) })
        {
            using var none = await DownAsync(document, file.Id, caller);
            Assert.Equal(code, none.StatusCode);
        }
        using (var astray = await DownAsync(twin, file.Id, Importing.Office(county))) Assert.Equal(HttpStatusCode.NotFound, astray.StatusCode);
        Assert.Empty((await Files.ListDocumentFilesAsync(new ListDocumentFilesRequest { DocumentId = document }, running.Service.As(Importing.Office("141732")))).Files);
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(Files.RemoveDocumentFileAsync(new RemoveDocumentFileRequest { DocumentId = document, Id = file.Id }, running.Service.As(Importing.Office("141732")))));
        Assert.Contains("NOT_FOUND", (await UploadAsync(document, content, "方案.docx", Importing.Office("141732"))).Answer, StringComparison.Ordinal);
        Assert.Contains("PERMISSION_DENIED", (await UploadAsync(document, content, "方案.docx", Callers.Staff(Role.StationClerk, $"{county}001001", county))).Answer, StringComparison.Ordinal);

        // The same content of another document is another file; of the same one it is not.
        Assert.Contains("FILE_EXISTS", (await UploadAsync(document, content, "又一份.docx")).Answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await UploadAsync(twin, content, "方案.docx")).Status);
        await Files.RemoveDocumentFileAsync(new RemoveDocumentFileRequest { DocumentId = document, Id = file.Id }, office);
        Assert.Empty((await Files.ListDocumentFilesAsync(new ListDocumentFilesRequest { DocumentId = document }, office)).Files);
        var left = (await Files.ListDocumentFilesAsync(new ListDocumentFilesRequest { DocumentId = twin }, office)).Files.Single();
        using var still = await DownAsync(twin, left.Id, Importing.Office(county));
        Assert.Equal(content, await still.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_is_too_large_or_of_another_kind_is_refused_and_leaves_nothing()
    {
        var document = await DocumentAsync("某县文明实践工作规则");
        Assert.Contains("FILE_TYPE", (await UploadAsync(document, [0x4D, 0x5A, 0x90, 0x00, 0x03], "方案.pdf")).Answer, StringComparison.Ordinal);
        Assert.Contains("EMPTY_FILE", (await UploadAsync(document, [], "方案.pdf")).Answer, StringComparison.Ordinal);
        var large = new byte[20 * 1024 * 1024 + 1];
        "%PDF-1.7"u8.CopyTo(large);
        Assert.Contains("FILE_TOO_LARGE", (await UploadAsync(document, large, "方案.pdf")).Answer, StringComparison.Ordinal);
        // Nor does it help not to say how large it is.
        Assert.Contains("FILE_TOO_LARGE", (await UploadAsync(document, large, "方案.pdf", chunked: true)).Answer, StringComparison.Ordinal);
        Assert.Contains("NOT_FOUND", (await UploadAsync(Guid.NewGuid().ToString(), "%PDF-1.7 x"u8.ToArray(), "方案.pdf")).Answer, StringComparison.Ordinal);
        Assert.Empty((await Files.ListDocumentFilesAsync(new ListDocumentFilesRequest { DocumentId = document }, running.Service.As(Importing.Office(county)))).Files);

        for (var number = 1; number <= 20; number++) Assert.Equal(HttpStatusCode.Created, (await UploadAsync(document, Encoding.UTF8.GetBytes($"第{number}号附件"), $"{number}.txt")).Status);
        Assert.Contains("TOO_MANY_FILES", (await UploadAsync(document, Encoding.UTF8.GetBytes("第二十一号附件"), "21.txt")).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_content_goes_when_the_last_row_that_names_it_is_gone()
    {
        var folder = Directory.CreateTempSubdirectory("civ-files").FullName;
        try
        {
            await using var service = await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string> { ["CIV_FILES"] = folder }, withBroker: true);
            var own = OrganizationRunning.Of(service);
            var (office, files) = (service.As(Importing.Office(county)), new V1.DocumentFiles.DocumentFilesClient(service.Channel));
            var made = new List<DocumentFile>();
            foreach (var title in new[] { "某县文明实践中心实施方案", "某县文明实践工作措施" })
            {
                var document = await own.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = title, Issuer = "某县委办公室", Level = PolicyLevel.CountyLevel, Kind = "实施方案", IssuedOn = "2020" }, office);
                made.Add(JsonParser.Default.Parse<DocumentFile>((await UploadAsync(document.Id, "%PDF-1.7 x"u8.ToArray(), "方案.pdf", on: service)).Answer));
            }
            // A refused one has left nothing.
            Assert.Contains("FILE_TYPE", (await UploadAsync(made[0].DocumentId, [0x4D, 0x5A, 0x90, 0x00], "方案.pdf", on: service)).Answer, StringComparison.Ordinal);
            var stored = Path.Combine(folder, county, made[0].Hash);
            Assert.Equal([stored], Directory.GetFiles(Path.Combine(folder, county)));
            await files.RemoveDocumentFileAsync(new RemoveDocumentFileRequest { DocumentId = made[0].DocumentId, Id = made[0].Id }, office);
            for (var until = DateTime.UtcNow.AddSeconds(90); await SeenAsync() < 1; await Task.Delay(50)) Assert.True(DateTime.UtcNow < until, service.Output);
            Assert.True(File.Exists(stored));
            await files.RemoveDocumentFileAsync(new RemoveDocumentFileRequest { DocumentId = made[1].DocumentId, Id = made[1].Id }, office);
            for (var until = DateTime.UtcNow.AddSeconds(90); File.Exists(stored); await Task.Delay(50)) Assert.True(DateTime.UtcNow < until, service.Output);

            Task<long> SeenAsync() => own.AskAsync<long>("select count(*) from inbox_message where consumer = 'OnDocumentFileRemoved'");
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    async Task<string> DocumentAsync(string title) => (await running.Documents.CreateDocumentAsync(
        new CreateDocumentRequest { Title = title, Issuer = "某县委办公室", Level = PolicyLevel.CountyLevel, Kind = "实施方案", IssuedOn = "2020" }, running.Service.As(Importing.Office(county)))).Id;

    async Task<(HttpStatusCode Status, string Answer)> UploadAsync(string document, byte[] content, string name, Caller? caller = null, bool chunked = false, ServiceUnderTest? on = null)
    {
        var service = on ?? running.Service;
        using var request = service.Request(HttpMethod.Post, $"/api/documents/{document}/files?fileName={Uri.EscapeDataString(name)}", caller ?? Importing.Office(county), new ByteArrayContent(content));
        if (chunked) request.Headers.TransferEncodingChunked = true;
        using var answer = await service.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    Task<HttpResponseMessage> DownAsync(string document, string file, Caller caller) => running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/documents/{document}/files/{file}", caller));

    internal static byte[] Docx(params string[] more) => Zip(["[Content_Types].xml", "word/document.xml", .. more]);

    internal static byte[] Zip(params string[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var part in parts)
            {
                using var entry = zip.CreateEntry(part).Open();
                entry.Write("<x/>"u8);
            }
        return stream.ToArray();
    }
}
