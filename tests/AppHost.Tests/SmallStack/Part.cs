using Microsoft.AspNetCore.Builder;

namespace CivPractice.SmallStack;

/// <summary>The part: answers on its port, ends when asked, or dies with last words.</summary>
internal static class Part
{
    public static int Run(string role)
    {
        Console.WriteLine($"{role} {Environment.ProcessId}");
        switch (role)
        {
            case "step": return Environment.GetEnvironmentVariable("ConnectionStrings__owner") is null ? 4 : 0;
            case "die":
                Console.Error.WriteLine("no more strength");
                return 3;
            default:
                Serve();
                return 0;
        }
    }

    // GET /health, and GET /NAME for the environment variable of that name. Kestrel, not HttpListener: that one answers while it is still
    // being made and falls over when a health check comes so early.
    private static void Serve()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/health", () => "ok");
        app.MapGet("/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
        app.Run();
    }
}
