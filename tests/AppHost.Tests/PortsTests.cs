using System.Net;
using System.Net.Sockets;
using CivPractice.AppHost.Local;

namespace CivPractice.AppHost.Tests;

public sealed class PortsTests
{
    private readonly string _folder = $"/nowhere/{Guid.NewGuid()}";

    [Fact]
    public void The_same_folder_gets_the_same_ports_again()
    {
        int first, again;
        using (var ports = Ports.Claim(_folder)) { first = ports.Next(); }
        using (var ports = Ports.Claim(_folder)) { again = ports.Next(); }
        Assert.Equal(first, again);
    }

    [Fact]
    public void Two_stacks_never_share_a_port()
    {
        using var one = Ports.Claim(_folder);
        using var other = Ports.Claim(_folder);
        var mine = Enumerable.Range(0, 40).Select(_ => one.Next()).ToHashSet();
        var theirs = Enumerable.Range(0, 40).Select(_ => other.Next()).ToHashSet();
        Assert.Equal(40, mine.Count);
        Assert.Empty(mine.Intersect(theirs));
    }

    [Fact]
    public void Ports_lie_below_those_of_outgoing_connections_and_taken_ones_are_passed_over()
    {
        using var ports = Ports.Claim(_folder);
        var port = ports.Next();
        Assert.InRange(port, 20_000, 32_767);
        using var somebody = new TcpListener(IPAddress.Loopback, port + 1);
        somebody.Start();
        Assert.NotEqual(port + 1, ports.Next());
    }
}
