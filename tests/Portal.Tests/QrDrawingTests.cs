using System.Text.RegularExpressions;
using CivPractice.Portal.Shared;
using Microsoft.AspNetCore.Http;

namespace CivPractice.Portal.Tests;

/// <summary>The QR code of a paper: what a reader looks for is where it must be, and it says the address.</summary>
public sealed partial class QrDrawingTests
{
    const string address = "https://civ.example/c/140322/certificates/verify?number=140322-2026-000001";

    [Fact]
    public void It_has_a_quiet_zone_and_three_finders_of_seven_modules()
    {
        var (size, dark) = Read(address);
        Assert.True(size > 29 && (size - 8 - 17) % 4 == 0);   // versions grow by four modules
        Assert.DoesNotContain(dark, each => each.X < 4 || each.Y < 4 || each.X >= size - 4 || each.Y >= size - 4);
        foreach (var (x, y) in new[] { (4, 4), (size - 11, 4), (4, size - 11) })
            for (var i = 0; i < 49; i++)
            {
                var (dx, dy) = (i % 7, i / 7);
                var ring = Math.Max(Math.Abs(dx - 3), Math.Abs(dy - 3));
                Assert.Equal(ring != 2, dark.Contains((x + dx, y + dy)));
            }
        // Timing between the finders alternates.
        Assert.All(Enumerable.Range(12, size - 24), x => Assert.Equal(x % 2 == 0, dark.Contains((x, 10))));
    }

    [Fact]
    public void The_same_address_is_the_same_drawing_and_another_one_another()
    {
        Assert.Equal(QrDrawing.Of(address), QrDrawing.Of(address));
        Assert.NotEqual(QrDrawing.Of(address).Path, QrDrawing.Of(address + "2").Path);
    }

    [Theory]
    [InlineData("civ.example", "https://civ.example/c/140322/certificates/verify")]
    [InlineData("", "https://portal.internal/c/140322/certificates/verify")]
    public void An_address_on_paper_names_the_place_that_the_browser_knows(string forwarded, string whole)
    {
        var http = new DefaultHttpContext();
        (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("https", new HostString("portal.internal"), "/c/140322/certificates/1");
        if (forwarded.Length > 0) http.Request.Headers["X-Forwarded-Host"] = forwarded;
        var visit = new Visit(new HttpContextAccessor { HttpContext = http }, null!, null!, TimeProvider.System);
        Assert.Equal(whole, visit.Absolute(visit.At("certificates/verify")));
    }

    static (int Size, HashSet<(int X, int Y)> Dark) Read(string text)
    {
        var (size, path) = QrDrawing.Of(text);
        var dark = new HashSet<(int, int)>();
        foreach (Match run in Run().Matches(path))
            for (var i = 0; i < int.Parse(run.Groups[3].Value); i++) dark.Add((int.Parse(run.Groups[1].Value) + i, int.Parse(run.Groups[2].Value)));
        return (size, dark);
    }

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1H\1z")]
    private static partial Regex Run();
}
