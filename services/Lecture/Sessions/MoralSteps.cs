using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.Sessions;

/// <summary>
/// The steps of a moral lecture (道德讲堂): 唱歌曲, 学模范, 诵经典, 谈感悟, 送吉祥, and 自我反省 where it is done; places have five to eight, some of their own. What was done is
/// told step by step, in the order in which it was done.
/// </summary>
public static class MoralSteps
{
    const int most = 8;

    public static readonly IReadOnlyList<string> Usual = ["自我反省", "唱歌曲", "学模范", "诵经典", "谈感悟", "送吉祥"];

    /// <summary>The steps of a request, each once.</summary>
    internal static string[] Of(Check check, IEnumerable<string> steps)
    {
        string[] done = [.. steps.Select(step => check.Text("steps", "环节", step, 20, least: 2)).Distinct()];
        check.That(done.Length is >= 1 and <= most, "steps", "OUT_OF_RANGE", $"请选择 1 到 {most} 个环节");
        return done;
    }
}
