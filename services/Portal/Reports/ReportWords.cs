using CivPractice.Activity.V1;
using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Portal.Shared;
using CivPractice.Report.V1;
using CivPractice.Volunteer.V1;
using Rhythm = CivPractice.Report.V1.Rhythm;

namespace CivPractice.Portal.Reports;

/// <summary>Words of reports, and from a number to the list of its rows.</summary>
public static class ReportWords
{
    public static string Said(this Calibre calibre) => calibre switch { Calibre.NationalRegistry => "全国系统登记", Calibre.OfficialCount => "政府统计", _ => "本平台自有记录" };

    public static string Said(this TierScope tiers) => tiers == TierScope.OwnTier ? "只计本级" : "含下级（中心、所、站）";

    public static string Said(this PeriodKind period) => period switch
    {
        PeriodKind.CalendarYear => "一个公历年",
        PeriodKind.AsOf => "截至某日",
        PeriodKind.SinceEvent => "自某事以来",
        PeriodKind.AsRecorded => "登记至今",
        _ => "",
    };

    public static string Owner(string service) => service switch { "organization" => "站点和阵地", "volunteer" => "志愿者、队伍和时长", "activity" => "活动和项目", "lecture" => "宣讲", _ => "" };

    public static IEnumerable<(string Value, string Text)> SampleKinds => [(nameof(SampleKind.Sessions), "宣讲场次"), (nameof(SampleKind.Activities), "结项的活动"), (nameof(SampleKind.Hours), "时长记录")];

    public static string Said(this SampleKind kind) => kind switch { SampleKind.Sessions => "宣讲场次", SampleKind.Hours => "时长记录", _ => "结项的活动" };

    public static IEnumerable<(string Value, string Text)> Strata => [(nameof(Stratum.Unspecified), "不分层"), (nameof(Stratum.Site), "按站点"), (nameof(Stratum.Team), "按队伍（仅时长记录）")];

    public static IEnumerable<(string Value, string Text)> Findings => [(nameof(Finding.Right), "属实"), (nameof(Finding.Wrong), "不符"), (nameof(Finding.NotFound), "查无材料")];

    public static (string Text, string Kind) Said(this Finding finding) => finding switch { Finding.Right => ("属实", "good"), Finding.Wrong => ("不符", "bad"), Finding.NotFound => ("查无材料", "bad"), _ => ("未查", "") };

    /// <summary>E.g. 98.3%: of the rows of which something was found.</summary>
    public static string Share(this Sample sample) => sample.Right + sample.Wrong + sample.NotFound == 0 ? "—" : $"{sample.RightPermille / 10}.{sample.RightPermille % 10}%";

    public static IEnumerable<(string Value, string Text)> Rhythms => [(nameof(Rhythm.Monthly), "每月"), (nameof(Rhythm.Quarterly), "每季"), (nameof(Rhythm.Yearly), "每年")];

    public static string Said(this Rhythm rhythm) => rhythm switch { Rhythm.Monthly => "每月", Rhythm.Quarterly => "每季", Rhythm.Yearly => "每年", _ => "" };

    /// <summary>What a schedule may want: the report, or a list by its name.</summary>
    public static IEnumerable<(string Value, string Text)> Scheduled =>
        [("", "年度报告（截至期末）"), ("activities", "活动清单"), ("sessions", "宣讲场次清单"), ("sites", "站点清单"), ("venues", "阵地资源清单"), ("teams", "志愿服务队清单"), ("projects", "项目清单"), ("lecturer-teams", "宣讲队伍清单")];

    public static string Said(this Schedule schedule) => Scheduled.First(each => each.Value == schedule.List).Text;

    /// <summary>A field of a form in the words of the people; its own name where nobody has given it one.</summary>
    public static string Field(string name) => fields.GetValueOrDefault(name, name);

    static readonly Dictionary<string, string> fields = new()
    {
        ["site"] = "站点",
        ["starts_at"] = "开始时间",
        ["ends_at"] = "结束时间",
        ["place"] = "地点",
        ["phone"] = "手机号",
        ["address"] = "地址",
        ["level"] = "级别",
        ["kind"] = "类别",
        ["category"] = "类别",
        ["from"] = "起始日期",
        ["to"] = "截止日期",
        ["year"] = "年份",
        ["contact"] = "联系方式",
        ["capacity"] = "可容纳人数",
        ["theme"] = "主题",
        ["purpose"] = "目的",
        ["description"] = "说明",
        ["tier"] = "层级",
        ["duration_minutes"] = "时长",
        ["since"] = "起始日期",
        ["prefix"] = "范围",
        ["due_on"] = "期限",
        ["evidence"] = "依据",
        ["consent"] = "本人同意",
        ["skills"] = "技能",
    };

