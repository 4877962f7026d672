using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace CivPractice.Platform.Faults;

/// <summary>Writes a fault as JSON, the same shape for every HTTP endpoint: <c>{code, message, details}</c>.</summary>
public static class HttpFaults
{
    /// <summary>Without these descriptors JSON transcoding answers an empty 500 where a rich status is thrown.</summary>
    public static TypeRegistry Registry { get; } = TypeRegistry.FromFiles(ErrorInfo.Descriptor.File);

    static readonly JsonFormatter json = new(new JsonFormatter.Settings(false, Registry));

    public static int HttpStatus(StatusCode code) => code switch
    {
        StatusCode.OK => 200,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => 400,
        StatusCode.Unauthenticated => 401,
        StatusCode.PermissionDenied => 403,
        StatusCode.NotFound => 404,
        StatusCode.AlreadyExists or StatusCode.Aborted => 409,
        StatusCode.ResourceExhausted => 429,
        StatusCode.Cancelled => 499,
        StatusCode.Unimplemented => 501,
        StatusCode.Unavailable => 503,
        StatusCode.DeadlineExceeded => 504,
        _ => 500,
    };

    public static async Task WriteAsync(HttpContext context, Fault fault, int? status = null)
    {
        if (context.Response.HasStarted) return;
        context.Response.Clear();
        context.Response.StatusCode = status ?? HttpStatus(fault.Code);
        // The rest of such a body is not read: the connection is of no more use, and the client should know.
        if (status == StatusCodes.Status413PayloadTooLarge) context.Response.Headers.Connection = "close";
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(json.Format(fault.ToStatus()), context.RequestAborted);
    }
}
