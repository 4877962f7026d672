using System.Net;
using System.Text;

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

    // GET /health, and GET /NAME for the environment variable of that name.
    private static void Serve()
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add(Environment.GetEnvironmentVariable("ASPNETCORE_URLS") + "/");
        listener.Start();
        while (true)
        {
            var context = listener.GetContext();
            var name = context.Request.Url!.AbsolutePath.TrimStart('/');
            var answer = name == "health" ? "ok" : Environment.GetEnvironmentVariable(name) ?? "";
            context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(answer));
            context.Response.Close();
        }
    }
}