    /// <summary>Minutes as hours, fen as yuan, other numbers as they are.</summary>
    public static string Number(string unit, long value) => unit switch { "小时" => Say.Hours(value), "元" => (value / 100m).ToString("#,0.##", System.Globalization.CultureInfo.InvariantCulture), _ => Say.Number(value) };

    /// <summary>The page with the rows behind a number; null where they are closed to the reader, who sees the sum only.</summary>
    /// <param name="until">The report's moment: lists that know when their rows were recorded show them as of then.</param>
    /// <param name="after">Instead, what was recorded since.</param>
    /// <param name="rows">The list of the owner to which the report leads: its filters say which part of the measure it is.</param>
    public static string? Rows(this Visit visit, string measure, string prefix, string from, string to, Google.Protobuf.WellKnownTypes.Timestamp? until, Google.Protobuf.WellKnownTypes.Timestamp? after = null, string rows = "")
    {
        var place = prefix == visit.Prefix ? "" : prefix;
        (string, string?)[] moment = [("recordedUntil", Moment(until)), ("recordedAfter", Moment(after))];
        (string, string?)[] days = [("site", place), ("from", from), ("to", to)], last = [("site", place), ("to", to)];
        var parts = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(rows.Contains('?') ? rows[rows.IndexOf('?')..] : "");
        string Part(string name) => parts.TryGetValue(name, out var value) ? value.ToString() : "";
        return measure switch
        {
            "sites.running" or "divisions.covered" or "sites.staffed" => visit.At("sites", [("under", place), ("tiers", Part("tiers")), ("own", measure == "divisions.covered" ? "yes" : ""), ("staffed", measure == "sites.staffed" ? "yes" : ""), ("to", to), .. moment]),
            "divisions.residents" => visit.At("divisions", [("tier", Named<Tier>(Part("tierDue"))), ("counted", "yes"), .. last, .. moment]),
            "quotes.satisfied" when visit.May("visits.count") && !visit.IsCity => visit.At("workbench/visits"),
            "venues.pool" => visit.At("venues", [.. last, .. moment]),
            "projects.registry" => visit.At("projects", [("registered", "yes"), .. last, .. moment]),
            "lecturer-teams" or "lecturers" => visit.At("lecturer-teams", [("site", place), .. moment]),
            "lectures.held" or "lectures.audience.headcount" => visit.At(visit.IsStaff ? "workbench/lectures" : "lectures", [("status", nameof(SessionStatus.Held)), .. days, .. moment]),
            "pilots" => visit.At("pilots", [("level", Named<PolicyLevel>(Part("level"))), .. last, .. moment]),
            "brands" => visit.At("brands", [("site", place), ("to", to), .. moment]),
            "associations.activities" or "associations.volunteers" => visit.At(visit.IsStaff ? "workbench/activities" : "activities", [("status", nameof(ActivityStatus.Completed)), ("owner", nameof(ActivityOwner.OwnedByAssociation)), .. days, .. moment]),
            // What associations received and gave on is a county's own; the city sees the sums.
            "associations.helped" => visit.At("donations", [.. days, ("first", visit.IsCity ? "" : "yes"), .. moment]),
            "donations.money.fen" => visit.At("donations", [.. days, ("kind", visit.IsCity ? "" : nameof(DonationKind.Money)), .. moment]),
            "mobilizations.volunteers" => visit.At("mobilizations", [("answered", visit.IsCity ? "" : "yes"), .. last, .. moment]),
            "neighbourhoods" or "neighbourhoods.residents" => visit.At("neighbourhoods", [.. last, .. moment]),
            "dictionaries.team-kinds" when visit.May("dictionaries.manage") => visit.At("workbench/dictionaries", [("list", nameof(WordList.TeamKind)), ("standard", "yes"), ("to", to), .. moment]),
            "member-units.bound" when visit.May("documents.read") => visit.At("workbench/member-units", [("bound", "yes"), ("to", to), .. moment]),
            "duties.active" when visit.May("documents.read") => visit.At("workbench/member-units", [("active", to.Length > 4 ? to[..4] : ""), ("to", to), .. moment]),
            "corps" when visit.IsStaff => visit.At("workbench/corps", [("to", to), .. moment]),
            "plans" when visit.May("documents.read") => visit.At("workbench/documents", [("level", nameof(PolicyLevel.CountyLevel)), ("kind", "实施方案"), ("first", "yes"), ("to", to), .. moment]),
            "honours.persons" or "honours.organizations" => visit.At("honours", [("bearer", measure == "honours.persons" ? nameof(HonourBearer.Person) : nameof(HonourBearer.Organization)), ("status", visit.May("honours.manage") ? nameof(HonourStatus.Verified) : ""), ("level", Named<HonourLevel>(Part("level"))), ("kind", Part("kind")), .. days, .. moment]),
            "activities.completed" or "attendances" or "attendees" or "activities.units" => visit.At(visit.IsStaff ? "workbench/activities" : "activities", [("status", nameof(ActivityStatus.Completed)), ("owner", nameof(ActivityOwner.OwnedBySite)), .. days, .. moment]),
            "teams.founded" when visit.IsStaff => visit.At("workbench/teams", [("site", place), ("to", to), .. moment]),
            "teams.registry" when visit.IsStaff => visit.At("workbench/teams", [("registered", "yes"), ("site", place), ("to", to), .. moment]),
            "teams.practice" or "memberships.practice" when visit.IsStaff => visit.At("workbench/teams", [("practice", "yes"), ("site", place), ("to", to), .. moment]),
            "volunteers.registry.city" or "volunteers.registry" when visit.May("volunteers.read") && !visit.IsCity => visit.At("workbench/volunteers", ("site", place)),
            "certificates.issued" or "certificates.ended" when visit.May("certificates.issue") && !visit.IsCity => visit.At("workbench/certificates", ("site", place)),
            "hours.corrections" when visit.May("hours.read") && !visit.IsCity => visit.At("workbench/hours", ("site", place)),
            "hours.minutes" when visit.May("hours.read") && !visit.IsCity => visit.At("workbench/hours", [.. days, .. moment]),
            "hours.registry.minutes" when visit.May("hours.read") && !visit.IsCity => visit.At("workbench/hours", [("source", nameof(HoursSource.Registry)), .. days, .. moment]),
            "sites.starred" => visit.At("stars", ("site", place)),
            "bases" => visit.At("bases", [.. last, .. moment]),
            "livelihood.in-time" => visit.At("livelihood", [("state", nameof(ItemState.DoneInTime)), .. days, .. moment]),
            "creation.named" or "creation.plaqued" when !visit.IsCity => visit.At("creation", [("figure", $"{(measure == "creation.named" ? CandidateFigure.Named : CandidateFigure.Plaqued)}"), .. last, .. moment]),
            "selection.candidates" or "selection.winners" when !visit.IsCity => visit.At("creation", [("figure", $"{(measure == "selection.candidates" ? CandidateFigure.Recommended : CandidateFigure.Chosen)}"), .. days, .. moment]),
            "visits" when visit.May("visits.count") => visit.At("workbench/visits", [("method", nameof(VisitMethod.HeadCount)), .. days, .. moment]),
            "lectures.moral" when visit.IsStaff => visit.At("workbench/lectures", [("status", nameof(SessionStatus.Held)), ("moral", "yes"), .. days, .. moment]),
            "lectures.planned.held" when visit.IsStaff => visit.At("workbench/lectures", [("status", nameof(SessionStatus.Held)), ("planned", "yes"), .. days, .. moment]),
            "needs.posted" or "needs.done" or "needs.accepted.days" or "needs.done.days" or "needs.satisfied" when visit.May("needs.read") && !visit.IsCity => visit.At("workbench/needs", [("figure", measure), .. days]),
            "activities.from-needs" when visit.IsStaff => visit.At("workbench/activities", [("status", nameof(ActivityStatus.Completed)), ("owner", nameof(ActivityOwner.OwnedBySite)), ("fromNeed", "yes"), .. days, .. moment]),
            "lectures.orders.held" when visit.May("lectures.manage") && !visit.IsCity => visit.At("workbench/lecture-orders", [("held", "yes"), .. days, .. moment]),
            "home-visits" when visit.May("visits.record") && !visit.IsCity => visit.At("workbench/home-visits", ("site", place)),
            _ => null,
        };
    }

    // A choice by its name in an address of a page, from that in the contract; nothing for none.
    static string Named<TEnum>(string wire) where TEnum : struct, Enum => Enum.GetValues<TEnum>().Where(value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) != 0)
        .FirstOrDefault(value => typeof(TEnum).GetField($"{value}")!.GetCustomAttributes(typeof(Google.Protobuf.Reflection.OriginalNameAttribute), false).Cast<Google.Protobuf.Reflection.OriginalNameAttribute>().Single().Name == wire) is var found
        && Convert.ToInt32(found, System.Globalization.CultureInfo.InvariantCulture) != 0 ? $"{found}" : "";

    /// <summary>As lists take it, to the microsecond.</summary>
    static string? Moment(Google.Protobuf.WellKnownTypes.Timestamp? moment) => moment?.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
