using CivPractice.Platform.Faults;
using Google.Rpc;
using Grpc.Core;

namespace CivPractice.Portal.Shared;

/// <summary>What a service refused, for people: the one place where an exception of a call becomes words.</summary>
public sealed record Refusal(StatusCode Code, string Reason, string Message, IReadOnlyList<FieldFault> Fields)
{
    /// <summary>Signing in would help. A wrong password is UNAUTHENTICATED too, but belongs beside its field.</summary>
    public bool NeedsSignIn => Code == StatusCode.Unauthenticated && (Reason.Length == 0 || Reason == "SIGN_IN_REQUIRED");

    public bool IsUnavailable => Code is StatusCode.Unavailable or StatusCode.DeadlineExceeded;
    public int HttpStatus => HttpFaults.HttpStatus(Code);

    /// <summary>Null for an exception that is no refusal: a mistake of ours, which must not pass for one.</summary>
    public static Refusal? Of(Exception exception) => exception switch
    {
        Fault fault => new Refusal(fault.Code, fault.Reason, fault.Message, fault.Fields),
        RpcException rpc => Of(rpc),
        _ => null,
    };

    public string? FieldSentence(string field) => Fields.FirstOrDefault(fault => fault.Field == field)?.Description;

    static Refusal Of(RpcException exception)
    {
        var status = exception.GetRpcStatus();
        var reason = status?.GetDetail<ErrorInfo>()?.Reason ?? "";
        var fields = status?.GetDetail<BadRequest>()?.FieldViolations.Select(one => new FieldFault(one.Field, one.Reason, one.Description)).ToList() ?? [];
        return new Refusal(exception.StatusCode, reason, Sentence(exception.StatusCode, status?.Message), fields);
    }

    // Without a rich status the text is the transport's, in English and about addresses: not for people.
    static string Sentence(StatusCode code, string? message) => message is { Length: > 0 } ? message : code switch
    {
        StatusCode.Unauthenticated => "请先登录",
        StatusCode.PermissionDenied => "您没有这项权限",
        StatusCode.NotFound => "没有找到您要的内容",
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => "服务正在恢复，请稍后再试",
        StatusCode.ResourceExhausted => "操作太频繁，请稍后再试",
        StatusCode.Unimplemented => "这项功能还没有开通",
        _ => "系统出错了，请稍后再试",
    };
}
