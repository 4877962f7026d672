using System.Text;
using CivPractice.Demo.Csv;

namespace CivPractice.Demo.Load;

/// <summary>The office imports its list of divisions and its sites, each as one csv file.</summary>
static class SiteImport
{
    // No site of the demo has closed: its files leave these columns out.
    const string closing = "停用日期,并入站点";

    public static async Task RunAsync(GatewayClient door, string county, string folder, CancellationToken cancel)
    {
        await ImportAsync("区划", "divisions", "divisions.csv");
        await ImportAsync("站点", "sites", "sites.csv");

        Task ImportAsync(string title, string kind, string file) => Progress.StepAsync(county, title, async progress =>
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path)) throw new WrongInput($"缺少文件 {path}");
            var lines = await File.ReadAllLinesAsync(path, cancel);
            if (kind == "sites" && !lines[0].Contains(closing, StringComparison.Ordinal)) lines = [$"{lines[0]},{closing}", .. lines.Skip(1).Where(line => line.Length > 0).Select(line => $"{line},,")];
            var import = await door.PostCsvAsync<Import>($"imports/{kind}?fileName={file}&start=true", Encoding.UTF8.GetBytes(string.Join('\n', lines)), cancel);
            while (import.State is "CHECKING" or "CHECKED" or "RUNNING")
            {
                await Task.Delay(200, cancel);
                import = await door.GetAsync<Import>($"imports/{kind}/{import.Id}", cancel);
            }
            progress.Added = import.Added;
            progress.Known = import.Unchanged;
            if (import.State != "DONE" || import.Rejected > 0)
                throw new WrongInput($"{path} 有 {import.Rejected} 行没有导入:{import.Message}{string.Join(";", (import.Faults ?? []).Take(5).Select(fault => $"第 {fault.Row} 行 {fault.Column}:{fault.Message}"))}");
        });
    }
}
