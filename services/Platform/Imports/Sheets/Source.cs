namespace CivPractice.Platform.Imports;

/// <summary>A cell as the file has it: its text, or what kept it from being read.</summary>
readonly record struct Cell(string Text, string? Reason = null, string Description = "");

/// <summary>A kind of file, read row by row from the first on.</summary>
abstract class Source : IDisposable
{
    /// <summary>Number of the row reached; the first is 1.</summary>
    public int Number { get; protected set; }

    /// <summary>How many cells the row has, also those that were not kept because they are too many. Zero where the kind of file lets rows be of any length.</summary>
    public int Width { get; protected set; }

    /// <summary>Reads the next row into <paramref name="cells"/>, at most one more than <see cref="Sheet.MostColumns"/> of them. False at the end.</summary>
    public abstract bool Read(List<Cell> cells);

    public abstract void Dispose();
}
