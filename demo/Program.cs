using CivPractice.Demo;
using CivPractice.Demo.Generate;
using CivPractice.Demo.Load;

const string usage = """
    CivPractice.Demo generate --out DIR [--seed N]
        writes the csv files of Yangquan; the same seed gives the same bytes
    CivPractice.Demo load --gateway URL --from DIR --secrets FILE --accounts-out FILE
        sends them through the gateway; run it again after an interruption, it continues
    """;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };

try
{
    var options = CommandLine.Parse(args);
    switch (options.Command)
    {
        case "generate":
            DataSet.Generate(options.Number("seed", 1)).Write(options.Required("out"));
            return 0;
        case "load":
            await Loader.RunAsync(new LoadOptions(
                new Uri(options.Required("gateway")), options.Required("from"), options.Required("secrets"), options.Required("accounts-out")), stop.Token);
            return 0;
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
