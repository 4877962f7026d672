using CivPractice.Report.V1;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CivPractice.Report.Files;

/// <summary>A year report as a Word document (docx): the text as it is printed, then the table of its numbers.</summary>
static class WordReport
{
    const string body = "FangSong", heading = "SimHei", title = "SimSun";

    /// <param name="frozen">Null for a report that was composed now.</param>
    internal static byte[] Of(YearReport report, FrozenYearReport? frozen)
    {
        using var bytes = new MemoryStream();
        using (var document = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
        {
            var page = new Body();
            page.Append(Line(report.Title, title, 36, bold: true, JustificationValues.Center));
            if (report.Mission.Length > 0) page.Append(Line($"——{report.Mission}", body, 32, align: JustificationValues.Center));
            foreach (var (section, number) in report.Sections.Select((section, at) => (section, at + 1)))
            {
                page.Append(Line($"{ReportWords.Number(number)}、{section.Title}", heading, 32));
                foreach (var paragraph in section.Paragraphs) page.Append(Line(string.Concat(paragraph.Spans.Select(span => span.Text)), body, 32, indented: true));
            }
            foreach (var note in ReportWords.Notes(report, frozen)) page.Append(Line(note, body, 24));
            page.Append(Line("附：各项数字", heading, 32));
            page.Append(Numbers(report));
            if (report.Ratios.Count > 0) page.Append(Line(ReportWords.RatiosTitle, heading, 32));
            foreach (var ratio in report.Ratios) page.Append(Line(ratio.Said(), body, 24));
            // A4 with the margins of an official document.
            page.Append(new SectionProperties(new PageSize { Width = 11906U, Height = 16838U }, new PageMargin { Top = 2098, Right = 1474U, Bottom = 1984, Left = 1588U, Header = 851U, Footer = 992U, Gutter = 0U }));
            document.AddMainDocumentPart().Document = new Document(page);
        }
        return bytes.ToArray();
    }

    static Table Numbers(YearReport report)
    {
        var line = () => new EnumValue<BorderValues>(BorderValues.Single);
        var table = new Table(new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
            new TableBorders(new TopBorder { Val = line(), Size = 4U }, new LeftBorder { Val = line(), Size = 4U }, new BottomBorder { Val = line(), Size = 4U }, new RightBorder { Val = line(), Size = 4U },
                new InsideHorizontalBorder { Val = line(), Size = 4U }, new InsideVerticalBorder { Val = line(), Size = 4U })));
        table.Append(new TableGrid(Enumerable.Range(0, 5).Select(_ => new GridColumn())));
        table.Append(Row("编号", "指标", "表述", "口径", "时间"));
        foreach (var number in report.Numbers) table.Append(Row(number.Indicator, number.Name, number.Phrase, number.Calibre.Said(), number.Period));
        return table;
    }

    static TableRow Row(params string[] cells) => new(cells.Select(cell => new TableCell(new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Auto }), Line(cell, body, 21))));

    static Paragraph Line(string text, string font, int halfPoints, bool bold = false, JustificationValues? align = null, bool indented = false)
    {
        var properties = new ParagraphProperties(new SpacingBetweenLines { Line = "360", LineRule = LineSpacingRuleValues.Auto });
        if (indented) properties.Append(new Indentation { FirstLineChars = 200 });
        if (align is { } to) properties.Append(new Justification { Val = to });
        var look = new RunProperties(new RunFonts { Ascii = font, HighAnsi = font, EastAsia = font });
        if (bold) look.Append(new Bold());
        look.Append(new FontSize { Val = $"{halfPoints}" });
        return new Paragraph(properties, new Run(look, new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
    }
}
