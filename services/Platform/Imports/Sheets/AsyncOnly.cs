namespace CivPractice.Platform.Imports;

/// <summary>A web server's response takes no synchronous writes, but the zip archive makes some, of its headers: they wait here for the next asynchronous one.</summary>
sealed class AsyncOnly(Stream to) : Stream
{
    readonly MemoryStream waiting = new();

    public override void Write(byte[] buffer, int offset, int count) => waiting.Write(buffer, offset, count);
    public override void Write(ReadOnlySpan<byte> buffer) => waiting.Write(buffer);
    public override void Flush() { }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await SendAsync(cancellationToken);
        await to.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await SendAsync(cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    async ValueTask SendAsync(CancellationToken cancel)
    {
        if (waiting.Length == 0) return;
        await to.WriteAsync(waiting.GetBuffer().AsMemory(0, (int)waiting.Length), cancel);
        waiting.SetLength(0);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
