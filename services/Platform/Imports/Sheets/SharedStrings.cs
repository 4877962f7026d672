using System.Buffers.Binary;
using System.Text;
using System.Xml;

namespace CivPractice.Platform.Imports;

/// <summary>The texts that an xlsx keeps once and names by number, packed as UTF-8: they are the one thing of a file that must be held whole.</summary>
sealed class SharedStrings
{
    const int most = 64 * 1024 * 1024;
    const int block = 1024 * 1024;

    readonly List<byte[]> blocks = [];
    readonly List<int> places = [];
    int used = block, total;

    public void Read(XmlReader xml)
    {
        var text = new CellText();
        while (Package.Next(xml))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
            text.Read(xml);
            Add(text.Held);
        }
    }

    void Add(ReadOnlySpan<char> text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        // What it costs to know the place counts too: empty texts are not free.
        if ((total += size + 8) > most) throw Sheet.Wrong("ZIP_BOMB", "文件里的文字多得不合理,已停止读取");
        if (used + 2 + size > block)
        {
            blocks.Add(new byte[block]);
            used = 0;
        }
        places.Add((blocks.Count - 1) * block + used);
        var room = blocks[^1].AsSpan(used);
        BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)size);
        Encoding.UTF8.GetBytes(text, room[2..]);
        used += 2 + size;
    }

    /// <exception cref="InvalidDataException">There is no such text.</exception>
    public int Copy(int index, Span<char> to)
    {
        if ((uint)index >= (uint)places.Count) throw new InvalidDataException("There is no such shared text.");
        var from = blocks[places[index] / block].AsSpan(places[index] % block);
        return Encoding.UTF8.GetChars(from.Slice(2, BinaryPrimitives.ReadUInt16LittleEndian(from)), to);
    }
}
