using System.Text.Json.Serialization;

namespace CivPractice.Floor;

public sealed record SignUpWish(string County, Guid Activity, Guid Post, Guid Person);

public sealed record SignUpAnswer(Guid ActivityId, Guid PostId, Guid PersonId, int Status, int WaitingPlace);

public sealed record ActivityRow(
    Guid Id, string Title, string Detail, int Platform, string Site, Guid? TeamId, string TeamName, Guid? NeedId, DateTime StartsAt, DateTime EndsAt,
    string Place, string RiskNotice, int Status, string Reason, int Attendees, string Outcome, List<PostRow> Posts);

public sealed record PostRow(Guid Id, string Title, int Capacity, int Taken, int Waiting, string Skill, int LeastAge);

public sealed record FigureRow(string Indicator, string Grouping, string Group, long Value, string Owner);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SignUpWish))]
[JsonSerializable(typeof(SignUpAnswer))]
[JsonSerializable(typeof(List<ActivityRow>))]
[JsonSerializable(typeof(List<FigureRow>))]
[JsonSerializable(typeof(string))]
sealed partial class FloorJson : JsonSerializerContext;
