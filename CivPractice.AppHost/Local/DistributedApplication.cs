using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CivPractice.AppHost.Local;

/// <summary>The page, ready to be run.</summary>
public sealed class DistributedApplication
{
    private readonly IReadOnlyList<Resource> _resources;
    private readonly IReadOnlyList<string> _args;

    private DistributedApplication(IReadOnlyList<Resource> resources, IReadOnlyList<string> args) => (_resources, _args) = (resources, args);

    /// <summary>An empty page.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new Page(args);

    /// <summary>Starts everything, says <c>ready URL</c>, and runs until a signal asks it to stop; the exit code is 0 only if it was ready.</summary>
    public void Run() => System.Environment.ExitCode = RunAsync().GetAwaiter().GetResult();

    private async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            await RunAsync(HostOptions.Parse(_args), stop.Token);
            return 0;
        }
        catch (RefusalException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { return 130; }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private async Task RunAsync(HostOptions options, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var repository = Repository();
        using var folder = DataFolder.Open(options.Data, repository, SystemUser.ForPostgres(), Console.WriteLine);
        Console.WriteLine($"data {folder.Path}");
        Children.SweepOld(folder.Path);
        using var ports = Ports.Claim(folder.Path);
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var stack = new Stack(folder, options, ports, repository, failure.Token);
        try
        {
            var wanted = Wanted(options);
            var secrets = new Secrets(folder.Secrets);
            foreach (var parameter in _resources.OfType<ParameterResource>()) { parameter.Load(secrets); }
            foreach (var project in _resources.OfType<ProjectResource>()) { project.OpenEndpoints(stack); }
            await Dashboard.StartIfAskedAsync(stack);
            await StartAsync(stack, wanted, failure);
            var door = wanted.OfType<ProjectResource>().FirstOrDefault(project => project.IsFrontDoor);
            stack.Tell("gateway", door?.Endpoints[0].Url ?? "");
            stack.Say($"started in {clock.Elapsed.TotalSeconds:0.0} s");
            Console.WriteLine($"ready {door?.Endpoints[0].Url ?? "(no gateway)"}");
            await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            stack.Say("stopping");
            clock.Restart();
        }
        finally
        {
            await failure.CancelAsync();
            await stack.DisposeAsync();
        }
        stack.Say($"stopped in {clock.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>All at once, each behind what it waits for; the first failure ends the start.</summary>
    private static async Task StartAsync(Stack stack, IReadOnlyList<Resource> wanted, CancellationTokenSource failure)
    {
        var starts = wanted.Select(stack.ReadyAsync).ToList();
        while (starts.Count > 0)
        {
            var done = await Task.WhenAny(starts);
            starts.Remove(done);
            if (!done.IsCompletedSuccessfully) { await failure.CancelAsync(); }
            await done;
        }
    }

    private List<Resource> Wanted(HostOptions options)
    {
        var unknown = options.Only.Concat(options.Replicas.Keys).Where(name => _resources.All(resource => resource.Name != name)).ToList();
        return unknown.Count > 0
            ? throw new RefusalException($"the page names no {string.Join(", ", unknown)}")
            : [.. _resources.Where(resource => options.Only.Count == 0 || options.Only.Contains(resource.Name))];
    }

    /// <summary>The folder above the AppHost's, found from where it was built.</summary>
    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) { return folder.FullName; }
        }
        throw new RefusalException("the host runs from its build in the repository");
    }

    private sealed class Page(string[] args) : IDistributedApplicationBuilder
    {
        private readonly List<Resource> _resources = [];

        public IReadOnlyList<Resource> Resources => _resources;

        public IResourceBuilder<T> Add<T>(T resource) where T : Resource
        {
            if (_resources.Any(other => other.Name == resource.Name)) { throw new InvalidOperationException($"the page names {resource.Name} twice"); }
            _resources.Add(resource);
            return new Line<T>(resource, this);
        }

        public DistributedApplication Build() => new(_resources, args);
    }

    private sealed record Line<T>(T Resource, IDistributedApplicationBuilder ApplicationBuilder) : IResourceBuilder<T>;
}
