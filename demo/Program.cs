using CivPractice.Demo;
using CivPractice.Demo.Check;
using CivPractice.Demo.Figures;
using CivPractice.Demo.Generate;
using CivPractice.Demo.Load;

const string usage = """
    CivPractice.Demo generate --out DIR [--seed N] [--scale N] [--figures FILE]
        writes the import files of Yangquan; the same seed gives the same bytes. --scale 10 gives ten times the history around the
        year that the figures tell of; --figures, csv or json, gives other figures than those of figures.csv
    CivPractice.Demo load --gateway URL --from DIR --secrets FILE --accounts-out FILE
        sends them through the gateway; run it again after an interruption, it continues
    CivPractice.Demo figures --gateway URL (--accounts FILE | --phone N --password P) [--figures FILE]
        asks for the figures as the city coordinator and holds them against their targets; 1 when one does not hold
    CivPractice.Demo planted --gateway URL --from DIR --secrets FILE
        holds the mess that was planted in the files against what the imports found; 1 when something was missed
    """;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };

try
{
    var options = CommandLine.Parse(args);
    switch (options.Command)
    {
        case "generate":
            DataSet.Generate(options.Required("out"), options.Number("seed", 1), options.Number("scale", 1, least: 1, most: 1000), Targets.Read(options.Optional("figures")), county => Console.WriteLine($"{county} 已生成"));
            return 0;
        case "load":
            await Loader.RunAsync(new LoadOptions(
                new Uri(options.Required("gateway")), options.Required("from"), options.Required("secrets"), options.Required("accounts-out")), stop.Token);
            return 0;
        case "figures":
            return await FiguresAsync(options);
        case "planted":
            return await PlantedAsync(options);
        default:
            Console.Error.WriteLine(usage);
            return 1;
    }
}
catch (Exception exception) when (exception is WrongInput or Refusal or HttpRequestException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("已中断;再次运行会从断开的地方继续");
    return 1;
}

async Task<int> FiguresAsync(CommandLine options)
{
    using var http = new HttpClient { BaseAddress = new Uri(options.Required("gateway")) };
    var (phone, password) = options.Optional("accounts") is { } accounts ? FigureCheck.Coordinator(accounts) : (options.Required("phone"), options.Required("password"));
    var targets = Targets.Read(options.Optional("figures"));
    var door = new GatewayClient(http);
    var city = door.As((await SignIns.SignInAsync(door, phone, password, stop.Token)).AccessToken, Yangquan.City);
    var lines = await FigureCheck.RunAsync(city, targets, stop.Token);
    FigureCheck.Print(lines, Console.Out);
    return lines.All(line => line.Holds) ? 0 : 1;
}

async Task<int> PlantedAsync(CommandLine options)
{
    using var http = new HttpClient { BaseAddress = new Uri(options.Required("gateway")) };
    var lines = await PlantedCheck.RunAsync(new GatewayClient(http), options.Required("from"), OperatorSecret.Read(options.Required("secrets")), stop.Token);
    PlantedCheck.Print(lines, Console.Out);
    return lines.All(line => line.Hit) ? 0 : 1;
}
