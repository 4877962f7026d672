using System.Globalization;
using System.Text;
using CivPractice.Lecture.Exports;
using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Imports;
using CivPractice.Testing;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Tests.Exports;

/// <summary>Lists go out as files: whole, harmless, only what the caller may see, and able to come back in.</summary>
public sealed class LectureExportTests(LectureRunning running)
{
    async Task<(Desk Desk, LecturerTeam Here, LecturerTeam There)> CountyAsync(string county)
    {
        foreach (var site in new[] { county, $"{county}001001", $"{county}001002" }) await running.Service.DeliverAsync(new SiteChanged(county, site, "测试站", 3, "", 1));
        var desk = new Desk(running, county);
        async Task<LecturerTeam> TeamAsync(string name, string site, Level level) => await running.Teams.CreateLecturerTeamAsync(new() { Name = name, Level = level, Site = site, RedGroup = true }, running.Service.As(desk.Office));
        return (desk, await TeamAsync("=cmd|'/c calc'!A1", $"{county}001001", Level.Village), await TeamAsync("宣讲,\"二\"队", $"{county}001002", Level.TownshipLevel));
    }

    async Task SessionAsync(Desk desk, LecturerTeam team, Lecturer? lecturer, string day, int audience)
    {
        var session = await running.Sessions.CreateSessionAsync(LectureRunning.Form(team, lecturer, startsAt: DateTimeOffset.Parse($"{day}T09:00+08:00", CultureInfo.InvariantCulture)), running.Service.As(desk.Office));
        await running.Sessions.HoldSessionAsync(new() { Id = session.Id, Audience = audience, CountMethod = CountMethod.HeadCount }, running.Service.As(desk.Office));
    }

    [Fact]
    public async Task What_reads_like_a_formula_comes_out_as_text()
    {
        var (desk, here, _) = await CountyAsync("140341");
        var csv = await desk.LinesAsync("lecturer-teams");
        Assert.Equal("名称,级别,站点,红色讲师团,宣讲员人数,宣讲员条件,定期宣讲,定期宣讲题目,定期宣讲地点,定期宣讲主题,定期宣讲方法,定期宣讲形式,定期宣讲六进,解散日期,解散原因", csv[0]);
        Assert.Equal(["'=cmd|'/c calc'!A1,村,140341001001,是,0,,,,,,,,,,", "\"宣讲,\"\"二\"\"队\",乡镇,140341001002,是,0,,,,,,,,,,"], csv.Skip(1));

        using var xlsx = new MemoryStream(await desk.ExportAsync("lecturer-teams", "?format=xlsx"));
        using var zip = new System.IO.Compression.ZipArchive(xlsx, System.IO.Compression.ZipArchiveMode.Read, leaveOpen: true);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.DoesNotContain("<f>", await sheet.ReadToEndAsync(), StringComparison.Ordinal);
        // Reading takes the guard off again.
        using var back = Sheet.Open(xlsx, ["名称"]);
        Assert.Equal(here.Name, back.Rows().First().Cells[0]);
    }

    [Fact]
    public async Task Filters_are_the_lists_and_one_that_is_misspelt_exports_nothing()
    {
        var (desk, here, there) = await CountyAsync("140342");
        var lecturer = await running.Teams.AddLecturerAsync(new() { TeamId = here.Id, Name = "测试甲", Field = "党史" }, running.Service.As(desk.Office));
        await SessionAsync(desk, here, lecturer, "2024-03-01", 7);
        await SessionAsync(desk, there, null, "2024-05-01", 8);
        Assert.Equal(["原编号,题目,主题,站点,队伍,队伍站点,讲师,级别,渠道,方法,形式,六进,开始时间,分钟,听众,计数方式,状态,取消原因,听众类别,地点,任务领域,目的", ",高龄补贴政策,,140342001001,'=cmd|'/c calc'!A1,140342001001,测试甲,村,上门宣传,实例讲解,宣讲会,农村,2024-03-01 09:00,60,7,清点,已宣讲,,,,,"],
            await desk.LinesAsync("sessions", "?from=2024-03-01&to=2024-03-01&status=HELD"));
        Assert.Equal(3, (await desk.LinesAsync("sessions")).Length);
        Assert.Single(await desk.LinesAsync("sessions", "?status=PLANNED"));
        Assert.StartsWith("\"宣讲,", Assert.Single((await desk.LinesAsync("lecturer-teams", "?level=TOWNSHIP_LEVEL")).Skip(1)), StringComparison.Ordinal);
        Assert.Equal(["队伍,队伍站点,姓名,专长,职务,方言,身份,本社区工作或居住,理论和实践,示范宣讲员,称号,团长,擅长主题", "'=cmd|'/c calc'!A1,140342001001,测试甲,党史,,,,否,,否,,否,"], await desk.LinesAsync("lecturers", "?level=VILLAGE"));

        foreach (var (query, reason) in new[] { ("?stauts=HELD", "UNKNOWN_FILTER"), ("?pageSize=5", "UNKNOWN_FILTER"), ("?status=HOLD", "UNKNOWN_VALUE"), ("?from=2024", "INVALID_DATE"), ("?from=2024-02-01&to=2024-01-01", "PERIOD_REVERSED"), ("?format=pdf", "UNKNOWN_FORMAT"), ("?prefix=%27", "INVALID_CODE") })
            Assert.Equal(reason, await desk.RefusedAsync($"/api/exports/sessions{query}", desk.Office));
    }

