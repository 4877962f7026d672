using CivPractice.Platform.Imports;
using CivPractice.Portal.Shared;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Portal.Imports;

/// <summary>An import in the words of the people.</summary>
public static class ImportWords
{
    public static (string Text, string Kind) Said(this ImportShown job) => job.State switch
    {
        "CHECKING" => ("核对中", "info"),
        "CHECKED" => ("等您确认", "warn"),
        "RUNNING" => ("导入中", "info"),
        "DONE" => ("已完成", "good"),
        "CANCELLED" => ("已停止", ""),
        "FAILED" => ("没能做完", "bad"),
        _ => (job.State, ""),
    };

    public static bool IsGoingOn(this ImportShown job) => job.State is "CHECKING" or "RUNNING";

    internal static string When(this DateTimeOffset moment, DateTimeOffset now) => Say.When(Timestamp.FromDateTimeOffset(moment), now);
}
