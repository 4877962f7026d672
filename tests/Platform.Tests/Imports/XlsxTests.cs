using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;

namespace CivPractice.Platform.Tests.Imports;

public sealed class XlsxTests
{
    static readonly string[] two = ["姓名", "手机"];

    static SheetRow Row(string cells, bool from1904 = false, string formats = "", string styles = "<xf/>", string? shared = null) =>
        Files.Read(new Xlsx($"{Xlsx.Heading}<row r=\"2\">{cells}</row>", from1904, formats, styles, shared).File(), two)[0];

    static string Number(string value, string format, bool from1904 = false)
    {
        var known = int.TryParse(format, out var id) && format.Length < 3;
        var row = Row($"""<c r="A2"><v>1</v></c><c r="B2" s="1"><v>{value}</v></c>""", from1904, known ? "" : $"""<numFmt numFmtId="200" formatCode="{format.Replace("\"", "&quot;", StringComparison.Ordinal)}"/>""",
            $"""<xf numFmtId="0"/><xf numFmtId="{(known ? id : 200)}"/>""");
        Assert.Null(row.Fault);
        return row.Cells[1];
    }

    [Theory]
    [InlineData("13800138000", "General", "13800138000")]
    [InlineData("1.3800138E+10", "General", "13800138000")]
    [InlineData("13800138000.0", "0", "13800138000")]
    [InlineData("1.40322199001011E+17", "0", "140322199001011000")]
    [InlineData("140322199001011234", "0", "140322199001011234")]
    [InlineData("0.30000000000000004", "General", "0.3")]
    [InlineData("1.5E-5", "General", "0.000015")]
    [InlineData("-5", "General", "-5")]
    [InlineData("0", "General", "0")]
    [InlineData("1E+300", "General", "1E+300")]
    [InlineData("1E+999", "General", "1E+999")]
    [InlineData("3535551234", "00000000000", "03535551234")]
    [InlineData("44260", "14", "2021-03-05")]
    [InlineData("44260.354166666664", "22", "2021-03-05 08:30")]
    [InlineData("44260", "31", "2021-03-05")]
    [InlineData("44260", "yyyy\"年\"m\"月\"d\"日\";@", "2021-03-05")]
    [InlineData("44260", "[$-804]m/d", "2021-03-05")]
    [InlineData("44260", "[DBNum1]yyyy\"年\"m\"月\"", "2021-03-05")]
    [InlineData("44260.999999999", "yyyy-mm-dd hh:mm:ss", "2021-03-06")]
    [InlineData("0.354166666666667", "h:mm", "08:30")]
    [InlineData("0.354178240740741", "21", "08:30:01")]
    [InlineData("1.0625", "[h]:mm", "25:30")]
    [InlineData("1.0625", "46", "25:30")]
    [InlineData("44260", "0.00\"ymd\"", "44260")]
    [InlineData("44260", "[Red]General", "44260")]
    [InlineData("44260", "#,##0.00_);[Red]\\(d#,##0.00\\)", "44260")]
    [InlineData("1", "14", "1900-01-01")]
    [InlineData("59", "14", "1900-02-28")]
    [InlineData("60", "14", "60")]
    [InlineData("61", "14", "1900-03-01")]
    [InlineData("2958465", "14", "9999-12-31")]
    [InlineData("2958465.9999999", "14", "2958465.9999999")]
    [InlineData("2958466", "14", "2958466")]
    [InlineData("-1", "14", "-1")]
    public void A_number_comes_as_people_see_it(string value, string format, string expected) => Assert.Equal(expected, Number(value, format));

    [Theory]
    [InlineData("42798", "2021-03-05")]
    [InlineData("0", "1904-01-01")]
    [InlineData("60", "1904-03-01")]
    [InlineData("2957003", "9999-12-31")]
    [InlineData("2957003.9999999", "2957003.9999999")]
    public void The_calendar_of_1904(string value, string expected) => Assert.Equal(expected, Number(value, "14", from1904: true));

