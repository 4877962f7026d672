using System.Net;
using CivPractice.Platform.Faults;
using Google.Protobuf;
using Grpc.Core;

namespace CivPractice.Gateway.Routing;

/// <summary>A refusal of the door itself, in the shape that the caller understands: gRPC trailers, a page, or JSON.</summary>
public static class Refusal
{
    public static bool IsGrpc(HttpContext context) =>
        context.Request.ContentType is { } type && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);

    public static Task WriteAsync(HttpContext context, Fault fault, int? status = null)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        if (status == StatusCodes.Status413PayloadTooLarge && HttpProtocol.IsHttp11(context.Request.Protocol)) CloseAfterwards(context);
        if (IsGrpc(context)) return WriteGrpc(context, fault);
        return !IsApi(context.Request.Path) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? WritePageAsync(context, fault, status ?? HttpFaults.HttpStatus(fault.Code))
            : HttpFaults.WriteAsync(context, fault, status);
    }

    public static bool IsApi(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    // Nobody reads the rest of the body, so the connection cannot serve another request.
    static void CloseAfterwards(HttpContext context) => context.Response.OnStarting(static state =>
    {
        ((HttpResponse)state).Headers.Connection = "close";
        return Task.CompletedTask;
    }, context.Response);

    static Task WriteGrpc(HttpContext context, Fault fault)
    {
        context.Response.Clear();
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)fault.Code).ToString();
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(fault.Message);
        context.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(fault.ToStatus().ToByteArray());
        return Task.CompletedTask;
    }

    static Task WritePageAsync(HttpContext context, Fault fault, int status)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>新时代文明实践</title><main><h1>{WebUtility.HtmlEncode(fault.Message)}</h1><p><a href=\"/\">回到首页</a></p></main></html>",
            context.RequestAborted);
    }

    public static Fault NoSuchAddress() => new(StatusCode.NotFound, "NOT_FOUND", "没有这个地址");

    public static Fault NoSuchCounty() => new(StatusCode.NotFound, "COUNTY_UNKNOWN", "没有找到这个县区,或者它还没有开通");

    public static Fault CountyRequired() => new(StatusCode.NotFound, "COUNTY_REQUIRED", "请在地址中写明县区,例如 /api/c/140322/...");

    public static Fault TooLarge(long most) => new(StatusCode.InvalidArgument, "BODY_TOO_LARGE", $"内容太大,最多 {most / 1024 / 1024} MB", [new FieldFault("body", "BODY_TOO_LARGE", $"最多 {most / 1024 / 1024} MB")]);

    public static Fault CrossSite() => new(StatusCode.PermissionDenied, "CROSS_SITE", "请求来自其他网站,已拒绝");
}
