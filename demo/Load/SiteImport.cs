namespace CivPractice.Demo.Load;

/// <summary>The office imports its list of divisions and its sites, each as one csv file.</summary>
static class SiteImport
{
    public static async Task RunAsync(GatewayClient door, string county, string folder, CancellationToken cancel)
    {
        await ImportAsync("区划", "divisions", "divisions.csv");
        await ImportAsync("站点", "sites", "sites.csv");

        Task ImportAsync(string kind, string noun, string file) => Progress.StepAsync(county, kind, async progress =>
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path)) throw new WrongInput($"缺少文件 {path}");
            var report = await door.PostCsvAsync<ImportReport>($"{noun}:import", await File.ReadAllBytesAsync(path, cancel), cancel);
            progress.Added = report.Added;
            progress.Known = report.Unchanged;
            if (report.Rejected is { Count: > 0 } rejected)
                throw new WrongInput($"{path} 有 {rejected.Count} 行没有导入:{string.Join(";", rejected.Take(5).Select(cell => $"第 {cell.Row} 行 {cell.Column}:{cell.Reason}"))}");
        });
    }
}
