namespace CivPractice.Demo.Load;

/// <summary>A county's office, signed in, and the folder of its files.</summary>
sealed record Office(string County, string Name, string Folder, GatewayClient Door);

/// <summary>
/// The order of the imports. A service takes one file at a time, four services take four: each has a lane of its own, in which counties follow each other, and waits
/// for what another one must have first.
/// </summary>
sealed class Lanes(IReadOnlyList<Office> offices, Office city, ExpectedFindings planted)
{
    readonly Dictionary<string, TaskCompletionSource> sites = offices.ToDictionary(office => office.County, _ => new TaskCompletionSource());
    readonly Dictionary<string, TaskCompletionSource> teams = offices.ToDictionary(office => office.County, _ => new TaskCompletionSource());

    public async Task RunAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task[] lanes = [Lane(OrganizationAsync), Lane(VolunteerAsync), Lane(ActivityAsync), Lane(LectureAsync)];
        try { await Task.WhenAll(lanes); }
        catch (OperationCanceledException) when (lanes.FirstOrDefault(lane => lane.IsFaulted) is { } broken) { await broken; }

        async Task Lane(Func<Func<Office, string, string, string, Task>, CancellationToken, Task> work)
        {
            try { await work((office, kind, file, title) => new FileImport(office, planted).RunAsync(kind, file, title, stop.Token), stop.Token); }
            catch
            {
                // The others would wait for it for ever.
                await stop.CancelAsync();
                throw;
            }
        }
    }

    async Task OrganizationAsync(Func<Office, string, string, string, Task> import, CancellationToken cancel)
    {
        foreach (var office in offices)
        {
            await import(office, "divisions", "divisions", "区划");
            await import(office, "sites", "sites", "站点");
            sites[office.County].SetResult();
        }
        foreach (var office in offices)
        {
            await import(office, "venues", "venues", "阵地");
            await import(office, "dictionaries", "dictionaries", "本地字典");
            await import(office, "bases", "bases", "实践基地");
            await import(office, "honours", "honours", "荣誉");
            await import(office, "neighbourhoods", "neighbourhoods", "小区");
            await import(office, "posts", "posts", "岗位");
            if (FileImport.Find(office.Folder, "pilots") is not null) await import(office, "pilots", "pilots", "试点");
            await import(office, "documents", "documents", "文件");
            await import(office, "meetings", "meetings", "会议");
            await import(office, "decisions", "decisions", "决议");
        }
        await import(city, "documents", "documents", "文件");
        await import(city, "document-tasks", "document-tasks", "任务");
        await import(city, "member-units", "member-units", "成员单位");
        await import(city, "duties", "duties", "职责");
        await import(city, "meetings", "meetings", "会议");
        await import(city, "decisions", "decisions", "决议");
    }

    async Task VolunteerAsync(Func<Office, string, string, string, Task> import, CancellationToken cancel)
    {
        foreach (var office in offices)
        {
            await sites[office.County].Task.WaitAsync(cancel);
            await import(office, "volunteers", "volunteers", "志愿者");
            await import(office, "volunteers", "own-volunteers", "本县名单");
            await import(office, "teams", "teams", "队伍");
            if (FileImport.Find(office.Folder, "associations") is not null) await import(office, "associations", "associations", "协会");
            teams[office.County].SetResult();
            await import(office, "brands", "brands", "品牌");
            await import(office, "members", "members", "队员");
            await import(office, "hours", "hours", "时长");
        }
    }

    async Task ActivityAsync(Func<Office, string, string, string, Task> import, CancellationToken cancel)
    {
        foreach (var office in offices)
        {
            await teams[office.County].Task.WaitAsync(cancel);
            await import(office, "projects", "projects", "项目");
            await import(office, "activities", "activities", "活动");
            if (FileImport.Find(office.Folder, "mobilizations") is not null)
            {
                await import(office, "mobilizations", "mobilizations", "应急动员");
                await import(office, "mobilization-sites", "mobilization-sites", "站点响应");
                await import(office, "mobilization-answers", "mobilization-answers", "志愿者响应");
            }
            if (FileImport.Find(office.Folder, "association-activities") is null) continue;
            await import(office, "activities", "association-activities", "协会活动");
            await import(office, "donations", "donations", "捐赠");
            await import(office, "beneficiaries", "beneficiaries", "帮扶对象");
            await import(office, "allocations", "allocations", "发放");
        }
    }

    async Task LectureAsync(Func<Office, string, string, string, Task> import, CancellationToken cancel)
    {
        foreach (var office in offices)
        {
            await sites[office.County].Task.WaitAsync(cancel);
            await import(office, "lecturer-teams", "lecturer-teams", "宣讲队");
            await import(office, "lecturers", "lecturers", "宣讲员");
            await import(office, "sessions", "sessions", "宣讲场次");
            if (FileImport.Find(office.Folder, "late-sessions") is not null) await import(office, "sessions", "late-sessions", "补来的场次");
            await UpcomingSessions.RunAsync(office.Door, office.Name, office.Folder, cancel);
        }
    }
}
