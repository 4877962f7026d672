using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace CivPractice.Portal.Shared;

/// <summary>A QR code (ISO/IEC 18004) as the path of a drawing: a square for each dark module, runs of a row as one.</summary>
public static class QrDrawing
{
    /// <param name="text">What the code says: an address.</param>
    /// <returns>The number of modules of a side, the quiet zone of four included, and the path.</returns>
    public static (int Size, string Path) Of(string text)
    {
        // A paper is folded and copied: a quarter of the code may be lost.
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        return (code.ModuleMatrix.Count, PathOf(code.ModuleMatrix));
    }

    static string PathOf(List<BitArray> rows)
    {
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (!rows[y][x]) continue;
                var from = x;
                while (x < rows[y].Length && rows[y][x]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1H{from}z");
            }
        return path.ToString();
    }
}