    [Fact]
    public async Task Rows_of_a_moment_go_out_as_they_stood_then()
    {
        var (desk, here, _) = await CountyAsync("140347");
        var by = running.Service.As(desk.Office);
        var lecturer = await running.Teams.AddLecturerAsync(new() { TeamId = here.Id, Name = "测试甲" }, by);
        await SessionAsync(desk, here, null, "2024-03-01", 35);
        await SessionAsync(desk, here, null, "2024-03-02", 40);
        var then = Uri.EscapeDataString(DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        await Task.Delay(20);
        var sessions = (await running.Sessions.ListSessionsAsync(new() { Prefix = "140347" }, by)).Sessions;
        await running.Sessions.VoidSessionAsync(new() { Id = sessions[0].Id, Reason = "登记了两遍" }, by);
        await running.Sessions.CorrectAudienceAsync(new() { Id = sessions[1].Id, Audience = 30, CountMethod = CountMethod.HeadCount, Reason = "数错了" }, by);
        await running.Teams.RemoveLecturerAsync(new() { TeamId = here.Id, Id = lecturer.Id, LeftOn = "2024-06-01", Reason = "搬走了" }, by);

        async Task<string[]> SaidAsync(string query) => [.. (await desk.LinesAsync("sessions", query)).Skip(1).Select(line => line.Split(',')).Select(cells => $"{cells[12]} {cells[14]} {cells[16]}")];
        Assert.Equal(["2024-03-02 09:00 40 已宣讲", "2024-03-01 09:00 35 已宣讲"], await SaidAsync($"?status=HELD&recordedUntil={then}"));
        Assert.Equal(["2024-03-01 09:00 30 已宣讲"], await SaidAsync("?status=HELD"));
        async Task<string> LecturersAsync(string query) => (await desk.LinesAsync("lecturer-teams", query)).Single(line => line.Contains("140347001001", StringComparison.Ordinal)).Split(',')[^11];
        Assert.Equal(("1", "0"), (await LecturersAsync($"?recordedUntil={then}"), await LecturersAsync("")));
    }

    [Fact]
    public async Task Everybody_exports_only_what_lies_under_their_sites_and_each_export_is_written_down()
    {
        const string county = "140343";
        var (desk, _, _) = await CountyAsync(county);
        var clerk = LectureRunning.Clerk(county, county + "001001");
        Assert.Equal(2, (await desk.LinesAsync("lecturer-teams", by: clerk)).Length);
        Assert.Single(await desk.LinesAsync("lecturer-teams", $"?prefix={county}001002", clerk));
        Assert.Equal(3, (await desk.LinesAsync("lecturer-teams", "?prefix=1403", Callers.Coordinator() with { County = county, PersonalCounty = "", Counties = [Callers.City, county, Callers.A] })).Length);
        Assert.Equal("SIGN_IN_REQUIRED", await desk.RefusedAsync("/api/exports/lecturer-teams", Callers.Visitor(county)));
        Assert.Equal("PERMISSION_DENIED", await desk.RefusedAsync("/api/exports/lecturer-teams", Callers.Person(Guid.CreateVersion7(), county)));
        Assert.Equal("PERMISSION_DENIED", await desk.RefusedAsync("/api/exports/lecturer-teams", Callers.Staff(Role.TeamLeader, county: county)));
        // Another county's office finds its own, whatever it asks for.
        var neighbour = Encoding.UTF8.GetString(await new Desk(running, Callers.B).ExportAsync("lecturer-teams", $"?prefix={county}"));
        Assert.DoesNotContain(county, neighbour, StringComparison.Ordinal);

        Assert.Equal(3L, await desk.AskAsync<long>($"select count(*) from audit_entry where county = '{county}' and action = 'lecturer-teams.export'"));
        Assert.Equal($"csv {{ \"prefix\": \"{county}001002\" }}", await desk.AskAsync<string>($"select subject from audit_entry where county = '{county}' and person = '{clerk.Person}' and subject like '%prefix%'"));
    }

    [Fact]
    public async Task What_was_exported_comes_back_in_and_changes_nothing()
    {
        var (desk, here, _) = await CountyAsync("140344");
        await running.Teams.AddLecturerAsync(new() { TeamId = here.Id, Name = "测试甲", Dialect = "盂县话" }, running.Service.As(desk.Office));
        Assert.Equal(2, (await desk.ImportAsync("sessions", """
            原编号,题目,主题,站点,队伍,队伍站点,讲师,级别,渠道,方法,形式,六进,开始时间,分钟,听众,计数方式
            -1+1,高龄补贴政策,,140344001001,'=cmd|'/c calc'!A1,140344001001,测试甲,村,宣讲会,,,,2021-03-05 09:30,60,40,清点
            2,大喇叭,,140344001001,'=cmd|'/c calc'!A1,140344001001,,村,大喇叭,,,,2021-03-06 09:30,60,400,估算
            """)).Added);
        var figures = await desk.FiguresAsync();
        foreach (var format in new[] { "csv", "xlsx" })
            foreach (var (list, rows) in new[] { ("lecturer-teams", 2), ("lecturers", 1), ("sessions", 2) })
            {
                var job = await desk.ImportAsync(list, await desk.ExportAsync(list, $"?format={format}"));
                Assert.Empty(job.Faults!);
                Assert.Equal((0, 0, rows), (job.Added, job.Completed, job.Unchanged));
            }
        Assert.Equal(figures, await desk.FiguresAsync());
        Assert.Equal(1, await desk.AskAsync<int>($"select sum(lecturers)::int from lecturer_team where county = '140344'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Thirty_thousand_rows_go_through_memory_that_does_not_grow(bool xlsx)
    {
        const int rows = 30_000;
        var county = xlsx ? "140345" : "140346";
        var (desk, here, _) = await CountyAsync(county);
        await using (var fill = running.Service.Superuser.CreateCommand(
            $"""
            insert into lecture_session (county, id, title, topic, site, place, audience_kind, team_id, level, channel, method, form, place_kind, starts_at, duration_minutes, status, audience, count_method, reason, version,
                planned_ahead, course_version, by_leading, corrected, moral_steps, model_person, deed)
            select '{county}', gen_random_uuid(), '宣讲' || n, repeat('政策', 25), '{county}001001', '', '', '{here.Id}', 4, 7, '', '', '', timestamptz '2021-01-01' + n % 1000 * interval '1 day', 60, 2, 40, 1, '', 1, false, 0, false, false, array[]::text[], '', '' from generate_series(1, {rows}) n
            """)) await fill.ExecuteNonQueryAsync();

        var options = new DbContextOptionsBuilder<LectureDb>().UseNpgsql(running.Service.App).AddInterceptors(new CountySetting()).Options;
        await using var db = new LectureDb(options, new CallerScope { Caller = desk.Office }, TimeProvider.System);
        var export = new SessionExport();
        await using var meter = new Meter();
        var all = Seen(export.ReadAsync(db, new ListSessionsRequest(), [county], default), meter);
        if (xlsx) await SheetWriter.WriteXlsxAsync(meter, export.Headings, all, default);
        else await SheetWriter.WriteCsvAsync(meter, export.Headings, all, default);

        Assert.Equal(rows, meter.Rows);
        // What was read ahead of what was sent is never more than a batch, and what is kept alive does not grow with the rows behind: all of them would be some 40 MB.
        Assert.InRange(meter.Alive.Max() - meter.Alive[0], long.MinValue, 12_000_000);
        Assert.True(meter.Alive.Count >= 10 && meter.SentAt(rows / 2) > meter.Length / 4, $"{meter.Length} bytes, {meter.SentAt(rows / 2)} of them at the middle");

        // And by the endpoint all of them arrive.
        if (!xlsx) Assert.Equal(rows + 1, (await desk.LinesAsync("sessions")).Length);
    }

    static async IAsyncEnumerable<IReadOnlyList<string>> Seen(IAsyncEnumerable<IReadOnlyList<string>> rows, Meter meter)
    {
        await foreach (var row in rows)
        {
            meter.Saw();
            yield return row;
        }
    }

    /// <summary>Throws away what is written, and measures at every three thousandth row what is alive and what was sent.</summary>
    sealed class Meter : Stream
    {
        const int every = 3_000;

        readonly List<long> sent = [];
        long length;

        public int Rows { get; private set; }
        public List<long> Alive { get; } = [];

        public void Saw()
        {
            if (Rows++ % every != 0) return;
            Alive.Add(GC.GetTotalMemory(forceFullCollection: true));
            sent.Add(length);
        }

        public long SentAt(int row) => sent[row / every];

        public override void Write(byte[] buffer, int offset, int count) => length += count;
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            length += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override void Flush() { }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => length;
        public override long Position { get => length; set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
