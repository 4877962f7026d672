namespace CivPractice.Demo.Generate;

/// <summary>A sum in parts: whole numbers that give exactly the sum again.</summary>
static class Share
{
    /// <param name="total">The sum.</param>
    /// <param name="weights">How large the parts are to each other; when they sum up to the total, they are the parts.</param>
    /// <param name="least">What each part gets beforehand.</param>
    public static int[] Split(int total, IReadOnlyList<int> weights, int least = 0)
    {
        var rest = (long)total - (long)least * weights.Count;
        if (rest < 0) throw new WrongInput($"{total} 不够分成 {weights.Count} 份、每份至少 {least}");
        var (all, before, given) = (Math.Max(1, weights.Sum(weight => (long)weight)), 0L, 0L);
        var parts = new int[weights.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            before += weights[i];
            var upTo = i == parts.Length - 1 ? rest : rest * before / all;
            parts[i] = (int)(upTo - given) + least;
            given = upTo;
        }
        return parts;
    }

    /// <summary>Parts of a few large ones and many small ones, as life deals them.</summary>
    public static int[] Skewed(Dice dice, int total, int count, int least = 0) =>
        count == 0 ? [] : Split(total, [.. Enumerable.Range(0, count).Select(_ => dice.Skewed())], least);
}
