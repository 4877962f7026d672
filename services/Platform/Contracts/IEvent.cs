namespace CivPractice.Platform.V1;

/// <summary>
/// A fact that happened (事件), told by the service that owns it. Past tense and self-sufficient:
/// a consumer needs no call back. Namespace and type name are the wire name.
/// </summary>
public interface IEvent
{
    /// <summary>The county (县区) whose rows the fact concerns, six digits.</summary>
    string County { get; }

    /// <summary>Version of the entity that the fact is about; events may arrive out of order, the higher version wins.</summary>
    long Version { get; }
}
