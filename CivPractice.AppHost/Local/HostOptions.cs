using System.Globalization;

namespace CivPractice.AppHost.Local;

/// <summary>The words after the command.</summary>
internal sealed record HostOptions
{
    public const string Usage =
        """
        usage: CivPractice.AppHost [options]
          --data DIR          where everything is kept (default: .run in the repository)
          --port N            the gateway's port; 0 takes a free one (default: 8080, or a free one if that is taken)
          --replicas NAME=N   several processes of one service; may be repeated
          --only NAME,NAME    these parts and what they wait for, instead of all
          --dashboard         collects traces in the Aspire dashboard (its npm package)
        """;

    public string? Data { get; private init; }
    public int? Port { get; private init; }
    public bool Dashboard { get; private init; }
    public IReadOnlySet<string> Only { get; private init; } = new HashSet<string>();
    public IReadOnlyDictionary<string, int> Replicas { get; private init; } = new Dictionary<string, int>();

    public static HostOptions Parse(IReadOnlyList<string> args)
    {
        var options = new HostOptions();
        var words = new Queue<string>(args.SelectMany(arg => arg.StartsWith("--", StringComparison.Ordinal) ? arg.Split('=', 2) : [arg]));
        while (words.TryDequeue(out var word))
        {
            options = word switch
            {
                "--data" => options with { Data = Next() },
                "--port" => options with { Port = Number(Next(), 0, 65535) },
                "--replicas" => options with { Replicas = options.Replicas.Append(Replica(Next())).ToDictionary() },
                "--only" => options with { Only = options.Only.Concat(Next().Split(',')).ToHashSet() },
                "--dashboard" => options with { Dashboard = true },
                _ => throw new RefusalException($"unknown option {word}\n{Usage}"),
            };

            string Next() => words.TryDequeue(out var value) ? value : throw new RefusalException($"{word} wants a value\n{Usage}");
        }
        return options;
    }

    private static KeyValuePair<string, int> Replica(string text) =>
        text.Split('=') is [var name, var count] ? new(name, Number(count, 1, 16)) : throw new RefusalException($"--replicas wants NAME=N, not {text}");

    private static int Number(string text, int least, int most) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new RefusalException($"{text} is not a number from {least} to {most}");
}
