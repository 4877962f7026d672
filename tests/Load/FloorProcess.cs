using System.Diagnostics;
using CivPractice.Testing;

namespace CivPractice.Load;

/// <summary>The floor program, running beside the stack on the stack's own PostgreSQL as the services' role.</summary>
sealed class FloorProcess : IDisposable
{
    readonly Process process;

    FloorProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }
    public int Pid => process.Id;

    public static async Task<FloorProcess> StartAsync(Stack stack)
    {
        var assembly = Path.Combine(Repository.Root, "tests", "Load", "Floor", "bin", Repository.Configuration, "net10.0", "CivPractice.Floor.dll");
        var server = new Npgsql.NpgsqlConnectionStringBuilder(stack.Superuser("civ_activity")) { Username = "civ_app", Password = stack.Secret("civ-app-password") };
        var address = new Uri($"http://127.0.0.1:{Ports.Next()}");
        // Run by dotnet itself and not by a shell or setpriv: its process id is the one that is measured.
        var start = new ProcessStartInfo("dotnet", [assembly, $"{address.Port}", server.ConnectionString]);
        start.Environment["DOTNET_gcServer"] = "0";
        var floor = new FloorProcess(Process.Start(start)!, address);
        using var http = new HttpClient { BaseAddress = address };
        for (var until = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(100))
            try
            {
                await http.GetStringAsync("/alive");
                return floor;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < until && !floor.process.HasExited) { }
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
