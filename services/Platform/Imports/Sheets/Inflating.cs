namespace CivPractice.Platform.Imports;

/// <summary>
/// A part of an xlsx while it is unpacked. What the archive says about its sizes may be a lie, so the bytes are counted as they come: too many of them, too many for what was sent, or too many
/// without the beginning of an element (an XML reader holds names and attributes whole) and the reading stops.
/// </summary>
sealed class Inflating(Stream inner, long packed, long most) : Stream
{
    /// <summary>Bytes of any part.</summary>
    public const long Most = 512L * 1024 * 1024;

    const long harmless = 1024 * 1024;
    const int mostRatio = 200;
    const int mostElement = 4 * 1024 * 1024;

    long total, element;

    public override int Read(Span<byte> buffer)
    {
        // Small steps, so that little lies between a limit and its check.
        var read = inner.Read(buffer[..Math.Min(buffer.Length, 64 * 1024)]);
        total += read;
        Check(total, packed, most);
        var last = buffer[..read].LastIndexOf((byte)'<');
        element = last < 0 ? element + read : read - last;
        if (element > mostElement) throw Sheet.Wrong("ZIP_BOMB", "文件里有一格或一个标记超过 4 MB,已停止读取");
        return read;
    }

    public static void Check(long size, long packed, long most)
    {
        if (size > most || size > harmless && size / mostRatio > packed) throw Sheet.Wrong("ZIP_BOMB", "文件解压后大得不合理,已停止读取");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
