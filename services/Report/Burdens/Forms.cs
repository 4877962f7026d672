using System.Reflection;
using Google.Api;
using Google.Protobuf.Reflection;

namespace CivPractice.Report.Burdens;

/// <summary>A form: a method of a service that somebody's hand sends.</summary>
/// <param name="Owner">The service, e.g. <c>lecture</c>.</param>
public sealed record Form(string Owner, MethodDescriptor Method)
{
    /// <summary>What somebody types: ids and what goes along unseen do not count.</summary>
    public IEnumerable<FieldDescriptor> Fields => Method.InputType.Fields.InDeclarationOrder().Where(IsTyped);

    static bool IsTyped(FieldDescriptor field) => field.Name is not "id" and not "version" and not "page_size" and not "page_token" && !field.Name.EndsWith("_id", StringComparison.Ordinal);
}

/// <summary>
/// How many fields somebody fills for a deed, and which fields several forms ask for: read from the contracts of all services, so that a new form counts from its first day. A deed is known by the name under which
/// it is written down: <c>session.create</c> is <c>CreateSession</c>.
/// </summary>
public static class Forms
{
    // What residents and volunteers do for themselves is no burden of an office.
    static readonly HashSet<string> ofTheirOwn = ["need.post", "need.rate", "need.withdraw", "need.reopen", "sign-up", "sign-up.cancel", "sign-up.promote", "sign-up.check-in", "sign-up.check-out", "attendance.check-in", "attendance.check-out",
        "order.post", "order.rate", "order.withdraw", "booking.request", "candidate.object", "mobilization.answer", "volunteer.register-self",
        "offer.take", "correction.ask", "correction.withdraw", "volunteer.set-availability", "volunteer.set-emergency-contact", "mobilization.shift.check-in", "mobilization.shift.check-out"];

    // Deeds that are called otherwise than their form.
    static readonly Dictionary<(string Owner, string Action), string> otherwise = new()
    {
        [("organization", "site.open")] = "CreateSite",
        [("organization", "site.unrate")] = "RevokeSiteStar",
        [("organization", "neighbourhood.count")] = "CountResidents",
        [("organization", "venue.booking-rule")] = "SetBookingRule",
        [("organization", "candidate.object")] = "PostObjection",
        [("organization", "post.end")] = "EndAppointment",
        [("organization", "post.succeed")] = "SucceedAppointment",
        [("lecture", "course.approve")] = "ReviewCourse",
        [("lecture", "course.return")] = "ReviewCourse",
        [("lecture", "lecturer-team.lead")] = "SetLecturerTeamLeader",
        [("lecture", "lecturer-team.rule")] = "SetEligibilityRule",
        [("lecture", "order.post")] = "CreateOrder",
        [("lecture", "session.moral")] = "RecordMoralLecture",
        [("lecture", "session.correct")] = "CorrectAudience",
        [("lecture", "quote.hide")] = "ShowQuote",
        [("activity", "need.post")] = "CreateNeed",
        [("activity", "donation.reverse")] = "ReverseAllocation",
        [("activity", "visit.target")] = "SetVisitTarget",
        [("activity", "activity.submit")] = "PublishActivity",
        [("activity", "activity.publishing-rule")] = "SetPublishingRule",
        [("activity", "need.dispatch-rule")] = "SetDispatchRule",
        [("report", "sample.find")] = "RecordFinding",
        [("report", "schedule.make")] = "MakeScheduledFile",
    };

    // A thing's own name and words are asked of every thing, and are no repetition.
    static readonly HashSet<string> itsOwnWords = ["name", "title", "note", "reason", "text", "body", "content", "summary"];

    // What begins something: to change it later is to ask again on purpose.
    static readonly string[] beginning = ["Create", "Register", "Record", "Open", "Call", "Declare", "Write", "Add", "Request", "Appoint"];

