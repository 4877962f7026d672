using System.Globalization;
using System.Text;
using CsvHelper;

namespace CivPractice.Demo.Files;

/// <summary>Csv as a sheet program saves it: UTF-8 with a mark, or GB18030 without, as older ones do.</summary>
sealed class CsvFile(string path, bool asOldProgramsDo, IReadOnlyList<string> columns) : ImportFile(path, columns)
{
    readonly CsvWriter csv = new(new StreamWriter(path, append: false, asOldProgramsDo ? gb18030 : new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), CultureInfo.InvariantCulture);

    static readonly Encoding gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    protected override void WriteRow(int number, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        csv.NextRecord();
    }

    public override void Dispose() => csv.Dispose();
}
