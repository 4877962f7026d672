namespace CivPractice.Platform.Imports;

/// <summary>
/// Csv by RFC 4180, read leniently (text behind a closing quote belongs to the cell, any line end ends a row) and within bounds: of a cell that is too long and of a row with
/// too many cells only the beginning is held, however large the file.
/// </summary>
sealed class CsvSource(TextReader text, char separator) : Source
{
    /// <summary>Stands for bytes that the encoding does not know. It is no character, so that no file can mean it.</summary>
    public const char Undecodable = '\uFFFF';

    /// <summary>Characters of one row. Beyond this it is no row but a file without line ends, or one whose quote is never closed.</summary>
    const int mostRow = 4 * 1024 * 1024;

    readonly char[] block = new char[32 * 1024];
    readonly char[] cell = new char[Sheet.MostText];
    int at, end, length, lines, rowLength;

    public override bool Read(List<Cell> cells)
    {
        cells.Clear();
        if (at == end && !Fill()) return false;
        Number++;
        Width = rowLength = 0;
        while (Field(cells)) { }
        return true;
    }

    /// <summary>Reads one cell. False when the row ends with it.</summary>
    bool Field(List<Cell> cells)
    {
        length = lines = 0;
        if (Peek() == '"') Quoted();
        while (true)
        {
            var rest = block.AsSpan(at, end - at);
            var stop = rest.IndexOfAny(separator, '\n', '\r');
            if (stop < 0)
            {
                Take(rest);
                at = end;
                if (Fill()) continue;
                Keep(cells);
                return false;
            }
            Take(rest[..stop]);
            at += stop + 1;
            Keep(cells);
            if (rest[stop] == separator)
            {
                Count(1);
                return true;
            }
            if (rest[stop] == '\r' && Peek() == '\n') at++;
            return false;
        }
    }

    /// <summary>The part of a cell between its quotes, a doubled one being a quote.</summary>
    void Quoted()
    {
        at++;
        while (true)
        {
            if (at == end && !Fill()) throw Sheet.Wrong("BROKEN_FILE", $"第 {Number} 行的引号没有闭合,文件可能不完整");
            var rest = block.AsSpan(at, end - at);
            var stop = rest.IndexOf('"');
            var part = stop < 0 ? rest : rest[..stop];
            lines += part.Count('\n');
            Take(part);
            at += part.Length;
            if (stop < 0) continue;
            at++;
            if (Peek() != '"') return;
            Take(['"']);
            at++;
        }
    }

    void Take(ReadOnlySpan<char> part)
    {
        Count(part.Length);
        if (length < cell.Length) part[..Math.Min(part.Length, cell.Length - length)].CopyTo(cell.AsSpan(length));
        length += part.Length;
    }

    void Count(int characters)
    {
        if ((rowLength += characters) <= mostRow) return;
        throw Number == 1 && Width > Sheet.MostColumns ? Sheet.TooManyColumns()
            : Sheet.Wrong("BROKEN_FILE", $"第 {Number} 行太长,{(lines > 0 ? "可能有引号没有闭合" : "没有找到换行")}");
    }

    void Keep(List<Cell> cells)
    {
        if (++Width > Sheet.MostColumns + 1) return;
        var held = cell.AsSpan(0, Math.Min(length, cell.Length));
        if (held.Contains(Undecodable)) throw Sheet.Wrong("UNKNOWN_ENCODING", $"第 {Number} 行有不属于这种编码的字节,请另存为“CSV UTF-8(逗号分隔)”后再上传");
        cells.Add(length <= cell.Length
            ? SheetText.Read(held)
            : SheetText.TooLong(held, lines > 0 ? $"这一格有 {length} 个字,跨了 {lines + 1} 行,可能少了一个引号" : $"这一格有 {length} 个字"));
    }

    int Peek() => at < end || Fill() ? block[at] : -1;

    bool Fill()
    {
        at = 0;
        end = text.Read(block);
        return end > 0;
    }

    public override void Dispose() => text.Dispose();
}
