using System.Xml;

namespace CivPractice.Platform.Imports;

/// <summary>The text of one element of an xlsx, of which no more is held than a cell may have, and one character that tells when it had more.</summary>
sealed class CellText
{
    public readonly char[] Buffer = new char[Sheet.MostText + 1];
    readonly char[] rest = new char[4096];

    public int Length { get; set; }
    public ReadOnlySpan<char> Held => Buffer.AsSpan(0, Length);

    /// <summary>A formula stands in the cell.</summary>
    public bool IsFormula { get; private set; }

    /// <summary>Reads the element that the reader stands on (a cell, a shared text) to its end: values and texts, not formulas, not the pronunciation of words.</summary>
    public void Read(XmlReader xml)
    {
        Length = 0;
        IsFormula = false;
        if (xml.IsEmptyElement) return;
        var (depth, wanted) = (xml.Depth, false);
        while (Package.Next(xml) && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName is "v" or "t":
                    wanted = true;
                    break;
                case XmlNodeType.Element when xml.LocalName == "rPh":
                    Package.Pass(xml);
                    break;
                case XmlNodeType.Element:
                    IsFormula |= xml.LocalName == "f";
                    wanted = false;
                    break;
                case XmlNodeType.EndElement:
                    wanted = false;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when wanted:
                    Take(xml);
                    break;
            }
        }
    }

    void Take(XmlReader xml)
    {
        while (true)
        {
            var read = Length < Buffer.Length ? xml.ReadValueChunk(Buffer, Length, Buffer.Length - Length) : xml.ReadValueChunk(rest, 0, rest.Length);
            if (read == 0) return;
            Length = Math.Min(Length + read, Buffer.Length);
        }
    }

    /// <summary>Characters that XML cannot hold are written as _x000D_; takes this back.</summary>
    public void Unescape()
    {
        var from = Held.IndexOf("_x");
        if (from < 0) return;
        var to = from;
        while (from < Length)
        {
            if (Length - from >= 7 && Buffer[from] == '_' && Buffer[from + 1] == 'x' && Buffer[from + 6] == '_'
                && ushort.TryParse(Buffer.AsSpan(from + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code))
            {
                Buffer[to++] = (char)code;
                from += 7;
            }
            else Buffer[to++] = Buffer[from++];
        }
        Length = to;
    }
}
