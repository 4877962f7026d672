using System.Diagnostics;
using System.Diagnostics.Metrics;
using CivPractice.Platform.Telemetry;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CivPractice.Platform.Faults;

/// <summary>Lets only named faults cross the wire: what was not foreseen is logged with its trace id and shown as a trouble number.</summary>
public sealed partial class FaultInterceptor(ILogger<FaultInterceptor> log) : Interceptor
{
    static readonly Counter<long> refusals = CivTelemetry.Meter.CreateCounter<long>("civ.refusals", "{refusal}", "Requests refused, by reason");

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception)
        {
            if (exception is RpcException { StatusCode: StatusCode.Cancelled } or OperationCanceledException && context.CancellationToken.IsCancellationRequested) throw;
            var fault = Named(exception, out var passed);
            context.GetHttpContext().Items[typeof(Fault)] = fault;
            throw passed ?? fault!.ToStatus().ToRpcException();
        }
    }

    /// <summary>The fault that an exception stands for; a fault of another service passes as it is.</summary>
    public Fault Named(Exception exception, out RpcException? passed)
    {
        passed = exception as RpcException;
        var fault = Cause(exception) switch
        {
            Fault named => named,
            RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } => Fault.Unavailable(),
            RpcException other => new Fault(other.StatusCode, other.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? "REFUSED", other.Status.Detail),
            DbUpdateConcurrencyException => new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试"),
            PostgresException database => Named(database),
            NpgsqlException or TimeoutException => Fault.Unavailable(),
            // A question that was broken off while the driver prepared it is answered out of turn at its next use (npgsql issue 6391): that connection is given up, the next one is sound.
            Exception { Message: var said } when said.StartsWith("Received unexpected backend message", StringComparison.Ordinal) => Fault.Unavailable(),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Fault.Invalid("body", "BODY_TOO_LARGE", "内容太大"),
            BadHttpRequestException => Fault.Invalid("body", "MALFORMED_BODY", "内容没有传完,或格式不对"),
            _ => null,
        };
        if (fault is null || fault.Code is StatusCode.Internal) LogUnforeseen(exception);
        else if (fault.Code is StatusCode.Unavailable) LogUnavailable(exception.GetBaseException().Message);
        fault ??= Unforeseen();
        refusals.Add(1, new KeyValuePair<string, object?>("reason", fault.Reason));
        if (passed is not null && fault.Reason is "SERVICE_UNAVAILABLE") passed = null;
        return fault;
    }

    Fault? Named(PostgresException database) => database.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => Fault.Duplicate("DUPLICATE", "已经有同样的一条了"),
        PostgresErrorCodes.ExclusionViolation => Fault.Precondition("TIME_TAKEN", "这段时间刚被占用,请刷新后再试"),
        PostgresErrorCodes.InsufficientPrivilege => new Fault(StatusCode.PermissionDenied, "FOREIGN_COUNTY", "不能写入其他县区的内容"),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请再试一次"),
        // A zero character, or half of one: what the database cannot store is no text.
        PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter => Fault.Invalid("text", "CONTROL_CHARACTER", "内容里有不能显示的字符"),
        // Starting, stopping, crashed, out of connections or memory.
        _ when database.IsTransient => Fault.Unavailable(),
        _ => null,
    };

    // EF wraps what the database said, at a save twice.
    static Exception Cause(Exception exception)
    {
        while (exception is DbUpdateException or InvalidOperationException && exception.InnerException is { } inner) exception = inner;
        return exception;
    }

    static Fault Unforeseen() => new(StatusCode.Internal, "INTERNAL", $"系统出错了,请稍后再试。报修时请提供编号 {Activity.Current?.TraceId.ToString() ?? "-"}");

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed in a way that has no name")]
    partial void LogUnforeseen(Exception exception);

    // Every request of an outage comes here: one line each.
    [LoggerMessage(Level = LogLevel.Warning, Message = "A request must wait for what is down: {Why}")]
    partial void LogUnavailable(string why);
}
