using System.Text;
using CivPractice.Platform.Imports;

namespace CivPractice.Platform.Tests.Imports;

public sealed class CsvTests
{
    static readonly string[] two = ["姓名", "手机"];

    static Encoding Chinese
    {
        get
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding("GB18030");
        }
    }

    static string[] Cells(SheetRow row)
    {
        Assert.Null(row.Fault);
        return [.. row.Cells];
    }

    [Theory]
    [InlineData("姓名,手机\n王芳,1\n李强,2\n")]
    [InlineData("姓名,手机\r\n王芳,1\r\n李强,2")]
    [InlineData("姓名\t手机\r王芳\t1\r李强\t2\r")]
    [InlineData("手机;备注,其他;姓名\n1;甲,乙;王芳\n2;;李强\n")]
    [InlineData("\"姓名\",\"手机\"\n\"王芳\",\"1\"\n\"李强\" ,2\n")]
    [InlineData("  姓名 , 手机\n  王芳  ,\u00A01\n\uFEFF李强\u200B,2,,\n")]
    public void The_same_rows_from_any_spelling(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        foreach (var bytes in (byte[][])[utf8, [0xEF, 0xBB, 0xBF, .. utf8], Chinese.GetBytes(text)])
        {
            var rows = Files.Read(new MemoryStream(bytes), two);
            Assert.Equal(["王芳", "1"], Cells(rows[0]));
            Assert.Equal(["李强", "2"], Cells(rows[1]));
            Assert.Equal([2, 3], rows.Select(row => row.Number));
        }
    }

    [Fact]
    public void Quotes_hold_separators_lines_and_quotes()
    {
        var rows = Files.Read(Files.Utf8("姓名,手机\n\"王,芳\",\"说\"\"好\"\"\r\n第二行\"\n李\"强,2\n"), two);
        Assert.Equal(["王,芳", "说\"好\"\r\n第二行"], Cells(rows[0]));
        Assert.Equal(["李\"强", "2"], Cells(rows[1]));
    }

    [Fact]
    public void Blank_rows_count_but_do_not_come() =>
        Assert.Equal([4, 6], Files.Read(Files.Utf8("姓名,手机\n\n , \n王芳,1\n,,\n李强,2\n\n"), two).Select(row => row.Number));

    [Fact]
    public void A_ragged_row_is_its_own_fault_and_stops_nothing()
    {
        var rows = Files.Read(Files.Utf8("姓名,手机,备注\n王芳,1\n李强,2,,多\n赵敏,3,\n"), two);
        Assert.Equal(["RAGGED_ROW", "RAGGED_ROW", null], rows.Select(row => row.Fault?.Reason));
        Assert.Equal("应有 3 列,这一行有 2 列", rows[0].Fault!.Description);
        Assert.Equal(["王芳", "1"], rows[0].Cells);
    }

    [Fact]
    public void A_cell_of_a_megabyte_is_a_row_fault()
    {
        var rows = Files.Read(Files.Utf8($"姓名,手机\n{new string('长', 1_000_000)},1\n\"{new string('长', 4_001)}\",2\n{new string('长', 4_000)},3\n"), two);
        Assert.Equal(["CELL_TOO_LONG", "CELL_TOO_LONG", null], rows.Select(row => row.Fault?.Reason));
        Assert.Equal("姓名:这一格有 1000000 个字,最多 4000 个字", rows[0].Fault!.Description);
        Assert.Equal(201, rows[0].Cells[0].Length);
        Assert.Equal("1", rows[0].Cells[1]);
    }

    [Fact]
    public void A_quote_too_many_is_named() =>
        Assert.Contains("可能少了一个引号", Files.Read(Files.Utf8($"姓名,手机\n\"王芳,1\n{string.Concat(Enumerable.Repeat("李强,2\n", 1000))}\"赵敏,3\n"), two)[0].Fault!.Description);

    [Fact]
    public void Characters_that_cannot_be_stored_are_a_row_fault()
    {
        // Not in the sample by which the kind of file is told.
        var row = Files.Read(Files.Utf8("姓名,手机\n" + string.Concat(Enumerable.Repeat("王芳,1\n", 10_000)) + "李\u0007强\0,2\n"), two)[^1];
        Assert.Equal("CONTROL_CHARACTER", row.Fault!.Reason);
        Assert.Equal("李\uFFFD强\uFFFD", row.Cells[0]);
    }

    [Fact]
    public void Characters_beyond_the_basic_plane_pass() => Assert.Equal("𠮷😀", Files.Read(new MemoryStream(Chinese.GetBytes("姓名,手机\n𠮷😀,1\n")), two)[0].Cells[0]);

    [Fact]
    public void A_byte_that_is_no_character_is_found_at_its_row()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("姓名,手机\n" + string.Concat(Enumerable.Repeat("王芳,1\n", 20_000))), 0xC0, (byte)'\n'];
        using var reader = Sheet.Open(new MemoryStream(bytes), two);
        var read = 0;
        var fault = Assert.Throws<Faults.Fault>(() => { foreach (var _ in reader.Rows()) read++; });
        Assert.Equal(20_000, read);
        Assert.Equal("UNKNOWN_ENCODING", fault.Reason);
        Assert.Contains("第 20002 行", fault.Message);
    }

    [Fact]
    public void A_sample_that_cuts_a_character_in_two_is_no_error()
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Chinese])
            for (var shift = 0; shift < 4; shift++)
                Assert.Equal(40_000, Files.Read(new MemoryStream(encoding.GetBytes($"姓名,手机\n{new string('a', shift)}甲,1\n" + string.Concat(Enumerable.Repeat("王芳,1\n", 39_999)))), two).Count);
    }

    public static TheoryData<string, byte[]> Bad => new()
    {
        { "EMPTY_FILE", [] },
        { "EMPTY_FILE", [0xEF, 0xBB, 0xBF] },
        { "EMPTY_FILE", " \r\n\r\n"u8.ToArray() },
        { "UNKNOWN_FORMAT", "%PDF-1.7\n"u8.ToArray() },
        { "UNKNOWN_FORMAT", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] },
        { "UNKNOWN_FORMAT", Encoding.UTF8.GetBytes("\uFEFF<html><table><tr><td>姓名</td></tr></table>") },
        { "UNKNOWN_FORMAT", "\n<!DOCTYPE html>"u8.ToArray() },
        { "UNKNOWN_FORMAT", [1, 2, 3, 4, 0, 0, 0, 0] },
        { "UNKNOWN_FORMAT", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("Workbook")] },
        { "ENCRYPTED_FILE", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[65_500], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[512]] },
        { "UNKNOWN_ENCODING", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("姓名\t手机\n")).ToArray() },
        { "UNKNOWN_ENCODING", [0xFF, (byte)'a', 0x80, (byte)'\n'] },
        { "WRONG_HEADINGS", Encoding.UTF8.GetBytes("姓名,电话\n王芳,1\n") },
        { "WRONG_HEADINGS", Encoding.UTF8.GetBytes("姓名,手机,手机\n王芳,1,2\n") },
        { "WRONG_HEADINGS", Encoding.UTF8.GetBytes("\n姓名,手机\n王芳,1\n") },
        { "TOO_MANY_COLUMNS", Encoding.UTF8.GetBytes("姓名,手机" + string.Concat(Enumerable.Range(1, 199).Select(i => $",列{i}")) + "\n") },
        { "TOO_MANY_COLUMNS", Encoding.UTF8.GetBytes("姓名,手机" + new string(',', 10_000_000) + "\n") },
        { "BROKEN_FILE", Encoding.UTF8.GetBytes("姓名,手机\n" + new string('1', 5_000_000)) },
        { "BROKEN_FILE", Encoding.UTF8.GetBytes("姓名,手机\n王芳,\"1\n李强,2\n") },
        { "BROKEN_FILE", Encoding.UTF8.GetBytes("姓名,手机\n王芳,\"1\n" + string.Concat(Enumerable.Repeat("李强,2\n", 1_000_000))) },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_bad_file_is_refused_by_name(string reason, byte[] file) => Assert.Equal(reason, Files.Refusal(new MemoryStream(file)));

    [Fact]
    public void All_missing_headings_are_named() =>
        Assert.Equal("第 1 行应是表头,缺少:手机、住址", Assert.Throws<Faults.Fault>(() => Files.Read(Files.Utf8("姓名\n"), "姓名", "手机", "住址")).Message);

    [Fact]
    public void Two_gigabytes_without_an_end_of_line_are_refused_with_flat_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("BROKEN_FILE", Files.Refusal(new Endless(2L << 30, _ => (byte)'a')));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20);
    }
}
