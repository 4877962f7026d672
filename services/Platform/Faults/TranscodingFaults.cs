using System.Text.Json;
using CivPractice.Platform.Callers;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CivPractice.Platform.Faults;

/// <summary>
/// JSON transcoding refuses a body or a query that does not fit the message before any handler runs, in English and without a field.
/// This reads the request once more, only then, and names what is wrong.
/// </summary>
public sealed class TranscodingFaults(RequestDelegate next, FaultInterceptor faults)
{
    const int mostBody = 256 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var isGrpc = context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) ?? false;
        if (isGrpc || context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not { } method)
        {
            await next(context);
            return;
        }

        // Before the body is read: what is wrong with it is told only to those who may call.
        try { Guard.Pass(context); }
        catch (Fault fault)
        {
            await HttpFaults.WriteAsync(context, faults.Named(fault, out _));
            return;
        }

        if (context.Request.ContentLength > mostBody)
        {
            await HttpFaults.WriteAsync(context, Fault.Invalid("body", "BODY_TOO_LARGE", $"内容太长,最多 {mostBody / 1024} KB"), StatusCodes.Status413PayloadTooLarge);
            return;
        }

        if (HttpMethods.IsPost(context.Request.Method)) context.Request.EnableBuffering(64 * 1024, mostBody);
        var answer = new HeldRefusal(context);
        var feature = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer, feature));
        try { await next(context); }
        catch (BadHttpRequestException) { answer.Held = true; context.Response.StatusCode = 400; }
        finally { context.Features.Set(feature); }

        if (answer.Held) await HttpFaults.WriteAsync(context, await NameAsync(context, method));
    }

    static async Task<Fault> NameAsync(HttpContext context, GrpcMethodMetadata method)
    {
        var status = context.Response.StatusCode;
        if (status is not 400) return new Fault(StatusCode.Internal, "INTERNAL", "系统出错了,请稍后再试");
        var request = Descriptor(context);
        var faults = new List<FieldFault>();
        if (request is not null)
        {
            foreach (var (name, values) in context.Request.Query)
                if (Field(request, name) is { } field && values.Any(value => !Fits(field, value ?? "")))
                    faults.Add(Wrong(field, values.ToString()));
            if (faults.Count == 0 && context.Request.Body.CanSeek)
            {
                context.Request.Body.Position = 0;
                try
                {
                    using var body = await JsonDocument.ParseAsync(context.Request.Body);
                    Walk(request, body.RootElement, "", faults);
                }
                catch (JsonException exception)
                {
                    return Fault.Invalid("body", "MALFORMED_BODY", $"内容不是正确的 JSON(第 {exception.LineNumber + 1} 行第 {exception.BytePositionInLine + 1} 个字节)");
                }
                // Half of a character outside the basic plane: JSON lets it be written, no text can hold it.
                catch (InvalidOperationException) { return Fault.Invalid("body", "MALFORMED_BODY", "内容里有残缺的字符"); }
                catch (Exception exception) when (exception is IOException or BadHttpRequestException)
                {
                    return Fault.Invalid("body", "BODY_TOO_LARGE", $"内容太长,最多 {mostBody / 1024} KB");
                }
            }
        }
        return faults.Count > 0 ? Fault.Invalid(faults) : Fault.Invalid("body", "MALFORMED_BODY", "内容的格式不对");
    }

    static MessageDescriptor? Descriptor(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>()?.MethodDescriptor.InputType;

    static FieldDescriptor? Field(MessageDescriptor message, string name) =>
        message.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name || field.Name == name);

    static void Walk(MessageDescriptor message, JsonElement json, string path, List<FieldFault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new FieldFault(path.Length == 0 ? "body" : path, "MALFORMED_BODY", "这里应是一个 JSON 对象"));
            return;
        }
        foreach (var property in json.EnumerateObject())
        {
            if (Field(message, property.Name) is not { } field || property.Value.ValueKind == JsonValueKind.Null) continue;
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (field.IsRepeated && property.Value.ValueKind != JsonValueKind.Array) faults.Add(new FieldFault(at, "WRONG_TYPE", $"{at} 应是一个列表"));
            else if (field.IsRepeated)
            {
                var index = 0;
                foreach (var item in property.Value.EnumerateArray()) One(field, item, $"{at}[{index++}]", faults);
            }
            else One(field, property.Value, at, faults);
        }
    }

    static void One(FieldDescriptor field, JsonElement value, string at, List<FieldFault> faults)
    {
        if (field.FieldType == FieldType.Message && field.MessageType.File.Package != "google.protobuf") Walk(field.MessageType, value, at, faults);
        else if (!Fits(field, value)) faults.Add(Wrong(field, value.ToString()) with { Field = at });
    }

    static FieldFault Wrong(FieldDescriptor field, string value)
    {
        var shown = value.Length > 40 ? value[..40] + "…" : value;
        return field.FieldType == FieldType.Enum
            ? new FieldFault(field.JsonName, "UNKNOWN_VALUE", $"{field.JsonName} 的值“{shown}”不认识,可用:{string.Join("、", field.EnumType.Values.Skip(1).Select(known => known.Name))}")
            : new FieldFault(field.JsonName, "WRONG_TYPE", $"{field.JsonName} 的值“{shown}”格式不对");
    }

    static bool Fits(FieldDescriptor field, JsonElement value) => field.FieldType switch
    {
        FieldType.String or FieldType.Bytes => value.ValueKind == JsonValueKind.String,
        FieldType.Bool => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldType.Message => field.MessageType.FullName != "google.protobuf.Timestamp"
            || (value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out _)),
        FieldType.Enum or FieldType.Int32 or FieldType.Int64 => value.ValueKind is JsonValueKind.String or JsonValueKind.Number && Fits(field, value.ToString()),
        _ => true,
    };

    static bool Fits(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.Bool => bool.TryParse(text, out _),
        FieldType.Int32 => int.TryParse(text, out _),
        FieldType.Int64 => long.TryParse(text, out _),
        FieldType.Enum => int.TryParse(text, out var number) ? field.EnumType.FindValueByNumber(number) is not null : field.EnumType.FindValueByName(text) is not null,
        _ => true,
    };

    /// <summary>Lets an answer through, but holds back a refusal that no handler wrote.</summary>
    sealed class HeldRefusal(HttpContext context) : Stream
    {
        readonly Stream inner = context.Response.Body;

        public bool Held { get; set; }

        bool Hold() => Held |= context.Response.StatusCode >= 400 && !context.Items.ContainsKey(typeof(Fault));

        public override void Write(byte[] buffer, int offset, int count) { if (!Hold()) inner.Write(buffer, offset, count); }
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => Hold() ? ValueTask.CompletedTask : inner.WriteAsync(buffer, cancellationToken);
        public override void Flush() { if (!Hold()) inner.Flush(); }
        public override Task FlushAsync(CancellationToken cancellationToken) => Hold() ? Task.CompletedTask : inner.FlushAsync(cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    }
}
