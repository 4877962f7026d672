using System.Net;
using System.Text;
using CivPractice.Demo.Check;
using CivPractice.Demo.Figures;
using CivPractice.Demo.Files;
using CivPractice.Demo.Generate;
using CivPractice.Demo.Load;

namespace CivPractice.Demo.Tests;

/// <summary>How a file is sent: once, and not before what it leans on has arrived.</summary>
public sealed class ImportTests : IDisposable
{
    const string teams = "/api/c/140322/imports/teams";
    readonly string folder = Directory.CreateTempSubdirectory("civ-demo-").FullName;
    readonly string sent;

    public ImportTests()
    {
        var path = Path.Combine(folder, "teams.csv");
        File.WriteAllText(path, "名称\n一队\n");
        sent = FileImport.SentName(path, File.ReadAllBytes(path));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_file_is_checked_then_started_and_waited_for()
    {
        var gateway = new Gateway(Empty, Job("CHECKING"), Job("CHECKING"), Job("CHECKED"), Job("RUNNING"), Job("RUNNING"), Job("DONE"));
        await ImportAsync(gateway);
        Assert.Equal(["GET", $"POST?fileName={sent}", "GET/1", "GET/1", "POST/1/start", "GET/1", "GET/1"], gateway.Seen(teams));
    }

    [Fact]
    public async Task What_an_earlier_run_imported_is_not_sent_again_and_what_it_sent_is_gone_on_with()
    {
        var done = new Gateway($$"""{"imports":[{{Job("DONE")}}]}""");
        await ImportAsync(done);
        Assert.Equal(["GET"], done.Seen(teams));

        var waiting = new Gateway($$"""{"imports":[{{Job("CHECKED")}}]}""", Job("CHECKED"), Job("RUNNING"), Job("DONE"));
        await ImportAsync(waiting);
        Assert.Equal(["GET", "GET/1", "POST/1/start", "GET/1"], waiting.Seen(teams));
    }

    [Fact]
    public async Task Sites_on_their_way_are_waited_for()
    {
        var gateway = new Gateway(Empty, Job("CHECKING"), Job("CHECKED", Fault(2, "UNKNOWN_SITE")), Job("CANCELLED"), $$"""{"imports":[{{Job("CANCELLED")}}]}""", Job("CHECKING"), Job("CHECKED"), Job("RUNNING"), Job("DONE"));
        await ImportAsync(gateway);
        Assert.Equal(["GET", $"POST?fileName={sent}", "GET/1", "POST/1/cancel", "GET", $"POST?fileName={sent}", "GET/1", "POST/1/start", "GET/1"], gateway.Seen(teams));
    }

    [Fact]
    public async Task Planted_faults_stop_nothing_and_others_everything()
    {
        var planted = new Table("planted.csv", "类型", "县区", "文件", "行", "说明", "应得结果");
        planted.Add("站点不存在", "140322", "teams.csv", 2, "", "UNKNOWN_SITE");
        await ImportAsync(new Gateway(Empty, Job("CHECKING"), Job("CHECKED", Fault(2, "UNKNOWN_SITE")), Job("RUNNING"), Job("DONE", Fault(2, "UNKNOWN_SITE"))), planted);

        var gateway = new Gateway(Empty, Job("CHECKING"), Job("CHECKED", Fault(3, "TOO_LONG")), Job("CANCELLED"));
        var wrong = await Assert.ThrowsAsync<WrongInput>(() => ImportAsync(gateway, planted));
        Assert.Contains("第 3 行 所属站点:不对(TOO_LONG)", wrong.Message);
        Assert.Equal("POST/1/cancel", gateway.Seen(teams)[^1]);
    }

    [Fact]
    public async Task A_file_that_was_lost_on_the_way_is_looked_for_before_it_is_sent_again()
    {
        var gateway = new Gateway(Empty, "503", $$"""{"imports":[{{Job("CHECKING")}}]}""", Job("CHECKED"), Job("RUNNING"), Job("DONE"));
        await ImportAsync(gateway);
        Assert.Equal(["GET", $"POST?fileName={sent}", "GET", "GET/1", "POST/1/start", "GET/1"], gateway.Seen(teams));
    }

    [Fact]
    public async Task Figures_are_held_against_their_targets()
    {
        static string Figure(string indicator, long value, string group = "") => $$"""{"indicator":"{{indicator}}","group":"{{group}}","value":{{value}}}""";
        var gateway = new Gateway([
            $$"""{"figures":[{{Figure("divisions.covered", 5, "Center")}},{{Figure("divisions.covered", 43, "Institute")}},{{Figure("divisions.covered", 745, "Station")}},{{Figure("divisions.due", 5, "Center")}},{{Figure("divisions.due", 43, "Institute")}},{{Figure("divisions.due", 768, "Station")}}],"missing":[]}""",
            $$"""{"figures":[{{Figure("sites.running", 14, "Institute")}},{{Figure("sites.running", 288, "Station")}}]}""",
            $$"""{"figures":[{{Figure("venues.pool", 1388)}},{{Figure("volunteers.registry.city", 161_021)}},{{Figure("hours.registry.minutes", 2_345_694)}}]}""",
            """{"figures":[{"indicator":"lectures.held","group":"","value":"3709"}]}""",
            // The association, the call, the lecturers, honours, bases, and the kinds of teams of five counties.
            .. Enumerable.Repeat("""{"figures":[]}""", 10),
            $$"""{"figures":[{{Figure("neighbourhoods", 8)}},{{Figure("neighbourhoods.residents", 5436)}}]}""",
            $$"""{"figures":[{{Figure("member-units.bound", 22)}},{{Figure("document-tasks", 10)}}]}""",
            $$"""{"figures":[{{Figure("documents", 1, "NationalLevel")}},{{Figure("documents", 3, "MunicipalLevel")}},{{Figure("documents", 5, "CountyLevel")}}]}""",
            """{"pilots":[{"site":"140311","level":"NATIONAL_LEVEL","designatedOn":"2019-10","endedOn":""},{"site":"140303","level":"PROVINCIAL_LEVEL","designatedOn":"2019-11","endedOn":""},{"site":"140302","level":"MUNICIPAL_LEVEL","designatedOn":"2020-05","endedOn":""}]}"""]);
        var lines = (await FigureCheck.RunAsync(gateway.Client("140300"), Targets.Usual, default)).ToDictionary(line => line.Id);
        Assert.Equal(Targets.Ids, lines.Keys);
        Assert.Equal(["F01", "F02", "F03", "F04", "F05", "F07", "F08", "F16", "F23", "F28", "DOC"], lines.Values.Where(line => line.Holds).Select(line => line.Id));
        Assert.Equal(("161022", "161021"), (lines["F15"].Expected, lines["F15"].Got));
        Assert.Equal("97.0% = 745/768", lines["F03"].Got);
        Assert.Contains("from=2021-01-01&to=2021-12-31", gateway.Requests[3]);
    }

    [Fact]
    public async Task What_was_planted_is_held_against_what_was_found()
    {
        using var written = new Written(Written.Small);
        var secrets = Path.Combine(folder, "secrets.json");
        File.WriteAllText(secrets, """{"civ-operator-password":"an operator's password"}""");
        // An import that found everything that was planted in its file, save for one row.
        var planted = Table.Read(written.Folder, Planted.FileName).Rows.ToList();
        var missed = planted.First(row => row["应得结果"] == "TWICE_IN_FILE");
        var gateway = new Gateway(path =>
        {
            if (path.Contains("signIn", StringComparison.Ordinal)) return """{"accessToken":"token","me":{"personId":"1"}}""";
            // /api/c/140322/imports/KIND[/FILE]: the id of a job is the name of its file.
            var parts = path.Split('/');
            var kind = parts[5];
            var files = planted.Where(row => row["县区"] == parts[3]).GroupBy(row => row["文件"])
                .Where(file => Path.GetFileNameWithoutExtension(file.Key) is var stem && (stem == kind || stem == $"own-{kind}" || stem == $"late-{kind}")).ToList();
            if (parts.Length == 6) return $$"""{"imports":[{{string.Join(',', files.Select(file => JobOf(parts[3], file.Key, "")))}}]}""";
            var found = files.Single(file => file.Key == parts[6]).Where(row => row.Line != missed.Line && row["应得结果"] is not (Planted.Taken or Planted.Unchanged));
            return JobOf(parts[3], parts[6], string.Join(',', found.Select(row => Fault(row.Number("行"), row["应得结果"]))));
        });
        var lines = await PlantedCheck.RunAsync(gateway.Client(null), written.Folder, OperatorSecret.Read(secrets), default);
        var miss = Assert.Single(lines, line => !line.Hit);
        Assert.Equal((missed["县区"], missed.Number("行"), "收下"), (miss.County, miss.Row, miss.Found));
        Assert.Equal(planted.Count, lines.Count);

        string JobOf(string county, string file, string faults)
        {
            var path = Path.Combine(written.Folder, county, file);
            return $$"""{"id":"{{file}}","fileName":"{{FileImport.SentName(path, File.ReadAllBytes(path))}}","state":"DONE","unchanged":1000,"faults":[{{faults}}]}""";
        }
    }

    const string Empty = """{"imports":[]}""";
    string Job(string state, params string[] faults) => $$"""{"id":"1","fileName":"{{sent}}","state":"{{state}}","rows":1,"faults":[{{string.Join(',', faults)}}]}""";
    static string Fault(int row, string reason) => $$"""{"row":{{row}},"column":"所属站点","reason":"{{reason}}","message":"不对"}""";

    Task ImportAsync(Gateway gateway, Table? planted = null) =>
        new FileImport(new Office("140322", "盂县", folder, gateway.Client("140322")), new ExpectedFindings(planted ?? new Table("planted.csv", "类型", "县区", "文件", "行", "说明", "应得结果"))).RunAsync("teams", "teams", "队伍", default);

    /// <summary>Answers by path, or with the answers of a list one after the other; a number is a status without a body.</summary>
    sealed class Gateway(Func<string, string> answer) : HttpMessageHandler
    {
        public Gateway(params string[] answers) : this(new Queue<string>(answers)) { }
        Gateway(Queue<string> answers) : this(_ => answers.Dequeue()) { }

        public List<string> Requests { get; } = [];

        public GatewayClient Client(string? county) => new(new HttpClient(this) { BaseAddress = new Uri("http://gateway") }, "token", county);

        /// <summary>Method and what of the path lies behind the beginning.</summary>
        public List<string> Seen(string beginning) => [.. Requests.Select(request => request.Replace($" {beginning}", "", StringComparison.Ordinal))];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
            var text = answer(request.RequestUri.PathAndQuery);
            return Task.FromResult(int.TryParse(text, out var status)
                ? new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("") }
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") });
        }
    }
}
