using System.IO.Compression;
using System.Text;
using CivPractice.Platform.Imports;
using CsCheck;

namespace CivPractice.Platform.Tests.Imports;

public sealed class SheetWriterTests
{
    delegate Task Write(Stream to, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken cancel);

    static readonly Write[] both = [SheetWriter.WriteCsvAsync, SheetWriter.WriteXlsxAsync];

    static readonly string[] pieces = [.. "甲乙ab1 ,;\t\n\r\"'=+-@_x<>&\u3000\uFF1D\u0085𠮷".EnumerateRunes().Select(rune => rune.ToString()), "_x000D_", "\r\n", "]]>", "'=", "-5", "+86"];

    static readonly Gen<string[][]> table = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 8].Select(texts => string.Concat(texts)).Array[3].Array[0, 12];

    static async Task<List<SheetRow>> ThroughAsync(Write write, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var file = new MemoryStream();
        await write(file, ["一", "二", "三"], Files.Stream(rows), default);
        return Files.Read(file, "一", "二", "三");
    }

    [Fact]
    public async Task What_is_written_is_read_back()
    {
        foreach (var write in both)
        {
            await table.SampleAsync(async rows =>
            {
                var expected = rows.Select(row => row.Select(Trimmed).ToArray()).Where(row => row.Any(text => text.Length > 0));
                var unfit = rows.Any(row => row.Any(text => Trimmed(text).Contains('\u0085', StringComparison.Ordinal)));
                var read = await ThroughAsync(write, rows);
                if (!unfit) Assert.All(read, row => Assert.Null(row.Fault));
                Assert.Equal(expected.Select(row => row.Select(text => text.Replace('\u0085', '\uFFFD')).ToArray()), read.Select(row => row.Cells.ToArray()));
            }, iter: 2_000);
        }

        static string Trimmed(string text) => text.Trim();
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("\t=1", "'=1")]
    [InlineData("\r=1", "'=1")]
    [InlineData(" =1", "'=1")]
    [InlineData("'=1", "''=1")]
    [InlineData("' =1", "'' =1")]
    [InlineData("+86-138-0013-8000", "'+86-138-0013-8000")]
    [InlineData("-", "'-")]
    [InlineData("-5", "-5")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("+8613800138000", "+8613800138000")]
    [InlineData("-5.", "'-5.")]
    [InlineData("1=1", "1=1")]
    [InlineData("'甲", "'甲")]
    public async Task No_cell_becomes_a_formula(string text, string written)
    {
        using var csv = new MemoryStream();
        await SheetWriter.WriteCsvAsync(csv, ["一"], Files.Stream([[text]]), default);
        Assert.Equal($"\uFEFF一\r\n{written}\r\n", Encoding.UTF8.GetString(csv.ToArray()));

        using var xlsx = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(xlsx, ["一"], Files.Stream([[text]]), default);
        using var zip = new ZipArchive(xlsx);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync();
        Assert.Contains($">{written}</t>", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_texts_and_many_rows_pass()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => (IReadOnlyList<string>)[$"{i}", i == 7 ? new string('长', 4_000) : "", "𠮷"]).ToList();
        foreach (var write in both)
        {
            var read = await ThroughAsync(write, rows);
            Assert.Equal(rows.Count, read.Count);
            Assert.All(read.Zip(rows), pair => Assert.Equal(pair.Second, pair.First.Cells));
        }
    }

    [Fact]
    public async Task Nothing_is_written_synchronously()
    {
        // As the web server's response: it refuses.
        foreach (var write in both)
        {
            var to = new Strict();
            await write(to, ["一"], Files.Stream(Enumerable.Range(0, 20_000).Select(i => (IReadOnlyList<string>)[$"{i * 7919L % 104_729}"])), default);
            Assert.True(to.Written > 50_000);
        }
    }

    sealed class Strict : Stream
    {
        public long Written;
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new InvalidOperationException();
        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            await Task.Yield();
        }
    }
}
