using System.Security.Cryptography;

namespace CivPractice.Report.Evidence;

/// <summary>Passes a csv file on as it comes, and says afterwards how many rows it had and what its hash is. Without a stream to pass it to, it only counts.</summary>
sealed class CsvMeter(Stream? to) : Stream
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    long lines;
    bool quoted, open;

    /// <summary>Rows below the heading. A line break within quotes ends no row.</summary>
    public long Rows => Math.Max(0, lines + (open ? 1 : 0) - 1);

    /// <summary>SHA-256 in hexadecimal digits of what has come so far.</summary>
    public string Hash => Convert.ToHexStringLower(hash.GetCurrentHash());

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Take(buffer.Span);
        if (to is not null) await to.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        Take(buffer.AsSpan(offset, count));
        to?.Write(buffer, offset, count);
    }

    void Take(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        foreach (var each in bytes)
        {
            if (each == '"') quoted = !quoted;
            var ends = each == '\n' && !quoted;
            if (ends) lines++;
            open = !ends;
        }
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => to?.Flush();
    public override Task FlushAsync(CancellationToken cancellationToken) => to?.FlushAsync(cancellationToken) ?? Task.CompletedTask;
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }
}
