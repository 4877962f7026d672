using CivPractice.Lecture.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.Sessions;

/// <summary>What a lecture is for: a field of tasks (六项任务) or none, and whom it serves (四个群众). The lists are closed and the same as those of activities, so that shares by field can be said of both.</summary>
/// <param name="Purposes">In their order, each once.</param>
public sealed record Marks(LectureTaskField TaskField, int[] Purposes)
{
    /// <summary>What a request says, checked; without a word of marks there are none.</summary>
    public static Marks Of(Check check, LectureMarks? said)
    {
        said ??= new LectureMarks();
        foreach (var purpose in said.Purposes) check.Known("marks.purposes", "目的", purpose);
        return new(check.KnownOrNone("marks.taskField", "任务领域", said.TaskField), [.. said.Purposes.Distinct().Order().Select(purpose => (int)purpose)]);
    }

    /// <summary>关心群众、服务群众.</summary>
    public string PurposeWords => ToWire().PurposeWords();

    public LectureMarks ToWire() => new() { TaskField = TaskField, Purposes = { Purposes.Select(purpose => (LecturePurpose)purpose) } };
}

/// <summary>Marks in words.</summary>
static class MarkWords
{
    internal static string PurposeWords(this LectureMarks marks) => string.Join('、', marks.Purposes.Select(purpose => purpose.Word()));
}
