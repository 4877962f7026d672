using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CivPractice.Testing;
using Npgsql;

namespace CivPractice.EndToEnd.Tests;

/// <summary>Files at the front door: what kills the machine in the middle, and what was never a list of anything.</summary>
public sealed class ImportTests(Practice practice)
{
    const string headings = "姓名,身份证号,手机号,站点代码", county = "140398";

    // On a stack of its own: a database that was killed costs everybody a moment.
    [Fact]
    public async Task An_import_that_is_killed_in_the_middle_goes_on_and_takes_no_row_twice()
    {
        const int rows = 64_000;
        await using var stack = await Stack.StartAsync();
        var office = await OfficeOfItsOwnAsync(stack);
        var file = new StringBuilder($"{headings}\n");
        for (var i = 0; i < rows; i++)
            file.Append(CultureInfo.InvariantCulture, $"杀不掉{i:00000},{Identity(i)},1001{i:0000000},{county}\n");
        var id = (await office.PostFileAsync("/imports/volunteers?fileName=big.csv&start=true", new StringContent(file.ToString())))["id"]!.GetValue<string>();

        await UntilAsync(office, id, job => State(job) == "RUNNING" && Read(job) >= 8_000);
        await KillAsync(stack, "volunteer");
        await UntilAsync(office, id, job => State(job) == "RUNNING" && Read(job) >= 32_000 || State(job) == "DONE");
        await KillAsync(stack, "postgres");
        var done = await UntilAsync(office, id, job => State(job) is "DONE" or "FAILED");

        Assert.Equal(("DONE", rows, 0, 0), (State(done), done["added"]!.GetValue<int>(), done["unchanged"]!.GetValue<int>(), done["rejected"]!.GetValue<int>()));
        Assert.Equal((rows, rows, rows, rows), await PeopleAsync(stack));
    }

    static async Task<User> OfficeOfItsOwnAsync(Stack stack)
    {
        var opened = await Commands.CountyAsync(stack, "open", county, "测试县", "--office-name", "测试办公室", "--office-phone", "10098900001");
        var office = await new DemoWorld(stack.Gateway, []).SignInWithAsync("10098900001", Commands.PasswordIn(opened), county);
        await office.ImportAsync("divisions", $"代码,名称,应建层级\n{county},测试县,中心\n");
        await office.ImportAsync("sites", $"代码,名称,层级,挂牌日期\n{county},测试县新时代文明实践中心,中心,2020-05-01\n");
        await Eventually.TrueAsync(async () => await AskAsync<long>(stack, "select count(*) from known_site") == 1 ? null : "Volunteer does not know the site.");
        return office;
    }

    public static TheoryData<string, string, Func<byte[]>> NoLists() => new()
    {
        { "a picture", "UNKNOWN_FORMAT", () => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. new byte[2000]] },
        { "an encrypted workbook", "ENCRYPTED_FILE", Encrypted },
        { "a zip bomb", "ZIP_BOMB", Bomb },
        { "a broken workbook", "BROKEN_FILE", () => [.. Bomb()[..2000]] },
        { "ten million columns", "TOO_MANY_COLUMNS", () => Encoding.UTF8.GetBytes(new string(',', 10_000_000)) },
        { "wrong headings", "WRONG_HEADINGS", () => Encoding.UTF8.GetBytes("名字,电话\n甲,1\n") },
        { "nothing", "EMPTY_FILE", () => [] },
    };

    [Theory]
    [MemberData(nameof(NoLists))]
    public async Task What_is_no_list_is_refused_by_name_and_the_service_goes_on(string what, string reason, Func<byte[]> make)
    {
        var office = await practice.SignInAsync("center-office", "平定县", Practice.OtherCounty);
        using var answer = await office.Http.PostAsync(office.Path("/imports/volunteers?fileName=x"), new ByteArrayContent(make()));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 400 && User.Reason(text) == reason, $"{what}: {(int)answer.StatusCode} {text}");
        Assert.Contains(JsonNode.Parse(text)!["message"]!.GetValue<string>(), c => c >= 0x4e00 && c <= 0x9fff);
        Assert.NotNull((await office.GetAsync("/imports/volunteers"))["imports"]);
    }

    [Fact]
    public async Task Two_gigabytes_are_refused_at_the_door_before_they_are_sent()
    {
        var office = await practice.SignInAsync("center-office", "平定县", Practice.OtherCounty);
        var gateway = new Uri(practice.Stack.Gateway);
        using var line = new TcpClient();
        await line.ConnectAsync(gateway.Host, gateway.Port);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {office.Path("/imports/volunteers")} HTTP/1.1\r\nHost: {gateway.Authority}\r\nAuthorization: {office.Http.DefaultRequestHeaders.Authorization}\r\nContent-Length: {2L * 1024 * 1024 * 1024}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("TOO_LARGE", answer, StringComparison.Ordinal);
    }

    // Nobody's: of the address code 999999, 900 a day.
    static string Identity(int i) => DateOnly.FromDayNumber(new DateOnly(1950, 1, 1).DayNumber + i / 900) is var day ? TestIdentity.Number(day.Year, day.Month, day.Day, i % 900) : "";

    static string State(JsonNode job) => job["state"]!.GetValue<string>();
    static int Read(JsonNode job) => job["read"]!.GetValue<int>();

    static async Task<JsonNode> UntilAsync(User office, string id, Func<JsonNode, bool> there)
    {
        JsonNode? last = null;
        for (var until = DateTime.UtcNow.AddSeconds(120); DateTime.UtcNow < until; await Task.Delay(20))
            // While a part is down the door says so, and the next question is answered.
            try { if (there(last = await office.GetAsync($"/imports/volunteers/{id}"))) return last; }
            catch (UnexpectedAnswer answer) when (answer.Status is 502 or 503 or 504) { }
        throw new InvalidOperationException($"The import did not get there: {last}");
    }

    static async Task KillAsync(Stack stack, string part)
    {
        var pid = stack.Pid(part);
        using var kill = Process.Start("kill", ["-KILL", $"{pid}"]);
        await kill.WaitForExitAsync();
        await Eventually.TrueAsync(() => Task.FromResult(stack.Pid(part) == pid ? $"{part} was not started again." : null));
    }

    static async Task<(int Rows, int Persons, int Numbers, int Figure)> PeopleAsync(Stack stack)
    {
        var counted = await AskAsync<int[]>(stack, "select array[count(*), count(distinct person_id), count(distinct number), (select sum(n) from tally_entry where measure = 'volunteers.registered')]::int[] from volunteer_profile");
        return (counted[0], counted[1], counted[2], counted[3]);
    }

    static async Task<T> AskAsync<T>(Stack stack, string sql)
    {
        await using var source = NpgsqlDataSource.Create(stack.Superuser("civ_volunteer"));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    // What Excel makes of a workbook with a password: a compound file that holds an encrypted package.
    static byte[] Encrypted()
    {
        var file = new byte[4096];
        byte[] head = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        head.CopyTo(file, 0);
        Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(file, 1024);
        return file;
    }

    static byte[] Bomb()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Part("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open();
            var blank = new byte[1024 * 1024];
            Array.Fill(blank, (byte)' ');
            for (var i = 0; i < 600; i++) sheet.Write(blank);

            void Part(string name, string content)
            {
                using var text = new StreamWriter(zip.CreateEntry(name).Open());
                text.Write(content);
            }
        }
        return file.ToArray();
    }
}
