using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.News;

/// <summary>News (新闻动态).</summary>
public sealed class NewsService(OrganizationDb db, PhotoShelf shelf) : V1.News.NewsBase
{
    Caller Caller => db.Scope.Caller;

    [Requires<ReadSites>]
    public override async Task<ListNewsResponse> ListNews(ListNewsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("status", "状态", request.Status);
        var tag = check.Optional("tag", "标签", request.Tag, most: 20);
        check.Done();
        var page = Page.Of(request, keys: 1);

        var staff = SeesAll(prefix);
        var news = db.News.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County)).Under(row => row.Site, [prefix]);
        if (!staff) news = news.Where(row => row.Status == NewsStatus.Published);
        if (request.Status != NewsStatus.Unspecified) news = news.Where(row => row.Status == request.Status);
        if (tag.Length > 0) news = news.Where(row => row.Tags.Contains(tag));
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            news = news.Where(row => row.Id.CompareTo(after) < 0);
        }
        var rows = await news.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var answer = new ListNewsResponse { NextPageToken = page.Next(rows, row => [row.Id.ToString()]), Items = { rows.Select(row => row.ToProto(staff, whole: false)) } };
        var photos = await shelf.FirstAsync<NewsPhotos>([.. answer.Items.Select(item => item.Id)], context.CancellationToken);
        foreach (var item in answer.Items) item.Photo = photos.GetValueOrDefault(item.Id);
        return answer;
    }

    [Requires<ReadSites>]
    public override async Task<V1.NewsItem> GetNewsItem(GetNewsItemRequest request, ServerCallContext context)
    {
        var id = Id(request.Id);
        var item = await db.News.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && db.Scope.Counties.Contains(row.County), context.CancellationToken);
        if (item is null || item.Status != NewsStatus.Published && !SeesAll(item.Site)) throw Fault.NotFound("这条新闻");
        return item.ToProto(SeesAll(item.Site), whole: true);
    }

    [Requires<WriteNews>]
    public override async Task<V1.NewsItem> WriteNewsItem(WriteNewsItemRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var code = check.Site("site", request.Site, Caller);
        var text = Text(check, request.Title, request.Subtitle, request.Body, request.Source, request.Tags, request.Author, request.Editor, request.Copyright);
        check.Done();
        Caller.Require<WriteNews>(code);
        await db.RequireRunningAsync(Caller.County, code, cancel);

        var item = new NewsItem(Caller.County, Guid.CreateVersion7(db.Clock.GetUtcNow()), code, Caller.PersonId, text);
        db.News.Add(item);
        return await SaveAsync(item, "news.write", cancel);
    }

    [Requires<WriteNews>]
    public override async Task<V1.NewsItem> RewriteNewsItem(RewriteNewsItemRequest request, ServerCallContext context)
    {
        var check = new Check();
        var text = Text(check, request.Title, request.Subtitle, request.Body, request.Source, request.Tags, request.Author, request.Editor, request.Copyright);
        check.Done();
        var item = await FindAsync<WriteNews>(request.Id, context.CancellationToken);
        item.Rewrite(text, Caller.PersonId, request.Version);
        return await SaveAsync(item, "news.rewrite", context.CancellationToken);
    }

    [Requires<WriteNews>]
    public override async Task<V1.NewsItem> SubmitNewsItem(NewsStepRequest request, ServerCallContext context)
    {
        var item = await FindAsync<WriteNews>(request.Id, context.CancellationToken);
        item.Submit();
        return await SaveAsync(item, "news.submit", context.CancellationToken);
    }

    [Requires<ReviewNews>]
    public override async Task<V1.NewsItem> PublishNewsItem(NewsStepRequest request, ServerCallContext context)
    {
        var (item, now) = (await FindAsync<ReviewNews>(request.Id, context.CancellationToken), db.Clock.GetUtcNow());
        item.Publish(Caller.PersonId, now);
        db.Count(item.County, item.Site, ChinaTime.Day(now), CivicMeasures.NewsPublished);
        return await SaveAsync(item, "news.publish", context.CancellationToken);
    }

    [Requires<ReviewNews>]
    public override async Task<V1.NewsItem> ReturnNewsItem(NewsStepRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var item = await FindAsync<ReviewNews>(request.Id, context.CancellationToken);
        item.Return(reason);
        return await SaveAsync(item, "news.return", context.CancellationToken);
    }

    [Requires<ReviewNews>]
    public override async Task<V1.NewsItem> TakeDownNewsItem(NewsStepRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var item = await FindAsync<ReviewNews>(request.Id, context.CancellationToken);
        item.TakeDown(reason);
        // It was none from the day on which it was published.
        db.Count(item.County, item.Site, ChinaTime.Day(item.PublishedAt!.Value), CivicMeasures.NewsPublished, by: -1);
        return await SaveAsync(item, "news.take-down", context.CancellationToken);
    }

    bool SeesAll(string prefix) => Caller.MayAsStaff<WriteNews>(prefix) || Caller.MayAsStaff<ReviewNews>(prefix);

    static NewsText Text(Check check, string title, string subtitle, string body, string source, IEnumerable<string> tags, string author, string editor, string copyright)
    {
        var words = tags.Select(tag => check.Text("tags", "标签", tag, most: 20)).Distinct().ToArray();
        check.That(words.Length <= 10, "tags", "TOO_MANY", "标签最多 10 个");
        return new NewsText(check.Text("title", "标题", title, most: 60, least: 2), check.Optional("subtitle", "副标题", subtitle, most: 80), check.Text("body", "正文", body, most: 20_000, least: 10), check.Optional("source", "来源", source, most: 40), words)
        {
            Author = check.Optional("author", "作者", author, most: 40),
            Editor = check.Optional("editor", "编辑", editor, most: 40),
            Copyright = check.Optional("copyright", "版权说明", copyright, most: 120),
        };
    }

    static string Reason(string text)
    {
        var check = new Check();
        var reason = check.Text("reason", "原因", text, most: 200);
        check.Done();
        return reason;
    }

    static Guid Id(string text)
    {
        var check = new Check();
        var id = check.Id("id", "新闻", text);
        check.Done();
        return id;
    }

    async Task<NewsItem> FindAsync<TPermission>(string text, CancellationToken cancel) where TPermission : Permission, new()
    {
        var id = Id(text);
        var item = await db.News.SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这条新闻");
        Caller.Require<TPermission>(item.Site);
        return item;
    }

    async Task<V1.NewsItem> SaveAsync(NewsItem item, string action, CancellationToken cancel)
    {
        db.Audit(item.County, action, item.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return item.ToProto(forStaff: true, whole: true);
    }
}
