using System.Diagnostics;
using System.Globalization;

namespace CivPractice.Demo.Load;

/// <summary>Counts what a step did; every step closes with one line on the screen.</summary>
public sealed class Progress
{
    readonly Stopwatch watch = Stopwatch.StartNew();

    public int Added { get; set; }

    /// <summary>Rows that were there already, from an earlier run.</summary>
    public int Known { get; set; }

    public static async Task StepAsync(string where, string kind, Func<Progress, Task> work)
    {
        var progress = new Progress();
        await work(progress);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{where} {kind}:新增 {progress.Added},已有 {progress.Known},{progress.watch.Elapsed.TotalSeconds:0.0} 秒"));
    }
}
