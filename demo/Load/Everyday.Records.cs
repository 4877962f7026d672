using CivPractice.Demo.Files;

namespace CivPractice.Demo.Load;

/// <summary>Certificates (记录证明), requests for correction (更正申请), spot checks with their findings (抽查), and what is wanted regularly (定期报表).</summary>
sealed partial class Everyday
{
    static readonly Dictionary<string, string> abouts = new() { ["漏记的时长"] = "MISSING_HOURS", ["个人信息"] = "PROFILE_RECORD", ["其他记录"] = "OTHER_RECORD" };
    static readonly Dictionary<string, string> sampled = new() { ["宣讲场次"] = "SESSIONS", ["结项的活动"] = "ACTIVITIES", ["时长记录"] = "HOURS" };
    static readonly Dictionary<string, string> rhythms = new() { ["每月"] = "RHYTHM_MONTHLY", ["每季"] = "RHYTHM_QUARTERLY", ["每年"] = "RHYTHM_YEARLY" };

    async Task RecordsAsync()
    {
        var issued = (await Door.ListAsync<Certificate>("certificates", "certificates", cancel)).Select(one => one.PersonId + one.From).ToHashSet();
        await Progress.StepAsync(office.Name, "记录证明", progress => CertificatesAsync(issued, progress));
        await Progress.StepAsync(office.Name, "更正申请", CorrectionsAsync);
        var door = await signIn(checker);
        await StepAsync("抽查", "spot-checks", [.. (await door.ListAsync<Sample>("samples", "samples", cancel)).Select(one => one.Seed)], row => row["随机种子"], row => CheckAsync(door, row));
        await StepAsync("定期报表", "schedules", await KeysAsync<Titled>("schedules", "schedules", one => one.Title), row => row["名称"], ScheduleAsync);
    }

    async Task CertificatesAsync(HashSet<string> issued, Progress progress)
    {
        foreach (var row in Table.Read(office.Folder, "certificates.csv").Rows)
        {
            var phone = row["手机号"];
            var person = (await Door.SearchAsync<Volunteer>("volunteers", "volunteers", row["姓名"], row["居住站点"], cancel)).FirstOrDefault(one => one.Name == row["姓名"] && one.Phone == $"{phone[..3]}****{phone[^4..]}")
                ?? throw new WrongInput($"certificates 第 {row.Line} 行的志愿者不在名册里");
            if (!issued.Add(person.PersonId + row["起"])) { progress.Known++; continue; }
            var number = (await IssueAsync(row, person.PersonId, "")).Number;
            if (row["到哪一步"] == "已撤销") await Door.PostAsync<Certificate>($"certificates/{number}:revoke", new { reason = row["原因"] }, cancel);
            if (row["到哪一步"] == "已替换") await IssueAsync(row, person.PersonId, number);
            progress.Added++;
        }
    }

    Task<Certificate> IssueAsync(Row row, string person, string replaces) =>
        Door.PostAsync<Certificate>("certificates", new { personId = person, from = row["起"], to = row["止"], site = office.County, contact = row["联系方式"], replaces }, cancel);

    /// <summary>The volunteer asks by the own account, the office answers.</summary>
    async Task CorrectionsAsync(Progress progress)
    {
        foreach (var person in Table.Read(office.Folder, "corrections.csv").Rows.GroupBy(row => row["手机号"]))
        {
            var own = await signIn(person.Key);
            var asked = (await own.ListAsync<Correction>("me/corrections", "corrections", cancel)).Select(one => one.Text).ToHashSet();
            foreach (var row in person)
            {
                if (!asked.Add(row["哪里不对"])) { progress.Known++; continue; }
                var written = await own.PostAsync<Written>("me/corrections", new { about = One(abouts, row, "哪类记录"), text = row["哪里不对"] }, cancel);
                if (row["答复"].Length > 0) await Door.PostAsync<Written>($"corrections/{written.Id}:answer", new { accepted = row["到哪一步"] == "已更正", answer = row["答复"] }, cancel);
                progress.Added++;
            }
        }
    }

    async Task CheckAsync(GatewayClient door, Row row)
    {
        var sample = await door.PostAsync<Sample>("samples", new
        {
            kind = One(sampled, row, "内容"),
            prefix = row["范围"],
            from = row["起"],
            to = row["止"],
            size = row.Number("数量"),
            seed = row["随机种子"],
            stratum = row["分层"] == "按站点" ? "STRATUM_SITE" : "STRATUM_UNSPECIFIED",
        }, cancel);
        var (wrong, missing) = (row.Number("不符"), row.Number("查无材料"));
        foreach (var (i, drawn) in sample.Rows!.SkipLast(row.Number("没查")).Index())
        {
            var finding = i < wrong ? "FINDING_WRONG" : i < wrong + missing ? "FINDING_NOT_FOUND" : "FINDING_RIGHT";
            await door.PostAsync<Sample>($"samples/{sample.Id}:find", new { rowId = drawn.Id, finding, note = i < wrong + missing ? row["情况说明"] : "" }, cancel);
        }
        if (row["公布"] == "是") await door.PostAsync<Sample>($"samples/{sample.Id}:publish", new { }, cancel);
    }

    async Task ScheduleAsync(Row row)
    {
        var isList = row["内容"] == "清单";
        var schedule = await Door.PostAsync<Written>("schedules", new
        {
            what = isList ? "SCHEDULED_WHAT_LIST" : "SCHEDULED_WHAT_YEAR_REPORT",
            list = row["清单"],
            format = row["格式"],
            rhythm = One(rhythms, row, "频次"),
            day = row.Number("几号"),
            prefix = office.County,
            title = row["名称"],
        }, cancel);
        if (row["做出"] != "是") return;
        foreach (var due in (await Door.ListAsync<ScheduledFile>("scheduledFiles?dueOnly=true", "files", cancel)).Where(file => file.ScheduleId == schedule.Id))
            await Door.PostAsync<ScheduledFile>($"scheduledFiles/{due.Id}:make", new { }, cancel);
    }
}
