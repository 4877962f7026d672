using System.Globalization;

namespace CivPractice.Load;

/// <summary>The words after the command.</summary>
sealed record Options(IReadOnlyList<string> Workloads, int Rounds, TimeSpan Round, int Clients, bool Profile, string? Data, int? History)
{
    public const string Usage =
        """
        usage: dotnet run --project tests/Load -c Release -- [W1] [W2] [W3] [W4] [M] [options]
          W1           sign-up through the gateway, beside the floor
          W2           list of 25 activities of a subtree, beside the floor
          W3           cockpit of a county's year, figures of four services, beside the four bare roll-up reads
          W4           import of 161,022 volunteers through the gateway, from csv and xlsx, beside COPY and insert-select
          M            memory of each process of the idle stack
          --rounds N   rounds that count, after one that warms up (default 5)
          --seconds S  length of a round on each side (default 4)
          --clients C  connections, each with one request at once (default 16)
          --history N  W3 once more with N years of history (2 to 100) where it had one, and what is read from the tables then
          --profile    afterwards, where the gateway and the activity service spend their time (needs Linux perf)
          --data DIR   a data folder to keep, instead of one that is deleted at the end
        """;

    static readonly string[] known = ["W1", "W2", "W3", "W4", "M"];

    /// <exception cref="ArgumentException">An unknown word, or a number out of range.</exception>
    internal static Options Parse(string[] args)
    {
        var options = new Options([], 5, TimeSpan.FromSeconds(4), 16, false, null, null);
        var words = new Queue<string>(args);
        while (words.TryDequeue(out var word))
            options = word switch
            {
                "--rounds" => options with { Rounds = Number(1, 100) },
                "--seconds" => options with { Round = TimeSpan.FromSeconds(Number(1, 60)) },
                "--clients" => options with { Clients = Number(1, 256) },
                "--history" => options with { History = Number(2, 100) },
                "--profile" => options with { Profile = true },
                "--data" => options with { Data = Next() },
                _ when known.Contains(word) => options with { Workloads = [.. options.Workloads, word] },
                _ => throw new ArgumentException($"{word} is not known.\n{Usage}"),
            };
        return options.Workloads.Count == 0 ? options with { Workloads = known } : options;

        string Next() => words.TryDequeue(out var value) ? value : throw new ArgumentException($"A value is missing.\n{Usage}");
        int Number(int least, int most) => int.TryParse(Next(), CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw new ArgumentException($"A number is not between {least} and {most}.\n{Usage}");
    }
}
