using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CivPractice.Faults.Tests;

/// <summary>What a killed database makes of a request, however EF wraps it: "try again", never an error without a name.</summary>
public sealed class NamedFaultTests
{
    static readonly FaultInterceptor faults = new(NullLogger<FaultInterceptor>.Instance);

    public static TheoryData<Exception, StatusCode> Wrapped() => new()
    {
        { new NpgsqlException("broken"), StatusCode.Unavailable },
        { new DbUpdateException("save", new NpgsqlException("broken")), StatusCode.Unavailable },
        { new InvalidOperationException("transient", new DbUpdateException("save", new NpgsqlException("broken"))), StatusCode.Unavailable },
        { new InvalidOperationException("transient", Said(PostgresErrorCodes.CannotConnectNow)), StatusCode.Unavailable },
        { Said(PostgresErrorCodes.AdminShutdown), StatusCode.Unavailable },
        { Said(PostgresErrorCodes.TooManyConnections), StatusCode.Unavailable },
        { new InvalidOperationException("transient", new DbUpdateException("save", Said(PostgresErrorCodes.DeadlockDetected))), StatusCode.Aborted },
        { new Exception("Received unexpected backend message DataRow. Please file a bug."), StatusCode.Unavailable },
        { new DbUpdateConcurrencyException("meanwhile"), StatusCode.Aborted },
        { new DbUpdateException("save", Said(PostgresErrorCodes.UniqueViolation)), StatusCode.AlreadyExists },
        { new InvalidOperationException("ours"), StatusCode.Internal },
        { Said(PostgresErrorCodes.SyntaxError), StatusCode.Internal },
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void What_the_database_says_keeps_its_name(Exception exception, StatusCode code) => Assert.Equal(code, faults.Named(exception, out _).Code);

    static PostgresException Said(string state) => new("said", "ERROR", "ERROR", state);
}
