using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Meetings;

/// <summary>What a row of the file must fit: the county and the day.</summary>
public sealed record MeetingsAtImport(string County, DateOnly Today);

/// <summary>Meetings from a list (会议导入). One that is known by day and title stays as it is.</summary>
public sealed class MeetingImport(TimeProvider clock) : ImportKind<OrganizationDb, MeetingsAtImport, HeldMeeting>
{
    public const string Path = "meetings";
    const string title = "会议名称", held = "召开日期", kind = "类别", convener = "召集单位", place = "地点", chair = "主持人", units = "参会单位", agenda = "议题", minutes = "纪要";

    public override string Name => Path;
    public override string Title => "会议";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(title, true, "某县新时代文明实践中心第一季度工作例会", "title"), new(held, true, "2021-03-05", "heldOn"), new(kind, true, "工作例会", "kind"), new(convener, true, "某县新时代文明实践中心", "convener"),
        new(place, false, "中心会议室", "place"), new(chair, false, "", "chairedBy"), new(units, false, "县委宣传部、县教育局", "attendingUnits"), new(agenda, false, "", "agenda"), new(minutes, false, "", "minutes"),
    ];

    protected override Task<MeetingsAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(new MeetingsAtImport(job.County, ChinaTime.Today(clock)));

    protected override HeldMeeting Read(ImportRow row, Check check, MeetingsAtImport known)
    {
        var request = new CreateMeetingRequest
        {
            Title = row[title],
            Kind = MeetingWords.KindOf(check, kind, row[kind]),
            Convener = row[convener],
            HeldOn = Cells.TryDay(row[held], known.Today, out var day) ? ChinaTime.Text(day) : row[held],
            Place = row[place],
            ChairedBy = row[chair],
            Agenda = row[agenda],
            Minutes = row[minutes],
        };
        request.AttendingUnits.AddRange(row.Words(units));
        return MeetingForm.Read(check, request, known.County, Guid.CreateVersion7(clock.GetUtcNow()), known.Today);
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, HeldMeeting Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.HeldOn, row.Title), title, "同一次会议", rejected);
        var days = apart.Select(each => each.Row.HeldOn).Distinct().ToArray();
        var known = (await db.Meetings.Where(row => row.County == job.County && days.Contains(row.HeldOn)).Select(row => new { row.HeldOn, row.Title }).ToListAsync(cancel)).Select(row => (row.HeldOn, row.Title)).ToHashSet();
        var added = apart.Where(each => !known.Contains((each.Row.HeldOn, each.Row.Title))).ToList();
        foreach (var (_, meeting) in added) db.Enter(meeting);
        return new BatchResult(added.Count, apart.Count - added.Count, rejected);
    }
}
