using System.Globalization;

namespace CivPractice.Load;

/// <summary>The product beside its floor, in alternating rounds on the same machine and database: only their ratio means anything.</summary>
sealed record Comparison(string Name, Side Product, Side Floor)
{
    /// <summary>Runs rounds that warm up and are thrown away, then <paramref name="rounds"/> that count.</summary>
    /// <param name="warming">More than one where a round has so few requests that the runtime has not settled after it.</param>
    /// <returns>The line to print, what a request of the product cost, and how many requests failed with 5xx.</returns>
    internal (string Line, double Cost, int Failed) Run(int rounds, TimeSpan time, int clients, int warming = 1)
    {
        var (product, floor) = (new List<Round>(), new List<Round>());
        for (var round = 1 - warming; round <= rounds; round++)
        {
            // Whoever goes first in one round goes second in the next, so that neither always finds the quieter machine.
            var (first, second) = round % 2 == 0 ? (Product, Floor) : (Floor, Product);
            var (one, other) = (first.Run(clients, time), second.Run(clients, time));
            if (round <= 0) continue;
            product.Add(first == Product ? one : other);
            floor.Add(first == Product ? other : one);
            Console.Error.WriteLine(Text($"{Name} round {round}: {product[^1].Cost / floor[^1].Cost:0.00} product {product[^1].Cost:0} us, floor {floor[^1].Cost:0} us"));
        }

        var split = string.Join(' ', Parts(Product, product).Select(part => Text($"{part.Name}_us {part.Micros:0}")));
        var floorSplit = string.Join(' ', Parts(Floor, floor).Where(part => part.Name != "floor").Select(part => Text($"floor_{part.Name}_us {part.Micros:0}")));
        var failed = product.Sum(round => round.Failed) + floor.Sum(round => round.Failed);
        var refused = product.Sum(round => round.Refused) + floor.Sum(round => round.Refused);
        return (Text($"{Name} ratio {Median(product.Zip(floor, (mine, bare) => mine.Cost / bare.Cost)):0.00} cpu_us {Median(product.Select(round => round.Cost)):0} rps {Median(product.Select(round => round.Rate)):0} p50_ms {Median(product.Select(round => round.P50)):0.0} p99_ms {Median(product.Select(round => round.P99)):0.0} floor_cpu_us {Median(floor.Select(round => round.Cost)):0} floor_rps {Median(floor.Select(round => round.Rate)):0} rounds {rounds} refused {refused} {split} {floorSplit}"), Median(product.Select(round => round.Cost)), failed);
    }

    static IEnumerable<(string Name, double Micros)> Parts(Side side, List<Round> rounds) =>
        side.Counted.Concat(side.Beside).Select((process, i) => (process.Name, Median(rounds.Select(round => round.Micros[i]))));

    static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered.Length % 2 == 1 ? ordered[ordered.Length / 2] : (ordered[ordered.Length / 2 - 1] + ordered[ordered.Length / 2]) / 2;
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
