using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Organization.News;

/// <summary>What a news item says.</summary>
public sealed record NewsText(string Title, string Subtitle, string Body, string Source, string[] Tags)
{
    /// <summary>Who wrote it and who edited it, by the names that stand under it.</summary>
    public string Author { get; init; } = "";
    public string Editor { get; init; } = "";

    /// <summary>Under which terms it may be copied (版权说明).</summary>
    public string Copyright { get; init; } = "";
}

/// <summary>A news item (新闻动态): 草稿, 待审, 已发布, 已撤下. Nothing is published but after the review of somebody else than its writer (内容先审后发).</summary>
public sealed class NewsItem : ICountyRow
{
    NewsItem() { }

    public NewsItem(string county, Guid id, string site, Guid writer, NewsText text)
    {
        (County, Id, Site, Writer) = (county, id, site, writer);
        Say(text);
    }

    public string County { get; private init; } = "";
    public Guid Id { get; private init; }
    public string Site { get; private init; } = "";
    public string Title { get; private set; } = "";
    public string Subtitle { get; private set; } = "";
    public string Body { get; private set; } = "";
    public string Source { get; private set; } = "";
    public string[] Tags { get; private set; } = [];
    public string Author { get; private set; } = "";
    public string Editor { get; private set; } = "";
    public string Copyright { get; private set; } = "";
    public NewsStatus Status { get; private set; } = NewsStatus.Draft;

    /// <summary>Who wrote the words that stand now.</summary>
    public Guid Writer { get; private set; }
    public Guid? Reviewer { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public string Reason { get; private set; } = "";
    public long Version { get; private set; } = 1;

    /// <exception cref="Fault">CHANGED_MEANWHILE, or NEWS_NOT_DRAFT: what was submitted is what is reviewed.</exception>
    public void Rewrite(NewsText text, Guid writer, long seen)
    {
        if (seen != Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试");
        if (Status != NewsStatus.Draft) throw Fault.Precondition("NEWS_NOT_DRAFT", $"这条新闻现在是“{Status.Title()}”,不能修改");
        Writer = writer;
        Say(text);
        Version++;
    }

    public void Submit() => Go("送审", NewsStatus.Submitted, "", "NEWS_NOT_DRAFT", NewsStatus.Draft);

    /// <exception cref="Fault">NEWS_NOT_SUBMITTED, or REVIEWED_BY_WRITER.</exception>
    public void Publish(Guid reviewer, DateTimeOffset now)
    {
        if (Status == NewsStatus.Submitted && reviewer == Writer) throw Fault.Precondition("REVIEWED_BY_WRITER", "自己写的要由别人审核");
        Go("发布", NewsStatus.Published, "", "NEWS_NOT_SUBMITTED", NewsStatus.Submitted);
        (Reviewer, PublishedAt) = (reviewer, now);
    }

    public void Return(string reason) => Go("退回", NewsStatus.Draft, reason, "NEWS_NOT_SUBMITTED", NewsStatus.Submitted);

    public void TakeDown(string reason) => Go("撤下", NewsStatus.TakenDown, reason, "NEWS_NOT_PUBLISHED", NewsStatus.Published);

    void Say(NewsText text) => (Title, Subtitle, Body, Source, Tags, Author, Editor, Copyright) = (text.Title, text.Subtitle, text.Body, text.Source, text.Tags, text.Author, text.Editor, text.Copyright);

    void Go(string doing, NewsStatus to, string reason, string refusal, NewsStatus from)
    {
        if (Status != from) throw Fault.Precondition(refusal, $"这条新闻现在是“{Status.Title()}”,不能{doing}");
        (Status, Reason) = (to, reason);
        Version++;
    }

    /// <param name="forStaff">With the reason of a return.</param>
    /// <param name="whole">With the body.</param>
    public V1.NewsItem ToProto(bool forStaff, bool whole) => new()
    {
        Id = Id.ToString(),
        Site = Site,
        Title = Title,
        Subtitle = Subtitle,
        Body = whole ? Body : "",
        Source = Source,
        Tags = { Tags },
        Status = Status,
        PublishedAt = PublishedAt?.ToTimestamp(),
        Reason = forStaff ? Reason : "",
        Version = Version,
        Author = Author,
        Editor = Editor,
        Copyright = Copyright,
    };
}

/// <summary>The states of a news item as people call them.</summary>
static class NewsWords
{
    internal static string Title(this NewsStatus status) => status switch
    {
        NewsStatus.Draft => "草稿",
        NewsStatus.Submitted => "待审",
        NewsStatus.Published => "已发布",
        NewsStatus.TakenDown => "已撤下",
        _ => "未知",
    };
}
