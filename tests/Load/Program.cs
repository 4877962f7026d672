using System.Globalization;
using CivPractice.Load;
using CivPractice.Testing;

Options options;
try { options = Options.Parse(args); }
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

var settings = new Dictionary<string, string> { ["CIV_RATE_LIMIT"] = "off" };
// Perf finds a method by its address: in the map that the runtime writes, and only while code is not mapped twice.
if (options.Profile) (settings["DOTNET_PerfMapEnabled"], settings["DOTNET_EnableWriteXorExecute"]) = ("1", "0");
try
{
    await using var stack = await Stack.StartAsync(settings, options.Data);
    return await RunAsync(stack);
}
catch (Exception unforeseen)
{
    // Caught, so that the stack is stopped before the program ends.
    Console.Error.WriteLine(unforeseen);
    return 1;
}

async Task<int> RunAsync(Stack stack)
{
    var failed = 0;

    if (options.Workloads.Contains("M"))
    {
        // Idle, after the services' first work is over.
        await Task.Delay(TimeSpan.FromSeconds(20));
        foreach (var line in Memory.Lines(stack)) Console.WriteLine(line);
    }

    if (options.Workloads.Contains("W4"))
        foreach (var line in await ImportLoad.LinesAsync(stack, await DemoWorld.LoadAsync(stack))) Console.WriteLine(line);

    var scene = options.Workloads.Any(workload => workload is "W1" or "W2") ? await Scene.MakeAsync(stack) : null;
    if (scene is not null)
    {
        using var floor = await FloorProcess.StartAsync(stack);
        var comparisons = new Dictionary<string, Comparison>
        {
            ["W1"] = new("W1", Product(number => Requests.SignUp(scene, number)), Bare(number => Requests.SignUpFloor(scene, number))),
            ["W2"] = new("W2", Product(number => Requests.List(scene, number)), Bare(number => Requests.ListFloor(scene, number))),
        };
        foreach (var (name, comparison) in comparisons.Where(each => options.Workloads.Contains(each.Key)))
        {
            await Scene.SettleAsync(stack);
            var result = comparison.Run(options.Rounds, options.Round, options.Clients);
            Console.WriteLine(result.Line);
            failed += result.Failed;
            if (options.Profile)
                foreach (var line in await Profile.LinesAsync(name, comparison.Product, options.Clients)) Console.WriteLine(line);
        }

        Side Product(Func<int, byte[]> next) => new(new Uri(stack.Gateway), next,
            [("gateway", stack.Pid("gateway")), ("activity", stack.Pid("activity")), ("postgres", stack.Pid("postgres"))],
            [("broker", stack.Pid("broker")), ("volunteer", stack.Pid("volunteer"))]);

        Side Bare(Func<int, byte[]> next) => new(floor.Address, next, [("floor", floor.Pid), ("postgres", stack.Pid("postgres"))], []);
    }

    if (options.Workloads.Contains("W3"))
    {
        using var floor = await FloorProcess.StartAsync(stack);
        var figures = await FigureScene.MakeAsync(stack, await DemoWorld.LoadAsync(stack));
        var comparison = new Comparison("W3",
            new Side(new Uri(stack.Gateway), _ => Requests.Cockpit(figures), [.. FigureScene.Parts.Select(part => (part, stack.Pid(part))), ("postgres", stack.Pid("postgres"))], []),
            new Side(floor.Address, _ => Requests.CockpitFloor(figures), [("floor", floor.Pid), ("postgres", stack.Pid("postgres"))], []));
        var once = comparison.Run(options.Rounds, options.Round, options.Clients, warming: 5);
        Console.WriteLine(once.Line);
        Console.WriteLine(await figures.ReadLineAsync(stack, 1));
        failed += once.Failed;
        if (options.History is { } years)
        {
            await figures.FillAsync(stack, years);
            var more = comparison.Run(options.Rounds, options.Round, options.Clients);
            Console.WriteLine(more.Line);
            var read = await figures.ReadLineAsync(stack, years);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read} cpu_to_1_year {more.Cost / once.Cost:0.00}"));
            failed += more.Failed;
        }
        if (options.Profile)
            foreach (var line in await Profile.LinesAsync("W3", comparison.Product, options.Clients)) Console.WriteLine(line);
    }

    // A slow product is a figure; a failing one is an error.
    if (failed > 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{failed} requests failed with 5xx"));
    return failed > 0 ? 1 : 0;
}
