using CivPractice.Activity.Activities;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;

namespace CivPractice.Activity.Imports;

/// <summary>The marks of an activity in files, coming in and going out: columns that a list may do without, several words in a cell with 、 between them.</summary>
static class MarkColumns
{
    const string purposes = "目的", field = "任务领域", work = "结合工作", theme = "主题", hosts = "主办单位", organizers = "承办单位", assistants = "协办单位", kind = "类型", practiceBase = "实践基地", venue = "阵地";

    internal static readonly IReadOnlyList<ImportColumn> All =
    [
        new(purposes, false, "关心群众、服务群众", "purposes"), new(field, false, "丰富群众文化生活", "taskField"), new(work, false, "平安建设", "crossWork"), new(theme, false, "", "theme"),
        new(hosts, false, "县文明办", "hostUnits"), new(organizers, false, "", "organizingUnits"), new(assistants, false, "", "assistingUnits"),
        new(kind, false, "乡风文明", "kind"), new(practiceBase, false, "", "base"), new(venue, false, "", "venue"),
    ];

    internal static readonly IReadOnlyList<string> Headings = [.. All.Select(column => column.Heading)];

    internal static Marks Read(ImportRow row, Check check, CountyWords words)
    {
        var said = new ActivityMarks
        {
            CrossWork = { row.Words(work) },
            Theme = row[theme],
            HostUnits = { row.Words(hosts) },
            OrganizingUnits = { row.Words(organizers) },
            AssistingUnits = { row.Words(assistants) },
            Base = row[practiceBase],
            Venue = row[venue],
        };
        foreach (var word in row.Words(purposes))
        {
            var known = MarkWords.TryReadPurpose(word, out var purpose);
            check.That(known, purposes, "UNKNOWN_VALUE", $"{purposes}应为{MarkWords.Purposes},现在是“{word}”");
            if (known) said.Purposes.Add(purpose);
        }
        if (row[field].Length > 0)
        {
            var known = MarkWords.TryReadField(row[field], out var of);
            check.That(known, field, "UNKNOWN_VALUE", $"{field}应为{MarkWords.Fields},现在是“{row[field]}”");
            said.TaskField = of;
        }
        if (row[kind].Length > 0)
        {
            var known = MarkWords.TryReadKind(row[kind], out var of);
            check.That(known, kind, "UNKNOWN_VALUE", $"{kind}应为{MarkWords.Kinds},现在是“{row[kind]}”");
            said.Kind = of;
        }
        return Marks.Of(check, said, words, at: "");
    }

    internal static IEnumerable<string> Cells(Marks marks) =>
    [
        string.Join('、', marks.Purposes.Select(purpose => ((ActivityPurpose)purpose).Word())), marks.TaskField.Word(), string.Join('、', marks.CrossWork), marks.Theme,
        string.Join('、', marks.HostUnits), string.Join('、', marks.OrganizingUnits), string.Join('、', marks.AssistingUnits),
        marks.Kind.Word(), marks.Base, marks.Venue,
    ];
}