    [Theory]
    [InlineData("""<c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c>""", "是", "否")]
    [InlineData("""<c t="inlineStr"><is><r><t>王</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 芳</t></r><rPh><t>wang</t></rPh></is></c><c t="str"><f>A1</f><v>甲</v></c>""", "王 芳", "甲")]
    [InlineData("""<c r="B2" t="s"><v>1</v></c>""", "", "李强")]
    [InlineData("""<c r="A2" t="s"><v>0</v></c><c r="C2" t="e"><v>#REF!</v></c>""", "王芳", "")]
    [InlineData("""<c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>""</f><v></v></c>""", "2", "")]
    [InlineData("""<c r="A2" t="inlineStr"><is><t>_x000D_甲_x005F_x0041_\n_xZZ</t></is></c><c r="B2" t="d"><v>2021-03-05T00:00:00</v></c>""", "甲_x0041_\\n_xZZ", "2021-03-05")]
    [InlineData("""<c r="A2" t="inlineStr"><is><t><![CDATA[<王>]]></t></is></c><c r="B2" t="inlineStr"><is><t>'=1+1</t></is></c>""", "<王>", "=1+1")]
    public void Every_kind_of_cell(string cells, string first, string second)
    {
        var row = Row(cells, shared: "<sst><si><t>王芳</t></si><si><r><t>李</t></r><r><t>强</t></r><rPh sb=\"0\"><t>LI</t></rPh></si></sst>");
        Assert.Null(row.Fault);
        Assert.Equal([first, second], row.Cells);
    }

    [Theory]
    [InlineData("""<c r="A2"><f>1+1</f></c>""", "NO_VALUE")]
    [InlineData("""<c r="A2"><f>1+1</f><v></v></c>""", "NO_VALUE")]
    [InlineData("""<c r="A2" t="e"><f>X!A1</f><v>#REF!</v></c>""", "ERROR_VALUE")]
    [InlineData("""<c r="A2" t="inlineStr"><is><t>_x0000_</t></is></c>""", "CONTROL_CHARACTER")]
    [InlineData("""<c r="A2" t="inlineStr"><is><t>_xD800_</t></is></c>""", "CONTROL_CHARACTER")]
    public void A_cell_that_has_no_value_is_a_row_fault(string cell, string reason)
    {
        var rows = Files.Read(new Xlsx($"""{Xlsx.Heading}<row r="2">{cell}<c r="B2"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>""").File(), two);
        Assert.Equal((reason, "姓名"), (rows[0].Fault!.Reason, rows[0].Fault!.Field));
        Assert.Equal("1", rows[0].Cells[1]);
        Assert.Null(rows[1].Fault);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cell_of_a_megabyte_is_a_row_fault(bool shared)
    {
        var random = new Random(3);
        var text = string.Create(1_000_000, random, (to, from) => { for (var i = 0; i < to.Length; i++) to[i] = (char)('一' + from.Next(9000)); });
        var row = shared ? Row("""<c r="A2" t="s"><v>0</v></c>""", shared: $"<sst><si><t>{text}</t></si></sst>") : Row($"""<c r="A2" t="inlineStr"><is><t>{text}</t></is></c>""");
        Assert.Equal("CELL_TOO_LONG", row.Fault!.Reason);
        Assert.Equal(201, row.Cells[0].Length);
    }

    [Fact]
    public void Numbers_of_rows_are_those_of_the_file_and_columns_may_stand_anywhere()
    {
        var rows = Files.Read(new Xlsx("""
            <row r="1"><c r="B1" t="inlineStr"><is><t> 手机 </t></is></c><c r="D1" t="inlineStr"><is><t>姓名</t></is></c></row>
            <row r="5"/><row r="7"><c r="B7"><v>1</v></c><c r="D7"><v>2</v></c><c r="XFD7"><v>3</v></c></row><row r="8"><c r="A8"><v>9</v></c></row><row><c/><c><v>4</v></c></row>
            """).File(), two);
        Assert.Equal([7, 8, 9], rows.Select(row => row.Number));
        Assert.Equal(["2", "1"], rows[0].Cells);
        Assert.Equal(["", "4"], rows[2].Cells);
    }

    static Xlsx Good => new($"{Xlsx.Heading}<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>");

    static Xlsx Sheet1(Action<Stream> content) => Good.Write("xl/worksheets/sheet1.xml", content);

    static Xlsx Sheet1(string content) => Good.Write("xl/worksheets/sheet1.xml", content);

    /// <summary>Says in the directory that every part is a small one.</summary>
    static MemoryStream Lying(MemoryStream file)
    {
        var bytes = file.GetBuffer().AsSpan(0, (int)file.Length);
        for (var at = 0; bytes[at..].IndexOf("PK\x1\x2"u8) is var next and >= 0; at += next + 46) System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes[(at + next + 24)..], 1000);
        return file;
    }

