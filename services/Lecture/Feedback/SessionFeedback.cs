using CivPractice.Platform.Database;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Lecture.Feedback;

/// <summary>What a listener, or some slips of paper, said of a session that was held (听众评价). Without a name; a word may still tell who said it, so it stands in one county. Insert-only.</summary>
public sealed class SessionFeedback : ICountyRow
{
    /// <summary>Slips of one rating that a clerk writes down at once, and characters of a word.</summary>
    internal const int MostPapers = 500, MostComment = 200;

    /// <summary>Of fewer no average is said, so that nobody reads in it what one person thought.</summary>
    internal const int LeastForAverage = 3;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid SessionId { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Rating { get; init; }
    public required string Comment { get; init; }

    /// <summary>1 where a listener gave it.</summary>
    public required int Papers { get; init; }
    public required bool ByClerk { get; init; }
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>Times ten, half up; 0 of fewer than <see cref="LeastForAverage"/>.</summary>
    public static int AverageTenths(long sum, long ratings) => ratings < LeastForAverage ? 0 : (int)Math.Round(10m * sum / ratings, MidpointRounding.AwayFromZero);

    public V1.SessionFeedback Shown() => new()
    {
        Id = Id.ToString(),
        SessionId = SessionId.ToString(),
        Rating = Rating,
        Comment = Comment,
        Papers = Papers,
        ByClerk = ByClerk,
        GivenAt = GivenAt.ToTimestamp(),
    };
}
