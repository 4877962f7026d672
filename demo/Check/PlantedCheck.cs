using CivPractice.Demo.Files;
using CivPractice.Demo.Generate;
using CivPractice.Demo.Load;

namespace CivPractice.Demo.Check;

/// <summary>One planted row, and what the platform made of it.</summary>
public sealed record PlantedLine(string Kind, string County, string File, int Row, string Expected, string Found, bool Hit);

/// <summary>Holds what was planted in the files against what the imports found, as each county's office sees it.</summary>
public static class PlantedCheck
{
    static readonly Dictionary<string, string> kinds = new() { ["own-volunteers"] = "volunteers", ["late-sessions"] = "sessions", ["association-activities"] = "activities" };

    /// <exception cref="WrongInput">A file of the folder was not imported.</exception>
    public static async Task<IReadOnlyList<PlantedLine>> RunAsync(GatewayClient door, string from, OperatorSecret secret, CancellationToken cancel)
    {
        var lines = new List<PlantedLine>();
        var offices = Table.Read(from, "accounts.csv").Rows.Where(row => row["角色"] == "center-office").ToDictionary(row => row["范围"], row => row["手机号"]);
        var doors = new Dictionary<string, GatewayClient>();
        foreach (var (county, file, rows) in new ExpectedFindings(Table.Read(from, Planted.FileName)).Files)
        {
            if (!doors.TryGetValue(county, out var office))
                doors[county] = office = door.As((await SignIns.SignInAsync(door, offices[county], secret.PasswordOf(offices[county]), cancel)).AccessToken, county);
            var stem = Path.GetFileNameWithoutExtension(file);
            var imports = $"imports/{kinds.GetValueOrDefault(stem, stem)}";
            var path = Path.Combine(from, county, file);
            var name = FileImport.SentName(path, await File.ReadAllBytesAsync(path, cancel));
            // The first one: whoever sends the same file again is told that all of it is known.
            var sent = (await office.GetAsync<ImportList>(imports, cancel)).Imports.LastOrDefault(job => job.FileName == name && job.State == "DONE") ?? throw new WrongInput($"{path} 还没有导入");
            var job = await office.GetAsync<Import>($"{imports}/{sent.Id}", cancel);
            lines.AddRange(rows.Select(row => Judge(row, job, rows)));
        }
        return lines;
    }

    static PlantedLine Judge(Row planted, Import job, IReadOnlyList<Row> all)
    {
        var (row, expected) = (planted.Number("行"), planted["应得结果"]);
        var faults = (job.Faults ?? []).Where(fault => fault.Row == row).Select(fault => fault.Reason).ToList();
        var remarks = (job.Remarks ?? []).Where(remark => remark.Row == row).Select(remark => remark.Reason).ToList();
        var found = faults.Concat(remarks).Distinct().ToList();
        var hit = expected switch
        {
            Planted.Taken => faults.Count == 0,
            // Of rows that change nothing there is a count only.
            Planted.Unchanged => found.Count == 0 && job.Unchanged >= all.Count(other => other["应得结果"] == Planted.Unchanged),
            _ => found.Contains(expected),
        };
        var shown = found.Count > 0 ? string.Join("、", found) : expected == Planted.Unchanged ? $"本文件有 {job.Unchanged} 行不变" : "收下";
        return new PlantedLine(planted["类型"], planted["县区"], planted["文件"], row, expected, shown, hit);
    }

    public static void Print(IReadOnlyList<PlantedLine> lines, TextWriter to)
    {
        // Hundreds of rows of one kind say no more than their number does; what was missed is shown row by row.
        foreach (var group in lines.GroupBy(line => (line.Kind, line.County, line.File, line.Expected)))
            to.WriteLine($"{group.Key.County}  {group.Key.File}  {group.Key.Kind}  埋下 {group.Count()} 行,应得 {group.Key.Expected},发现 {group.Count(line => line.Hit)} 行");
        foreach (var line in lines.Where(line => !line.Hit)) to.WriteLine($"没有发现:{line.County}/{line.File} 第 {line.Row} 行 {line.Kind},应得 {line.Expected},实得 {line.Found}");
        to.WriteLine($"埋下 {lines.Count} 行,发现 {lines.Count(line => line.Hit)} 行,没有发现 {lines.Count(line => !line.Hit)} 行");
    }
}
