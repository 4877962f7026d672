using CivPractice.Lecture.V1;
using CivPractice.Lecture.Venues;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.Sessions;

/// <summary>What is told of a session and may be told otherwise later: who gave it, where, when and how many heard it is not among it.</summary>
/// <param name="Venue">The venue (阵地) of the site, as it was named when that was written down.</param>
public sealed record Told(string Title, string Topic, string Method, string Form, string PlaceKind, string AudienceKind, string Place, NamedVenue? Venue, Marks Marks)
{
    /// <summary>A request, checked, but for its venue, which its owner tells.</summary>
    internal static Told Of(Check check, UpdateSessionRequest request) => new(
        check.Text("title", "题目", request.Title, 60, least: 2), check.Optional("topic", "主题", request.Topic, 60), check.Optional("method", "方法", request.Method, 20), check.Optional("form", "形式", request.Form, 20),
        check.Optional("placeKind", "场所类别", request.PlaceKind.TrimStart('进'), 20), check.Optional("audienceKind", "听众类别", request.AudienceKind, 20), check.Optional("place", "地点", request.Place, 60), null, Marks.Of(check, request.Marks));

    /// <summary>In a venue, which is the place where none is written.</summary>
    internal Told In(NamedVenue? venue) => this with { Venue = venue, Place = Place.Length > 0 ? Place : venue?.Name ?? "" };

    /// <summary>Each field by its name on the wire, in words; equal words are an equal field, but for the venue, of which there may be two of one name.</summary>
    internal IReadOnlyList<(string Field, string Words)> Fields =>
    [
        ("title", Title), ("topic", Topic), ("method", Method), ("form", Form), ("placeKind", PlaceKind), ("audienceKind", AudienceKind), ("place", Place), ("venue", Venue?.Name ?? ""),
        ("taskField", Marks.TaskField.Word()), ("purposes", Marks.PurposeWords),
    ];

    /// <summary>What another way of telling changes, field by field.</summary>
    internal IEnumerable<(string Field, string Before, string After)> Against(Told other) => Fields.Zip(other.Fields, (before, after) => (before.Field, Before: before.Words, After: after.Words))
        .Where(each => each.Before != each.After || each.Field == "venue" && Venue?.Id != other.Venue?.Id);
}
