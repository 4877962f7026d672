using CivPractice.Demo.Files;
using CivPractice.Demo.Generate;

namespace CivPractice.Demo.Load;

/// <summary>What the generator planted: the rows of a file that are expected to be rejected, and everything else that is wrong on purpose.</summary>
sealed class ExpectedFindings(Table planted)
{
    readonly ILookup<(string County, string File), Row> rows = planted.Rows.ToLookup(row => (row["县区"], row["文件"]));

    public IEnumerable<(string County, string File, IReadOnlyList<Row> Rows)> Files => rows.Select(file => (file.Key.County, file.Key.File, (IReadOnlyList<Row>)[.. file]));

    /// <summary>The faults that nobody planted.</summary>
    public List<Finding> Unexplained(string county, string file, IEnumerable<Finding> faults)
    {
        var expected = rows[(county, file)].Where(row => row["应得结果"] is not (Planted.Taken or Planted.Unchanged)).Select(row => row.Number("行")).ToHashSet();
        return [.. faults.Where(fault => !expected.Contains(fault.Row))];
    }
}
