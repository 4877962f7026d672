using System.Globalization;
using CivPractice.Faults;

// The fault run: everything is killed under load, and nothing that was acknowledged may be lost or done twice.
//   dotnet run --project tests/Faults -c Release -- [--seconds 60] [--clients 16] [--kills 3] [--keep]
var options = new FaultOptions { Say = Console.WriteLine };
var words = new Queue<string>(args);
while (words.TryDequeue(out var word))
    options = word switch
    {
        "--seconds" => options with { Seconds = Number() },
        "--clients" => options with { Clients = Number() },
        "--kills" => options with { Kills = Number() },
        "--keep" => options with { KeepData = true },
        _ => throw new ArgumentException($"Unknown option {word}."),
    };

var report = await FaultRun.RunAsync(options);
Console.WriteLine(report.Table());
Console.WriteLine(report.Verdict());
return report.Holds ? 0 : 1;

int Number() => words.TryDequeue(out var value) && int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number > 0
    ? number : throw new ArgumentException("The option wants a number of 1 or more.");
