using System.Buffers.Binary;
using System.Text;

namespace CivPractice.Testing;

/// <summary>Photos for tests, as a telephone makes them, and the form that brings them.</summary>
public static class TestPhoto
{
    /// <summary>Stands in the EXIF part of <see cref="WithExif"/>; must never be found again.</summary>
    public const string Secret = "NAMELESS-PHONE-TAG";

    /// <summary>Puts an EXIF part into a JPEG: the camera's name, how it was held, and where it stood (GPS).</summary>
    /// <param name="orientation">1 to 8.</param>
    public static byte[] WithExif(byte[] jpeg, ushort orientation)
    {
        // TIFF, little-endian: main directory at 8, then the directory of the place, then what does not fit into an entry.
        const int main = 8, mainEntries = 3, place = main + 2 + mainEntries * 12 + 4, placeEntries = 4, data = place + 2 + placeEntries * 12 + 4;
        var name = Encoding.ASCII.GetBytes(Secret + "\0");
        var tiff = new byte[data + name.Length + 2 * 24];
        "II*\0"u8.CopyTo(tiff);
        Write32(4, main);
        Write16(main, mainEntries);
        Entry(main + 2, 0x010F, 2, (uint)name.Length, data);
        Entry(main + 14, 0x0112, 3, 1, orientation);
        Entry(main + 26, 0x8825, 4, 1, place);
        name.CopyTo(tiff, data);
        Write16(place, placeEntries);
        Entry(place + 2, 1, 2, 2, 'N');
        Entry(place + 14, 2, 5, 3, (uint)(data + name.Length));
        Entry(place + 26, 3, 2, 2, 'E');
        Entry(place + 38, 4, 5, 3, (uint)(data + name.Length + 24));
        foreach (var (i, part) in new uint[] { 38, 1, 5, 1, 9, 1, 113, 1, 25, 1, 1, 1 }.Index()) Write32(data + name.Length + 4 * i, part);

        var segment = new byte[4 + 6 + tiff.Length];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(2 + 6 + tiff.Length));
        "Exif\0\0"u8.CopyTo(segment.AsSpan(4));
        tiff.CopyTo(segment, 10);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];

        void Write16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), (ushort)value);
        void Write32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(at), value);
        void Entry(int at, int tag, int type, uint count, uint value)
        {
            Write16(at, tag);
            Write16(at + 2, type);
            Write32(at + 4, count);
            Write32(at + 8, value);
        }
    }

    /// <summary>The form that brings a photo.</summary>
    public static MultipartFormDataContent Form(byte[] content, string alt = "站点大门和牌子", string people = "NOBODY", string caption = "")
    {
        var file = new ByteArrayContent(content);
        return new MultipartFormDataContent { { new StringContent(alt), "alt" }, { new StringContent(people), "people" }, { new StringContent(caption), "caption" }, { file, "file", "IMG_0001.jpg" } };
    }

    /// <summary>A PNG of one colour, different for each number.</summary>
    public static byte[] Png(int number, int width = 8, int height = 8)
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);   // eight bits of red, green and blue
        Chunk("IHDR", head);
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            var line = new byte[1 + width * 3];
            for (var x = 0; x < width; x++) (line[1 + 3 * x], line[2 + 3 * x], line[3 + 3 * x]) = ((byte)(number * 37), (byte)(number * 59), (byte)(number * 83));
            for (var y = 0; y < height; y++) zip.Write(line);
        }
        Chunk("IDAT", packed.ToArray());
        Chunk("IEND", []);
        return stream.ToArray();

        void Chunk(string type, byte[] content)
        {
            Span<byte> word = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(word, content.Length);
            stream.Write(word);
            byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
            stream.Write(named);
            var sum = uint.MaxValue;
            foreach (var b in named)
            {
                sum ^= b;
                for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 1 ? sum >> 1 ^ 0xEDB88320 : sum >> 1;
            }
            BinaryPrimitives.WriteUInt32BigEndian(word, ~sum);
            stream.Write(word);
        }
    }
}