    static readonly Form[] all = [.. new[] { typeof(Organization.V1.OrganizationReflection), typeof(Volunteer.V1.VolunteerReflection), typeof(Activity.V1.ActivityReflection), typeof(Lecture.V1.LectureReflection), typeof(V1.ReportReflection), typeof(Gateway.V1.GatewayReflection) }
        .SelectMany(contract => contract.Assembly.GetTypes()).Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)).OfType<FileDescriptor>()
        .SelectMany(file => file.Services).SelectMany(service => service.Methods).DistinctBy(method => method.FullName).OrderBy(method => method.FullName, StringComparer.Ordinal)
        .Where(method => method.GetOptions()?.GetExtension(AnnotationsExtensions.Http)?.PatternCase is HttpRule.PatternOneofCase.Post)
        .Select(method => new Form(method.File.Package.Split('.')[1], method))];

    static readonly ILookup<string, Form> byOwner = all.ToLookup(form => form.Owner);

    /// <summary>The forms by which something begins, of every service.</summary>
    public static IReadOnlyList<Form> Beginning { get; } = [.. all.Where(form => form.Owner != "gateway" && beginning.Any(verb => form.Method.Name.StartsWith(verb, StringComparison.Ordinal)) && form.Fields.Any())];

    public static bool IsByHand(string action) => !ofTheirOwn.Contains(action) && !IsBatch(action) && !action.EndsWith(".export", StringComparison.Ordinal) && !action.Contains(".import", StringComparison.Ordinal);

    /// <summary>A batch of rows that a file brought.</summary>
    public static bool IsBatch(string action) => action.EndsWith(".import", StringComparison.Ordinal);

    /// <summary>At most what the form asks for; of a deed without a form of its own, one: the press of a button.</summary>
    public static int FieldsOf(string owner, string action) => Math.Max(1, Of(owner, action)?.Fields.Count() ?? 1);

    /// <summary>The form of a deed; null where no contract has one.</summary>
    public static Form? Of(string owner, string action)
    {
        if (otherwise.TryGetValue((owner, action), out var called)) return Named(owner, called);
        var parts = action.Split('.');
        if (parts.Length < 2) return null;
        var (verb, noun, words) = (Pascal(parts[^1]), Pascal(parts[^2]), parts[^1].Split('-', 2));
        // CreateSession; or SetLeader, whose thing is in its name; SetSitePhase, with the thing amid; AdoptWords, of several; or SetRegularSlot, whose thing is called more closely.
        return Named(owner, verb + noun) ?? Named(owner, verb) ?? Named(owner, Pascal(words[0]) + noun + Pascal(words[^1])) ?? Named(owner, verb + noun + "s")
            ?? (byOwner[owner].Where(form => form.Method.Name.StartsWith(verb, StringComparison.Ordinal) && form.Method.Name.EndsWith(noun, StringComparison.Ordinal)).Take(2).ToList() is [var only] ? only : null);
    }

    /// <summary>Fields that forms of more than one thing ask for under the same name and of the same type, with those forms.</summary>
    public static IReadOnlyList<(string Field, IReadOnlyList<Form> Forms)> Repeated() =>
        [.. Beginning.SelectMany(form => form.Fields.Where(field => !itsOwnWords.Contains(field.Name)).Select(field => (Key: (field.Name, Type: TypeOf(field)), Form: form)))
            .GroupBy(each => each.Key, each => each.Form).Where(field => field.Skip(1).Any())
            .Select(field => (field.Key.Name, (IReadOnlyList<Form>)[.. field])).OrderByDescending(field => field.Item2.Count).ThenBy(field => field.Name, StringComparer.Ordinal)];

    static string TypeOf(FieldDescriptor field) => field.FieldType switch { FieldType.Message => field.MessageType.FullName, FieldType.Enum => field.EnumType.FullName, var type => $"{type}" };

    static Form? Named(string owner, string method) => byOwner[owner].FirstOrDefault(form => form.Method.Name == method);

    static string Pascal(string words) => string.Concat(words.Split('-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
