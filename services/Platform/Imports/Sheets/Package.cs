using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;
using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Imports;

/// <summary>The zip archive that an xlsx is, with its parts and their relationships; nothing outside of it is ever opened.</summary>
sealed class Package : IDisposable
{
    /// <summary>Bytes of the archive's directory: the list of its entries is held in memory.</summary>
    const long mostDirectory = 1024 * 1024;

    readonly ZipArchive zip;
    readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);

    public Package(Stream file)
    {
        CheckDirectory(file);
        file.Position = 0;
        zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            // An honest bomb is known at once, whichever part it is.
            Inflating.Check(entry.Length, entry.CompressedLength, Inflating.Most);
            parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    static void CheckDirectory(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, 22 + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x5\x6"u8);
        if (end < 0 || tail.Length - end < 22) throw new InvalidDataException("The archive's end is missing.");
        var directory = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (file.Length - tail.Length + end - directory > mostDirectory) throw Sheet.Wrong("ZIP_BOMB", "文件里的部件多得不合理,已停止读取");
    }

    public bool Has(string part) => parts.ContainsKey(part);

    /// <param name="most">Bytes, unpacked.</param>
    /// <exception cref="InvalidDataException">The part is missing or cannot be unpacked.</exception>
    public XmlReader Open(string part, long most)
    {
        if (!parts.TryGetValue(part, out var entry)) throw new InvalidDataException($"The part {part} is missing.");
        if (entry.IsEncrypted) throw Sheet.Wrong("ENCRYPTED_FILE", "文件设了密码,请先取消密码再上传");
        return XmlReader.Create(new Inflating(entry.Open(), entry.CompressedLength, most), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
            NameTable = new Names(),
        });
    }

    /// <summary>The relationships of a part, or with "" of the package; those that lead outside are left out.</summary>
    public List<(string Id, string Type, string Part)> Related(string part)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        var list = new List<(string, string, string)>();
        var name = $"{folder}_rels/{part[folder.Length..]}.rels";
        if (!Has(name)) return list;
        using var xml = Open(name, 4 * 1024 * 1024);
        while (Next(xml))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || xml.GetAttribute("TargetMode") == "External") continue;
            var (type, target) = (xml.GetAttribute("Type") ?? "", xml.GetAttribute("Target") ?? "");
            // Resolved like an address: absolute from the package's root, or relative to the part.
            if (Uri.TryCreate(new Uri($"part:///{folder}"), target, out var found) && found.Scheme == "part")
                list.Add((xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], Uri.UnescapeDataString(found.AbsolutePath).TrimStart('/')));
        }
        return list;
    }

    /// <summary>Reads on; deeper than any sheet is, memory would grow with the file.</summary>
    public static bool Next(XmlReader xml)
    {
        if (!xml.Read()) return false;
        return xml.Depth <= 64 ? true : throw Sheet.Wrong("BROKEN_FILE", "文件的结构嵌套太深");
    }

    /// <summary>Leaves the reader at the end of the element that it stands on.</summary>
    public static void Pass(XmlReader xml)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (Next(xml) && xml.Depth > depth) { }
    }

    public void Dispose() => zip.Dispose();

    /// <summary>An XML reader keeps every name that it meets; a sheet has few of them.</summary>
    sealed class Names : NameTable
    {
        int characters;

        public override string Add(char[] key, int start, int len)
        {
            if (base.Get(key, start, len) is { } known) return known;
            return (characters += len + 32) < 1024 * 1024 ? base.Add(key, start, len) : throw Sheet.Wrong("BROKEN_FILE", "文件里的标记多得不合理");
        }
    }
}
