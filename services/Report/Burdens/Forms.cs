using Google.Protobuf.Reflection;

namespace CivPractice.Report.Burdens;

/// <summary>How many fields somebody fills for a deed, read from the contracts: <c>session.create</c> is <c>CreateSession</c>.</summary>
static class Forms
{
    // What residents and volunteers do for themselves is no burden of an office.
    static readonly HashSet<string> ofTheirOwn = ["need.post", "need.rate", "need.withdraw", "need.reopen", "sign-up", "sign-up.cancel", "sign-up.promote", "sign-up.check-in", "sign-up.check-out", "attendance.check-in", "attendance.check-out"];

    static readonly Dictionary<string, MessageDescriptor> requests = new[] { Organization.V1.OrganizationReflection.Descriptor, Volunteer.V1.VolunteerReflection.Descriptor, Activity.V1.ActivityReflection.Descriptor, Lecture.V1.LectureReflection.Descriptor }
        .SelectMany(file => file.Services).SelectMany(service => service.Methods).DistinctBy(method => method.Name).ToDictionary(method => method.Name, method => method.InputType);

    internal static bool IsByHand(string action) => !ofTheirOwn.Contains(action) && !IsBatch(action) && !action.EndsWith(".export", StringComparison.Ordinal) && !action.Contains(".import", StringComparison.Ordinal);

    /// <summary>A batch of rows that a file brought.</summary>
    internal static bool IsBatch(string action) => action.EndsWith(".import", StringComparison.Ordinal);

    /// <summary>At most what the form asks for; of a deed without a form of its own, one: the press of a button.</summary>
    internal static int FieldsOf(string action)
    {
        var parts = action.Split('.');
        var method = parts.Length == 2 ? Pascal(parts[1]) + Pascal(parts[0]) : "";
        return Math.Max(1, requests.TryGetValue(method, out var request) ? request.Fields.InDeclarationOrder().Count(IsTyped) : 1);
    }

    static bool IsTyped(FieldDescriptor field) => field.Name is not "id" and not "version" && !field.Name.EndsWith("_id", StringComparison.Ordinal);

    static string Pascal(string words) => string.Concat(words.Split('-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
