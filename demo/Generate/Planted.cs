using System.Globalization;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>
/// The mess of real files, planted on purpose (埋下的乱账), with what the platform is expected to make of each row: so that what it found can be held against it.
/// </summary>
public sealed class Planted(string folder) : IDisposable
{
    public const string FileName = "planted.csv";

    /// <summary>The row is taken as if nothing were wrong with it; a remark may tell how.</summary>
    public const string Taken = "TAKEN";

    /// <summary>The row changes nothing: what it says is known.</summary>
    public const string Unchanged = "UNCHANGED";

    readonly ImportFile file = ImportFile.Create(Path.Combine(folder, FileName), asOldProgramsDo: false, "类型", "县区", "文件", "行", "说明", "应得结果");

    /// <param name="kind">What kind of mess, for people.</param>
    /// <param name="county">Code of the county whose file it is.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="row">The row; the heading is row 1.</param>
    /// <param name="what">What is the matter with it, for people; never a name or number of a person.</param>
    /// <param name="expected">The reason of the finding, or <see cref="Taken"/>, or <see cref="Unchanged"/>.</param>
    public void Add(string kind, string county, string name, int row, string what, string expected) =>
        file.Add(kind, county, name, row.ToString(CultureInfo.InvariantCulture), what, expected);

    public void Dispose() => file.Dispose();
}
