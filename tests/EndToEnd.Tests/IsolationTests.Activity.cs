using System.Text.Json.Nodes;
using CivPractice.Platform;
using CivPractice.Testing;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class IsolationTests
{
    async Task ActivityAsync(Insiders b)
    {
        var chain = new Chain(practice);
        var (station, team) = (await chain.StationAsync(), await chain.TeamAsync());
        object Need() => new { site = station, title = "隔离测试需求", contactName = "测试", contactPhone = "10012340000", consent = true };
        var need = await Post("Needs.CreateNeed", b.Visitor, "/needs", Need(), anybody: true);
        var code = new { number = need["number"], trackingCode = need["trackingCode"] };
        await Post("Needs.TrackNeed", b.Visitor, "/needs:track", code, anybody: true);
        await Get("Needs.ListNeeds", b.Clerk, $"/needs?prefix={Practice.County}");
        await Get("Needs.GetNeed", b.Clerk, $"/needs/{Id(need)}");
        await Post("Needs.VerifyNeed", b.Clerk, $"/needs/{Id(need)}:verify", new { });
        await Get("Needs.ListTeamSuggestions", b.Office, $"/needs/{Id(need)}/teamSuggestions");
        await Post("Needs.DispatchNeed", b.Office, $"/needs/{Id(need)}:dispatch", new { teamId = team });
        await Post("Needs.DeclineNeed", b.Leader, $"/needs/{Id(need)}:decline", new { reason = "人手不够" });
        await b.Office.PostAsync($"/needs/{Id(need)}:dispatch", new { teamId = team });
        var other = (await b.Visitor.GetAsync($"/teams?prefix={Practice.County}"))["teams"]!.AsArray().Select(row => Id(row!)).First(id => id != team);
        await Post("Needs.RedispatchNeed", b.Office, $"/needs/{Id(need)}:redispatch", new { teamId = other, reason = "没有回音" });
        await b.Office.PostAsync($"/needs/{Id(need)}:redispatch", new { teamId = team, reason = "改回" });
        await Post("Needs.AcceptNeed", b.Leader, $"/needs/{Id(need)}:accept", new { });
        var refused = await b.Visitor.PostAsync("/needs", Need());
        await Post("Needs.RefuseNeed", b.Clerk, $"/needs/{Id(refused)}:refuse", new { reason = "不属于服务范围" });
        var referred = await b.Visitor.PostAsync("/needs", Need());
        await Post("Needs.ReferNeed", b.Clerk, $"/needs/{Id(referred)}:refer", new { body = "12345 热线", reason = "属于物业维修" });
        var withdrawn = await b.Visitor.PostAsync("/needs", Need());
        await Post("Needs.WithdrawNeed", b.Visitor, "/needs:withdraw", new { number = withdrawn["number"], trackingCode = withdrawn["trackingCode"], reason = "已解决" }, anybody: true);

        var (twin, into) = (await b.Visitor.PostAsync("/needs", Need()), await b.Visitor.PostAsync("/needs", Need()));
        await Post("Needs.MergeNeed", b.Clerk, $"/needs/{Id(twin)}:merge", new { intoId = Id(into), reason = "同一件事" });
        var told = await b.Visitor.PostAsync("/needs", Need());
        await b.Clerk.PostAsync($"/needs/{Id(told)}:verify", new { });
        await b.Office.PostAsync($"/needs/{Id(told)}:dispatch", new { teamId = team });
        await b.Leader.PostAsync($"/needs/{Id(told)}:accept", new { });

        var taken = await b.Visitor.PostAsync("/needs", Need());
        await b.Clerk.PostAsync($"/needs/{Id(taken)}:verify", new { });
        await b.Office.PostAsync("/needs:dispatchRule", new { grab = true });
        await Post("Needs.GrabNeed", b.Leader, $"/needs/{Id(taken)}:grab", new { teamId = team });
        await b.Office.PostAsync("/needs:dispatchRule", new { grab = false });

        object Project(string registry) => new { name = "隔离测试项目", category = "便民利民服务", platform = "SCIENCE", site = station, startsOn = "2024-01-01", registryNumber = registry };
        var project = await Post("Projects.CreateProject", b.Clerk, "/projects", Project(""));
        await Post("Projects.UpdateProject", b.Clerk, $"/projects/{Id(project)}:update", Project("QG-隔离"));
        await Get("Projects.GetProject", b.Visitor, $"/projects/{Id(project)}", anybody: true);
        await Get("Projects.GetProjectSums", b.Visitor, $"/projects:sum?projectIds={Id(project)}", anybody: true);
        await Get("Projects.GetProjectOverview", b.Visitor, $"/projects:overview?prefix={Practice.County}", anybody: true);
        await Get("Projects.ListProjects", b.Visitor, $"/projects?prefix={Practice.County}", anybody: true);

        // The association is on its way from Volunteer.
        await Eventually.TrueAsync(async () =>
        {
            try { await b.Office.PostAsync("/beneficiaries", new { association = "GL-1", code = "GL-0", name = "隔离测试", category = "ELDERLY", consent = true }); }
            catch (UnexpectedAnswer answer) { return answer.Message; }
            return null;
        });
        await Post("Mobilizations.CallMobilization", b.Office, "/mobilizations", new { number = "GL-1", @event = "隔离演练", level = "LEVEL_FOUR", issuedBy = "中心", command = "指挥部", call = "请响应", area = Practice.County, taskKinds = new[] { "登记" }, needed = 5, drill = true });
        await Get("Mobilizations.ListMobilizations", b.Visitor, $"/mobilizations?prefix={Practice.County}", anybody: true);
        await Get("Mobilizations.GetMobilization", b.Visitor, "/mobilizations/GL-1", anybody: true);
        await Post("Mobilizations.AnswerForSite", b.Clerk, "/mobilizations/GL-1:answerForSite", new { site = station });
        await Post("Mobilizations.AnswerForSelf", b.Person, "/mobilizations/GL-1:answer", new { site = station, taskKinds = new[] { "登记" } }, anybody: true);
        await Get("Mobilizations.ListSiteAnswers", b.Visitor, "/mobilizations/GL-1/siteAnswers", anybody: true);
        await Get("Mobilizations.ListVolunteerAnswers", b.Clerk, "/mobilizations/GL-1/volunteerAnswers");
        await MobilizationTasksAsync(b, station, team);
        await Get("HomeVisits.ListVisitCoverage", b.Clerk, $"/mobilizations/GL-1/visitCoverage?prefix={station}");
        await Post("HomeVisits.SetVisitTarget", b.Clerk, "/mobilizations/GL-1/visitTargets", new { site = station, households = 30 });
        await Post("Mobilizations.EndMobilization", b.Office, "/mobilizations/GL-1:end", new { });
        var visit = await Post("HomeVisits.RecordHomeVisit", b.Clerk, "/homeVisits", new { site = station, visitedOn = "2024-01-01", household = "1 号楼 101", purpose = "CARE", category = "ELDERLY", persons = 1, followUp = true, note = "隔离测试", consent = true });
        await Get("HomeVisits.ListHomeVisits", b.Clerk, $"/homeVisits?prefix={Practice.County}");
        await Get("HomeVisits.ListVisitors", b.Clerk, $"/homeVisits:visitors?prefix={Practice.County}");
        await Post("HomeVisits.RevealVisitNote", b.Clerk, $"/homeVisits/{Id(visit)}:revealNote", new { reason = "FOLLOW_UP" });
        await Post("HomeVisits.CloseFollowUp", b.Clerk, $"/homeVisits/{Id(visit)}:closeFollowUp", new { });
        var donation = await Post("Donations.RecordDonation", b.Office, "/donations", new { association = "GL-1", receipt = "GL-1", receivedOn = "2024-01-01", kind = "MONEY", amount = 1000 });
        await Get("Donations.ListDonations", b.Visitor, $"/donations?prefix={Practice.County}", anybody: true);
        var person = await Post("Donations.CreateBeneficiary", b.Office, "/beneficiaries", new { association = "GL-1", code = "GL-1", name = "隔离测试", category = "ELDERLY", consent = true });
        var given = await Post("Donations.Allocate", b.Office, $"/donations/{Id(donation)}:allocate", new { beneficiaryId = Id(person), number = "GL-1", amount = 100, helpedOn = "2024-02-01" });
        await Post("Donations.ReverseAllocation", b.Office, $"/allocations/{Id(given["allocation"]!)}:reverse", new { amount = 40, reason = "测试冲正" });
        await Get("Donations.ListReversals", b.Office, $"/allocations/{Id(given["allocation"]!)}/reversals");
        await Get("Donations.ListAllocations", b.Visitor, $"/allocations?prefix={Practice.County}", anybody: true);
        await Get("Donations.ListLedgers", b.Visitor, $"/donationLedgers?year=2024&prefix={Practice.County}", anybody: true);
        await Get("Donations.ListBeneficiaries", b.Office, $"/beneficiaries?prefix={Practice.County}");
        await Post("Donations.RevealBeneficiary", b.Office, $"/beneficiaries/{Id(person)}:reveal", new { reason = "FOLLOW_UP" });

        var starts = DateTimeOffset.UtcNow.AddSeconds(15);
        object Plan(DateTimeOffset at, object? needId) => new { title = "隔离测试活动", platform = "SCIENCE", site = station, teamId = team, needId = needId ?? "", startsAt = at, endsAt = at.AddMinutes(30), place = "社区", riskNotice = "无特殊风险,注意安全。", posts = new object[] { new { title = "帮手", capacity = 3 } } };
        var activity = await Post("Activities.CreateActivity", b.Leader, "/activities", Plan(starts, Id(need)));
        var path = $"/activities/{Id(activity)}";
        activity = await Post("Activities.PublishActivity", b.Leader, $"{path}:publish", new { });
        var second = await b.Leader.PostAsync("/activities", Plan(starts, Id(told)));
        await b.Leader.PostAsync($"/activities/{Id(second)}:publish", new { });
        await Get("Activities.GetActivity", b.Visitor, path, anybody: true);
        await Get("Activities.ListActivities", b.Visitor, $"/activities?prefix={Practice.County}", anybody: true);
        var place = new { postId = Id(activity["posts"]![0]!), riskAccepted = true };
        var signUp = await Post("SignUps.SignUp", b.Person, $"{path}/signUps", place, anybody: true);
        await Post("SignUps.CancelSignUp", b.Person, $"{path}/signUps:cancel", new { reason = "测试" }, anybody: true);
        await b.Person.PostAsync($"{path}/signUps", place);
        await Get("SignUps.ListSignUps", b.Leader, $"{path}/signUps");
        var check = await Get("Activities.GetCheckInCode", b.Leader, $"{path}/checkInCode");
        await Moment.PassedAsync(starts);
        await Post("SignUps.CheckIn", b.Person, $"{path}/signUps:checkIn", new { code = check["code"] }, anybody: true);
        await Post("SignUps.CheckOut", b.Person, $"{path}/signUps:checkOut", new { code = check["code"] }, anybody: true);
        await Post("SignUps.SetMinutes", b.Leader, $"{path}/signUps:setMinutes", new { personId = signUp["personId"], minutes = 20, reason = "现场确认" });
        await Post("Activities.CompleteActivity", b.Leader, $"{path}:complete", new { attendees = 0, outcome = "完成" });
        await Post("Activities.CorrectActivity", b.Leader, $"{path}:correct", new { attendees = 1, outcome = "完成", reason = "测试更正" });
        using (var picture = TestPhoto.Form(TestPhoto.Png(41)))
        {
            var photo = await b.Clerk.PostFileAsync($"{path}/photos", picture);
            await Get("ActivityPhotos.ListActivityPhotos", b.Visitor, $"{path}/photos", anybody: true);
            await Post("ActivityPhotos.UpdateActivityPhoto", b.Clerk, $"{path}/photos/{Id(photo)}:update", new { version = photo["version"], alt = "合影", people = "NOBODY" });
            await Post("ActivityPhotos.RemoveActivityPhoto", b.Clerk, $"{path}/photos/{Id(photo)}:remove", new { });
        }
        await Post("Needs.RateNeed", b.Visitor, "/needs:rate", new { code.number, code.trackingCode, rating = 4 }, anybody: true);
        await b.Leader.PostAsync($"/activities/{Id(second)}:complete", new { attendees = 0, outcome = "完成" });
        await Post("Needs.RecordCallBack", b.Clerk, $"/needs/{Id(told)}:callBack", new { rating = 5, reason = "老人不会用手机" });
        var later = await b.Leader.PostAsync("/activities", Plan(DateTimeOffset.UtcNow.AddDays(30), null));
        await Post("Activities.RepeatActivity", b.Leader, $"/activities/{Id(later)}:repeat", new { every = "WEEK", until = ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(40)) });
        // To let one wait for its review the whole county would have to want reviews, while other tests publish there: that B's own institute may return one is told by Activity's own tests.
        tried.Add("Activities.ReturnActivity");
        foreach (var (user, where) in new[] { (intruder!, "in A"), (intruderAtB!, "on B's path") })
            await ExpectNothingAsync("Activities.ReturnActivity", user, HttpMethod.Post, $"/activities/{Id(later)}:return", new { reason = "测试退回" }, where);
        await Post("Activities.CancelActivity", b.Leader, $"/activities/{Id(later)}:cancel", new { reason = "天气" });
        await Get("Figures.GetTally", b.Office, $"/activity/tally?prefix={Practice.County}");
    }

    async Task MobilizationTasksAsync(Insiders b, string station, string team)
    {
        var now = DateTimeOffset.UtcNow;
        await Get("Mobilizations.ListTeamsToAnswer", b.Leader, "/mobilizations/GL-1/teamsToAnswer");
        await Post("Mobilizations.AnswerForTeam", b.Leader, "/mobilizations/GL-1:answerForTeam", new { teamId = team, site = station, people = 3 });
        await Get("Mobilizations.ListTeamAnswers", b.Visitor, "/mobilizations/GL-1/teamAnswers", anybody: true);
        object Plan() => new { what = "登记", site = station, neighbourhood = "隔离测试小区", needed = 2, startsAt = now.AddHours(-1), endsAt = now.AddDays(3) };
        var task = await Post("MobilizationTasks.CreateTask", b.Clerk, "/mobilizations/GL-1/tasks", Plan());
        var path = $"/mobilizationTasks/{Id(task)}";
        await Get("MobilizationTasks.ListTasks", b.Visitor, "/mobilizations/GL-1/tasks", anybody: true);
        await Get("MobilizationTasks.GetTask", b.Visitor, path, anybody: true);
        await Post("MobilizationTasks.AssignTask", b.Clerk, $"{path}:assign", new { teamId = team });
        var begun = await Post("MobilizationTasks.AddShift", b.Leader, $"{path}/shifts", new { startsAt = now.AddMinutes(-30), endsAt = now.AddMinutes(30), needed = 2 });
        var later = await b.Leader.PostAsync($"{path}/shifts", new { startsAt = now.AddDays(2), endsAt = now.AddDays(2).AddHours(2), needed = 2 });
        await Get("MobilizationTasks.ListShifts", b.Visitor, $"{path}/shifts", anybody: true);
        await Post("MobilizationTasks.TakeShift", b.Person, $"/mobilizationShifts/{Id(later)}:take", new { }, anybody: true);
        await Get("MobilizationTasks.GetShift", b.Person, $"/mobilizationShifts/{Id(later)}");
        await Post("MobilizationTasks.LeaveShift", b.Person, $"/mobilizationShifts/{Id(later)}:leave", new { }, anybody: true);
        await Post("MobilizationTasks.PutOnShift", b.Leader, $"/mobilizationShifts/{Id(later)}:put", new { teamId = team, people = 1 });
        await Post("MobilizationTasks.TakeOffShift", b.Leader, $"/mobilizationShifts/{Id(later)}:takeOff", new { teamId = team });
        var (brief, ends) = (await b.Leader.PostAsync($"{path}/shifts", new { startsAt = now.AddMinutes(-50), endsAt = now.AddSeconds(15), needed = 1 }), now.AddSeconds(15));
        var shift = $"/mobilizationShifts/{Id(brief)}";
        await b.Person.PostAsync($"{shift}:take", new { });
        var code = await Get("MobilizationTasks.GetShiftCode", b.Leader, $"{shift}/checkInCode");
        await Post("MobilizationTasks.CheckInShift", b.Person, $"{shift}:checkIn", new { code = code["code"] }, anybody: true);
        await Post("MobilizationTasks.CheckOutShift", b.Person, $"{shift}:checkOut", new { code = code["code"] }, anybody: true);
        await Moment.PassedAsync(ends);
        await Post("MobilizationTasks.CloseShift", b.Leader, $"{shift}:close", new { });
        var on = (await b.Leader.GetAsync(shift))["people"]![0]!;
        await Post("MobilizationTasks.SetShiftMinutes", b.Leader, $"{shift}:setMinutes", new { personId = on["personId"], minutes = 20, reason = "现场确认" });
        await Post("MobilizationTasks.ConfirmShift", b.Leader, $"/mobilizationShifts/{Id(begun)}:confirm", new { });
        await Post("MobilizationTasks.HandOverShift", b.Leader, $"/mobilizationShifts/{Id(begun)}:handOver", new { note = "隔离测试交接" });
        await Post("MobilizationTasks.CompleteTask", b.Leader, $"{path}:complete", new { outcome = "完成" });
        var spare = await b.Clerk.PostAsync("/mobilizations/GL-1/tasks", Plan());
        await Post("MobilizationTasks.CancelTask", b.Clerk, $"/mobilizationTasks/{Id(spare)}:cancel", new { reason = "测试" });
    }
}
