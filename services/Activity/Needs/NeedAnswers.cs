using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Activity.Needs;

/// <summary>A need as its two readers see it.</summary>
public static class NeedAnswers
{
    /// <summary>For those who verify and serve.</summary>
    /// <param name="withContact">False in lists: a list is for finding, the contact is for calling.</param>
    public static V1.Need ToWire(this Need need, string teamName, bool withContact)
    {
        var shown = withContact && need.ShowsContact;
        var wire = new V1.Need
        {
            Id = need.Id.ToString(),
            Number = need.Number,
            Status = need.Status,
            Title = need.Title,
            Detail = need.Detail,
            Site = need.Site,
            Urgent = need.Urgent,
            ContactName = shown ? need.ContactName : "",
            ContactPhone = shown ? need.ContactPhone : "",
            TeamId = need.TeamId?.ToString() ?? "",
            TeamName = teamName,
            ActivityId = need.ActivityId?.ToString() ?? "",
            Reason = need.Reason,
            Rating = need.Rating,
            RatingComment = need.RatingComment,
            PostedAt = need.PostedAt.ToTimestamp(),
            DueAt = need.DueAt?.ToTimestamp(),
            Version = need.Version,
            Reopened = need.IsReopened,
            MergedInto = need.MergedInto?.ToString() ?? "",
        };
        wire.Steps.AddRange(need.Trail());
        return wire;
    }

    /// <summary>For the asker, and for whoever looks over their shoulder: no contact, no names.</summary>
    public static V1.NeedTrail ToTrail(this Need need, string teamName)
    {
        var trail = new V1.NeedTrail
        {
            Number = need.Number,
            Title = need.Title,
            Status = need.Status,
            Site = need.Site,
            TeamName = teamName,
            ActivityId = need.ActivityId?.ToString() ?? "",
            DueAt = need.DueAt?.ToTimestamp(),
            Rating = need.Rating,
            Reopened = need.IsReopened,
        };
        trail.Steps.AddRange(need.Trail());
        return trail;
    }

    /// <summary>The trail of a need that was merged: its own, and from then on that of the need that goes on.</summary>
    public static V1.NeedTrail ToTrail(this Need merged, Need goesOn, string teamName)
    {
        var (trail, followed) = (merged.ToTrail(""), goesOn.ToTrail(teamName));
        var since = merged.Steps.Max(step => step.At);
        trail.Steps.AddRange(goesOn.Steps.Where(step => step.At > since).OrderBy(step => step.No).Select(step => new V1.NeedStep { Status = step.Status, At = step.At.ToTimestamp(), Note = step.Note }));
        (trail.Status, trail.Site, trail.TeamName, trail.ActivityId, trail.DueAt, trail.Rating, trail.Reopened, trail.MergedInto) =
            (followed.Status, followed.Site, followed.TeamName, followed.ActivityId, followed.DueAt, followed.Rating, followed.Reopened, goesOn.Number);
        return trail;
    }

    static IEnumerable<V1.NeedStep> Trail(this Need need) => need.Steps.OrderBy(step => step.No)
        .Select(step => new V1.NeedStep { Status = step.Status, At = step.At.ToTimestamp(), Note = step.Note });
}
