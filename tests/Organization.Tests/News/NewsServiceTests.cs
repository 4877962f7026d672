using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.News;

public sealed class NewsServiceTests(OrganizationRunning running)
{
    [Fact]
    public async Task Nothing_is_published_before_somebody_else_has_reviewed_it()
    {
        const string county = "141081";
        await running.OpenCountyAsync(county);
        var writer = running.Service.As(Callers.Staff(Role.CenterOffice, county: county));
        var (reviewer, visitor) = (running.Service.As(Callers.Staff(Role.CenterOffice, county: county)), running.Visitor(county));
        var item = await running.News().WriteNewsItemAsync(new WriteNewsItemRequest { Site = $"{county}001001", Title = "读书会开讲", Body = "村里的书屋周末坐满了人。", Tags = { "文明", "书屋", "文明" }, Author = "测记者", Editor = "测编辑", Copyright = "未经许可不得转载" }, writer);
        Assert.Equal(("测记者", "测编辑", "未经许可不得转载"), (item.Author, item.Editor, item.Copyright));
        Assert.Equal(["文明", "书屋"], item.Tags);
        Assert.Equal("NEWS_NOT_SUBMITTED", await Refusing.ReasonAsync(running.News().PublishNewsItemAsync(new NewsStepRequest { Id = item.Id }, reviewer)));
        await running.News().SubmitNewsItemAsync(new NewsStepRequest { Id = item.Id }, writer);
        Assert.Equal("REVIEWED_BY_WRITER", await Refusing.ReasonAsync(running.News().PublishNewsItemAsync(new NewsStepRequest { Id = item.Id }, writer)));
        Assert.Equal("NEWS_NOT_DRAFT", await Refusing.ReasonAsync(running.News().RewriteNewsItemAsync(Rewritten(item.Id, 2), writer)));
        Assert.Empty((await running.News().ListNewsAsync(new ListNewsRequest { Prefix = county }, visitor)).Items);
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.News().GetNewsItemAsync(new GetNewsItemRequest { Id = item.Id }, visitor)));

        var returned = await running.News().ReturnNewsItemAsync(new NewsStepRequest { Id = item.Id, Reason = "补上时间" }, reviewer);
        Assert.Equal((NewsStatus.Draft, "补上时间"), (returned.Status, returned.Reason));
        Assert.Equal("CHANGED_MEANWHILE", await Refusing.ReasonAsync(running.News().RewriteNewsItemAsync(Rewritten(item.Id, 1), writer)));
        await running.News().RewriteNewsItemAsync(Rewritten(item.Id, returned.Version), writer);
        await running.News().SubmitNewsItemAsync(new NewsStepRequest { Id = item.Id }, writer);
        await running.News().PublishNewsItemAsync(new NewsStepRequest { Id = item.Id }, reviewer);
        var seen = await running.News().GetNewsItemAsync(new GetNewsItemRequest { Id = item.Id }, visitor);
        Assert.Equal(("周六读书会开讲", ""), (seen.Title, seen.Reason));
        Assert.Equal([item.Id], (await running.News().ListNewsAsync(new ListNewsRequest { Prefix = county, Tag = "书屋" }, visitor)).Items.Select(each => each.Id));
        Assert.Equal(["1"], await running.FigureAsync("news.published", county));

        await running.News().TakeDownNewsItemAsync(new NewsStepRequest { Id = item.Id, Reason = "当事人要求" }, reviewer);
        Assert.Empty(await running.FigureAsync("news.published", county));
        Assert.Empty((await running.News().ListNewsAsync(new ListNewsRequest { Prefix = county }, visitor)).Items);
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.News().PublishNewsItemAsync(new NewsStepRequest { Id = item.Id }, running.Clerk($"{county}001001"))));
    }

    static RewriteNewsItemRequest Rewritten(string id, long version) => new() { Id = id, Version = version, Title = "周六读书会开讲", Body = "周六上午,村里的书屋坐满了人。", Tags = { "书屋" } };
}
