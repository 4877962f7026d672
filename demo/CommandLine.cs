using System.Globalization;

namespace CivPractice.Demo;

/// <summary>What the person at the keyboard or in the file got wrong, in a sentence that says how to mend it.</summary>
public sealed class WrongInput(string message) : Exception(message);

/// <summary>A command and its <c>--name value</c> options.</summary>
public sealed record CommandLine(string Command, IReadOnlyDictionary<string, string> Values)
{
    /// <exception cref="WrongInput">An option without a value, or a word that is not an option.</exception>
    public static CommandLine Parse(string[] args)
    {
        var values = new Dictionary<string, string>();
        for (var i = 1; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) throw new WrongInput($"不认识的参数:{args[i]}");
            if (i + 1 == args.Length) throw new WrongInput($"{args[i]} 后面缺少值");
            values[args[i][2..]] = args[i + 1];
        }
        return new CommandLine(args.Length == 0 ? "" : args[0], values);
    }

    public string Required(string name) =>
        Values.TryGetValue(name, out var value) ? value : throw new WrongInput($"请给出 --{name}");

    public string? Optional(string name) => Values.GetValueOrDefault(name);

    public int Number(string name, int usual, int least = 0, int most = int.MaxValue)
    {
        if (!Values.TryGetValue(name, out var value)) return usual;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw new WrongInput(most == int.MaxValue ? $"--{name} 应是一个整数" : $"--{name} 应是 {least} 到 {most} 的整数");
    }
}