    public static TheoryData<string, string, Func<Stream>> Bad => new()
    {
        { "BROKEN_FILE", "cut short", () => { var file = Good.File(); file.SetLength(file.Length - 40); return file; } },
        { "BROKEN_FILE", "only the beginning", () => new MemoryStream("PK\u0003\u0004"u8.ToArray()) },
        { "UNKNOWN_FORMAT", "an empty zip", () => new Xlsx("").Without("_rels/.rels").File() },
        { "UNKNOWN_FORMAT", "a document", () => Good.Write("xl/workbook.xml", "<document/>").File() },
        { "UNKNOWN_FORMAT", "xlsb", () => Good.Write("_rels/.rels", "<Relationships><Relationship Type=\"officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>").Write("xl/workbook.bin", "\0").File() },
        { "EMPTY_FILE", "no visible sheet", () => Good.Write("xl/workbook.xml", "<workbook><sheets/></workbook>").File() },
        { "EMPTY_FILE", "no rows", () => Sheet1("<worksheet><sheetData/></worksheet>").File() },
        { "BROKEN_FILE", "the sheet is missing", () => Good.Without("xl/worksheets/sheet1.xml").File() },
        { "BROKEN_FILE", "no such shared text", () => new Xlsx($"{Xlsx.Heading}<row r=\"2\"><c r=\"A2\" t=\"s\"><v>7</v></c></row>").File() },
        { "BROKEN_FILE", "the sheet ends in the middle", () => Sheet1($"<worksheet><sheetData>{Xlsx.Heading}<row").File() },
        { "BROKEN_FILE", "a row twice", () => Sheet1($"<worksheet><sheetData>{Xlsx.Heading}{Xlsx.Heading}</sheetData></worksheet>").File() },
        { "BROKEN_FILE", "external entity", () => Sheet1("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet>&e;</worksheet>").File() },
        { "BROKEN_FILE", "a billion laughs", () => Sheet1("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet>&b;</worksheet>").File() },
        { "WRONG_HEADINGS", "the heading is not the first row", () => Sheet1($"<worksheet><sheetData>{Xlsx.Heading.Replace("r=\"1\"", "r=\"3\"", StringComparison.Ordinal)}</sheetData></worksheet>").File() },
        { "TOO_MANY_COLUMNS", "201 columns", () => Sheet1($"<worksheet><sheetData>{Xlsx.Heading.Replace("</row>", "<c r=\"GS1\"><v>1</v></c></row>", StringComparison.Ordinal)}</sheetData></worksheet>").File() },
        { "TOO_MANY_COLUMNS", "a million columns", () => Sheet1(Xlsx.Noise("<worksheet><sheetData><row>", random => $"<c><v>{random.NextDouble()}</v></c>", 20)).File() },
        { "ZIP_BOMB", "64 MB of blanks", () => Sheet1(Xlsx.Repeated("<worksheet>", " ", 64)).File() },
        { "ZIP_BOMB", "64 MB of rows", () => Sheet1(Xlsx.Repeated($"<worksheet><sheetData>{Xlsx.Heading}", "<row></row>", 64)).File() },
        { "ZIP_BOMB", "a picture of 600 MB", () => Good.Write("xl/media/image1.png", Xlsx.Repeated("", "\0", 600)).File() },
        { "BROKEN_FILE", "a bomb whose size is a lie", () => Lying(Sheet1(Xlsx.Repeated($"<worksheet><sheetData>{Xlsx.Heading}", "<row></row>", 64)).File()) },
        { "ZIP_BOMB", "shared texts without end", () => Good.Write("xl/sharedStrings.xml", Xlsx.Noise("<sst>", random => $"<si><t>{random.NextInt64():X}{random.NextInt64():X}</t></si>", 160)).File() },
        { "ZIP_BOMB", "empty shared texts without end", () => Good.Write("xl/sharedStrings.xml", Xlsx.Noise("<sst>", random => random.Next(9) < 5 ? "<si/>" : "<si></si> ", 160)).File() },
        { "ZIP_BOMB", "styles without end", () => Good.Write("xl/styles.xml", Xlsx.Noise("<x>", random => $"<xf numFmtId=\"{random.Next()}\"/>", 20)).File() },
        { "ZIP_BOMB", "entries without end", () => { var many = Good; for (var i = 0; i < 30_000; i++) many.Write($"{i}", ""); return many.File(); } },
        { "ZIP_BOMB", "an attribute without end", () => Sheet1(Xlsx.Noise("<worksheet a=\"", random => $"{random.NextInt64():X}", 20)).File() },
        { "BROKEN_FILE", "names without end", () => Sheet1(Xlsx.Noise("<worksheet>", random => $"<a{random.NextInt64():X}/>", 20)).File() },
        { "BROKEN_FILE", "depth without end", () => Sheet1(Xlsx.Noise("<worksheet>", random => random.Next(2) == 0 ? "<a>" : "<b>", 20)).File() },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_bad_file_is_refused_by_name_with_flat_memory(string reason, string what, Func<Stream> make)
    {
        using var file = make();
        file.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal((what, reason), (what, Files.Refusal(file)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L << 20);
    }

    [Fact]
    public void A_file_that_breaks_in_the_middle_names_the_row()
    {
        using var reader = Sheet.Open(Sheet1($"<worksheet><sheetData>{Xlsx.Heading}<row><c><v>1</v></c></row><row><c><v>1</v></x></row>").File(), two);
        var rows = reader.Rows().GetEnumerator();
        Assert.True(rows.MoveNext());
        Assert.Contains("第 3 行", Assert.Throws<Fault>(() => rows.MoveNext()).Message);
    }

    [Fact]
    public void However_a_file_is_damaged_nothing_but_a_fault_comes_of_it()
    {
        Xlsx Sound() => new($"{Xlsx.Heading}{string.Concat(Enumerable.Range(2, 50).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\" s=\"{i % 3}\"><v>{i * 7919}.5</v></c><c r=\"B{i}\" t=\"s\"><f>A1</f><v>0</v></c></row>"))}",
            styles: "<xf/><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/>", shared: "<sst><si><t>甲_x000D_</t></si></sst>");
        var archive = Sound().File().ToArray();
        var parts = Sound().Parts.ToDictionary(part => part.Key, part => { using var content = new MemoryStream(); part.Value(content); return content.ToArray(); });
        var random = new Random(7);
        for (var run = 0; run < 4_000; run++)
        {
            // The archive itself, or what lies in it: bytes changed to others of the file or to any, or the end cut off.
            byte[] Damaged(byte[] good)
            {
                var bad = good.ToArray();
                for (var hits = random.Next(1, 6); hits > 0; hits--) bad[random.Next(bad.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : bad[random.Next(bad.Length)];
                return random.Next(8) == 0 ? bad[..random.Next(bad.Length)] : bad;
            }

            var (name, content) = parts.ElementAt(random.Next(parts.Count));
            using var file = run % 2 == 0 ? new MemoryStream(Damaged(archive)) : Sound().Write(name, stream => stream.Write(Damaged(content))).File();
            try { Files.Read(file, two); }
            catch (Fault) { }
        }
    }
}
