using System.Text;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;

namespace CivPractice.Platform.Tests.Imports;

/// <summary>Files in memory, and what reading them gives.</summary>
static class Files
{
    public static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    public static List<SheetRow> Read(Stream file, params string[] headings)
    {
        using var reader = Sheet.Open(file, headings);
        return [.. reader.Rows()];
    }

    public static string Refusal(Stream file, params string[] headings)
    {
        var fault = Assert.Throws<Fault>(() => Read(file, headings.Length > 0 ? headings : ["姓名", "手机"]));
        Assert.Equal("file", Assert.Single(fault.Fields).Field);
        return fault.Reason;
    }

    public static async IAsyncEnumerable<IReadOnlyList<string>> Stream(IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows) yield return row;
        await Task.CompletedTask;
    }
}

/// <summary>A long stream of which only a window is ever in memory.</summary>
sealed class Endless(long length, Func<long, byte> at) : Stream
{
    public override long Position { get; set; }
    public override long Length => length;
    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - Position);
        for (var i = 0; i < count; i++) buffer[i] = at(Position + i);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
