using CivPractice.Platform.Callers;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace CivPractice.Platform.Faults;

/// <summary>One field that is wrong, and how to mend it, in Chinese.</summary>
public sealed record FieldFault(string Field, string Reason, string Description);

/// <summary>
/// A refusal (拒绝): a stable reason for programs, a sentence in Chinese for people, and the fields that are wrong.
/// On the wire it is a <c>google.rpc.Status</c> with <c>ErrorInfo</c> and <c>BadRequest</c>.
/// </summary>
public sealed class Fault(StatusCode code, string reason, string message, IReadOnlyList<FieldFault>? fields = null) : Exception(message)
{
    public StatusCode Code { get; } = code;
    public string Reason { get; } = reason;
    public IReadOnlyList<FieldFault> Fields { get; } = fields ?? [];

    /// <summary>The permission that was missing, for PERMISSION_DENIED.</summary>
    public string? Permission { get; private init; }

    public static Fault NotFound(string what) => new(StatusCode.NotFound, "NOT_FOUND", $"没有找到{what}");

    /// <summary>What was asked does not fit the state that things are in.</summary>
    public static Fault Precondition(string reason, string message) => new(StatusCode.FailedPrecondition, reason, message);

    public static Fault Duplicate(string reason, string message) => new(StatusCode.AlreadyExists, reason, message);

    public static Fault Invalid(string field, string reason, string description) =>
        new(StatusCode.InvalidArgument, reason, description, [new FieldFault(field, reason, description)]);

    public static Fault Invalid(IReadOnlyList<FieldFault> fields) =>
        new(StatusCode.InvalidArgument, fields.Count == 1 ? fields[0].Reason : "INVALID_FIELDS", string.Join(";", fields.Select(field => field.Description)), fields);

    /// <summary>Nothing new begins at a site (站点) that closed.</summary>
    /// <param name="successor">Code of the site that goes on with its work; empty if none does.</param>
    public static Fault SiteClosed(DateOnly on, string successor) =>
        Invalid("site", "SITE_CLOSED", $"这个站点已于 {on:yyyy-MM-dd} 停用{(successor.Length > 0 ? $",由 {successor} 接续" : "")}");

    public static Fault SignInRequired() => new(StatusCode.Unauthenticated, "SIGN_IN_REQUIRED", "请先登录");

    public static Fault Denied(Permission permission) =>
        new(StatusCode.PermissionDenied, "PERMISSION_DENIED", $"没有“{permission.Title}”的权限({permission.Name})") { Permission = permission.Name };

    public static Fault Unavailable() => new(StatusCode.Unavailable, "SERVICE_UNAVAILABLE", "服务正在恢复,请稍后再试");

    public Status ToStatus()
    {
        var info = new ErrorInfo { Reason = Reason, Domain = "civpractice" };
        if (Permission is not null) info.Metadata["permission"] = Permission;
        var status = new Status { Code = (int)Code, Message = Message, Details = { Any.Pack(info) } };
        if (Fields.Count > 0)
        {
            var request = new BadRequest();
            request.FieldViolations.AddRange(Fields.Select(field => new BadRequest.Types.FieldViolation { Field = field.Field, Reason = field.Reason, Description = field.Description }));
            status.Details.Add(Any.Pack(request));
        }
        return status;
    }
}
