using System.Text;
using CivPractice.Report.Evidence;
using CsCheck;

namespace CivPractice.Report.Tests.Evidence;

public sealed class CsvMeterTests
{
    [Theory]
    [InlineData("题目,站点\r\n", 0)]
    [InlineData("题目,站点\r\n一,甲\r\n二,乙\r\n", 2)]
    [InlineData("题目,站点\r\n一,甲\r\n二,乙", 2)]
    [InlineData("题目,站点\r\n\"两\r\n行\",甲\r\n\"引\"\"号\",乙\r\n", 2)]
    [InlineData("", 0)]
    public async Task Rows_are_counted_as_people_count_them(string csv, int rows) => Assert.Equal(rows, (await PassAsync(csv, 7)).Rows);

    [Fact]
    public async Task What_passes_is_not_changed_and_in_whatever_pieces_it_comes_it_has_one_hash() => await Gen.Select(Gen.String[0, 200], Gen.Int[1, 50]).SampleAsync(async (text, piece) =>
    {
        var (rows, hash, passed) = await PassAsync(text, piece);
        Assert.Equal(Encoding.UTF8.GetBytes(text), passed);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(passed)), hash);
        Assert.Equal((await PassAsync(text, 1)).Rows, rows);
    });

    static async Task<(long Rows, string Hash, byte[] Passed)> PassAsync(string text, int piece)
    {
        using var to = new MemoryStream();
        await using var meter = new CsvMeter(to);
        foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(piece)) await meter.WriteAsync(part);
        return (meter.Rows, meter.Hash, to.ToArray());
    }
}
