using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Organization.Creation;

/// <summary>What somebody says against a candidate in public notice (异议): upheld or dismissed, with an answer. Who it was is known to the office only.</summary>
public sealed class Objection : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid CandidateId { get; init; }
    public required string Text { get; init; }

    /// <summary>Empty where somebody objects without a name.</summary>
    public required string ContactName { get; init; }
    public required string ContactPhone { get; init; }
    public required DateTimeOffset PostedAt { get; init; }
    public ObjectionDecision Decision { get; private set; } = ObjectionDecision.Open;
    public string Answer { get; private set; } = "";

    /// <exception cref="Fault">OBJECTION_DECIDED.</exception>
    internal void Decide(bool upheld, string answer)
    {
        if (Decision != ObjectionDecision.Open) throw Fault.Precondition("OBJECTION_DECIDED", "这条异议已经处理过了");
        (Decision, Answer) = (upheld ? ObjectionDecision.Upheld : ObjectionDecision.Dismissed, answer);
    }

    /// <param name="withObjector">And with who it was.</param>
    public V1.Objection ToProto(bool withObjector) => new() { Id = Id.ToString(), Text = Text, ContactName = withObjector ? ContactName : "", ContactPhone = withObjector ? ContactPhone : "", Decision = Decision, Answer = Answer, PostedAt = PostedAt.ToTimestamp() };
}
