using System.Text.Json.Nodes;
using CivPractice.Platform;
using CivPractice.Testing;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class IsolationTests
{
    async Task FilesAsync(Insiders b)
    {
        await ImportsAsync(b);
        await ExportsAsync(b);
    }

    /// <summary>Photos of a row of B: nobody of A sees them or brings any, whatever bears them.</summary>
    /// <param name="what">As the methods call it: Site, Venue and so on.</param>
    /// <param name="row">Address of the row.</param>
    /// <param name="anybody">Whether the row is everybody's to read within its county.</param>
    async Task PhotosAsync(User keeper, User reader, string what, string row, bool anybody)
    {
        using var form = TestPhoto.Form(TestPhoto.Png(7));
        var photo = await keeper.PostFileAsync($"{row}/photos", form);
        await Get($"{what}Photos.List{what}Photos", reader, $"{row}/photos", anybody);
        foreach (var user in new[] { intruder!, intruderAtB! })
        {
            using var other = TestPhoto.Form(TestPhoto.Png(8));
            Assert.Contains((await Assert.ThrowsAsync<UnexpectedAnswer>(() => user.PostFileAsync($"{row}/photos", other))).Status, new[] { 403, 404 });
            if (user == intruder || !anybody) Assert.Contains((await user.RefusedAsync($"{row}/photos/{Id(photo)}")).Status, new[] { 403, 404 });
        }
        Assert.NotEmpty(await reader.Http.GetByteArrayAsync(reader.Path($"{row}/photos/{Id(photo)}?size=small")));
        await Post($"{what}Photos.Update{what}Photo", keeper, $"{row}/photos/{Id(photo)}:update", new { version = 1, alt = "隔离测试照片", people = "NOBODY" });
        await Post($"{what}Photos.Remove{what}Photo", keeper, $"{row}/photos/{Id(photo)}:remove", new { });
    }

    async Task ExportsAsync(Insiders b)
    {
        var paths = await PathsAsync(b);
        var lists = paths.Where(path => path.StartsWith("/exports/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lists);
        foreach (var list in lists)
        {
            using var answer = await intruder!.Http.GetAsync(intruder.Path($"{list}?prefix={Practice.County}"));
            var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            if (!answer.IsSuccessStatusCode || lines.Length != 1) leaks.Add($"{list} in A: {(int)answer.StatusCode} {lines.Length} lines");
            Assert.Equal(403, (await intruderAtB!.RefusedAsync(list)).Status);
            lines = (await b.Office.Http.GetStringAsync(b.Office.Path(list))).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.True(lines.Length > 1, $"{list} has no rows of B's own.");
            if (!paths.Contains(list.Replace("/exports/", "/imports/", StringComparison.Ordinal) + "/template")) continue;
            var template = (await b.Office.Http.GetStringAsync(b.Office.Path(list.Replace("/exports/", "/imports/", StringComparison.Ordinal) + "/template"))).TrimStart('\uFEFF').Split("\r\n")[0].Split(',');
            // Guardians are shown by no list.
            Assert.Empty(template.Where(heading => !heading.StartsWith("监护人", StringComparison.Ordinal)).Except(lines[0].Replace("(已隐去)", "", StringComparison.Ordinal).Split(',')));
        }
    }

    static async Task<List<string>> PathsAsync(Insiders b) =>
        [.. (await b.Office.GetAsync("/api/../openapi/v1.json"))["paths"]!.AsObject().Select(path => path.Key.Replace("/api/c/{county}", "", StringComparison.Ordinal))];

    async Task ImportsAsync(Insiders b)
    {
        var paths = await PathsAsync(b);
        foreach (var kind in paths.Where(path => path.StartsWith("/imports/", StringComparison.Ordinal) && path.EndsWith("/template", StringComparison.Ordinal)).Select(path => path[..^"/template".Length]))
        {
            using var template = await b.Office.Http.GetAsync(b.Office.Path($"{kind}/template"));
            var id = Id(await SendAsync(b.Office, kind, await template.Content.ReadAsStringAsync()));
            foreach (var user in new[] { intruder!, intruderAtB! })
            {
                var expected = user == intruder ? 404 : 403;
                foreach (var end in new[] { "", "/rejected" }) Assert.Equal(expected, (await user.RefusedAsync($"{kind}/{id}{end}")).Status);
                foreach (var end in new[] { "/start", "/cancel" }) Assert.Equal(expected, (await user.RefusedAsync($"{kind}/{id}{end}", new { })).Status);
            }
            Assert.DoesNotContain((await intruder!.GetAsync(kind))["imports"]!.AsArray(), job => Id(job!) == id);
            Assert.Equal(403, (await intruderAtB!.RefusedAsync(kind)).Status);
            Assert.Equal(403, (await Assert.ThrowsAsync<UnexpectedAnswer>(() => SendAsync(intruderAtB!, kind, "x"))).Status);
            Assert.Contains((await b.Office.GetAsync(kind))["imports"]!.AsArray(), job => Id(job!) == id);
            Assert.Equal(id, Id(await b.Office.PostAsync($"{kind}/{id}/cancel", new { })));
        }
    }

    static async Task<JsonNode> SendAsync(User user, string path, string file)
    {
        using var content = new StringContent(file, System.Text.Encoding.UTF8, "text/csv");
        return await user.PostFileAsync(path, content);
    }
}
