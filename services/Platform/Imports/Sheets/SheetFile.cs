using CivPractice.Platform.Faults;
using Microsoft.AspNetCore.Http;

namespace CivPractice.Platform.Imports;

/// <summary>Rows as the answer to a request for a file: csv, unless it asks for xlsx.</summary>
static class SheetFile
{
    /// <exception cref="Fault">UNKNOWN_FORMAT.</exception>
    internal static bool IsXlsx(string? format) => format switch
    {
        null or "" or "csv" => false,
        "xlsx" => true,
        _ => throw Fault.Invalid("format", "UNKNOWN_FORMAT", "格式应为 csv 或 xlsx"),
    };

    /// <summary>The rows are read while they are sent. What fails on the way cuts the answer off: half a file does not look like a whole one.</summary>
    internal static IResult Of(string name, string? format, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken cancel) => IsXlsx(format)
        ? Results.Stream(stream => SheetWriter.WriteXlsxAsync(stream, headings, rows, cancel), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.xlsx")
        : Results.Stream(stream => SheetWriter.WriteCsvAsync(stream, headings, rows, cancel), "text/csv; charset=utf-8", $"{name}.csv");
}
