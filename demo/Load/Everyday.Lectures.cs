using System.Globalization;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Load;

/// <summary>Selections (评选), stars (评星), and lectures that are offered and ordered (供讲、点讲).</summary>
sealed partial class Everyday
{
    static readonly Dictionary<string, string> selections = new() { ["道德模范"] = "CREATION_KIND_MORAL_MODEL", ["身边好人"] = "CREATION_KIND_GOOD_PERSON", ["新时代好少年"] = "CREATION_KIND_GOOD_YOUTH" };
    static readonly Dictionary<string, string> channels = new() { ["宣讲会"] = "MEETING", ["上门宣传"] = "DOOR_TO_DOOR" };

    Dictionary<string, string>? running;

    /// <summary>Nobody wins on the day of loading: a name is given when the public notice is over.</summary>
    async Task SelectedAsync(Row row)
    {
        running ??= (await Door.ListAsync<Campaign>("campaigns", "campaigns", cancel)).GroupBy(one => one.Title).ToDictionary(one => one.Key, one => one.First().Id);
        if (!running.TryGetValue(row["评选"], out var campaign))
            campaign = running[row["评选"]] = (await Door.PostAsync<Written>("campaigns", new
            {
                kind = One(selections, row, "类别"),
                title = row["评选"],
                year = today.Year,
                declareFrom = Day(-30),
                declareTo = Day(60),
                noticeDays = 7,
                barMonths = 12,
                recheckMonths = 0,
                honour = row["授予的荣誉"],
                level = "HONOUR_LEVEL_COUNTY",
                round = row["届次"].Length > 0 ? row.Number("届次") : 0,
            }, cancel)).Id;
        var (young, step) = (row["类别"] == "新时代好少年", row["到哪一步"]);
        var agreed = young && row["监护人"].Length > 0;
        var id = (await Door.PostAsync<Written>("candidates", new
        {
            campaignId = campaign,
            site = row["站点"],
            name = row["姓名"],
            deed = row["事迹"],
            consent = !young || agreed,
            recommender = row["推荐单位"],
            guardian = row["监护人"],
            guardianAgreedOn = agreed ? Day(-2) : "",
            school = row["学校"],
        }, cancel)).Id;
        if (step == "已申报") return;
        var refused = step == "未通过";
        await Door.PostAsync<Written>($"candidates/{id}:review", new { refused, note = refused ? "事迹材料不全" : "" }, cancel);
        if (step != "公示中") return;
        await Door.PostAsync<Written>($"candidates/{id}:votes", new { votes = row.Number("票数") }, cancel);
        await Door.PostAsync<Written>($"candidates/{id}:notice", new { }, cancel);
    }

    async Task StarAsync(Row row)
    {
        var star = await Door.PostAsync<Star>($"sites/{row["站点"]}/stars", new { stars = row.Number("星级"), round = row["批次"], issuer = row["评定单位"], ratedOn = Ago(row) }, cancel);
        if (row["摘星原因"].Length > 0) await Door.PostAsync<Star>($"siteStars/{star.Id}:revoke", new { reason = row["摘星原因"] }, cancel);
    }

    async Task LecturesAsync()
    {
        var teams = (await Door.ListAsync<LecturerTeam>("lecturerTeams", "teams", cancel)).ToLookup(team => (team.Name, team.Site), team => team.Id);
        var taken = await Door.ListAsync<Offer>("lectureOffers?status=OFFER_TAKEN", "offers", cancel);
        var open = await Door.ListAsync<Offer>("lectureOffers", "offers", cancel);
        await StepAsync("供讲", "offers", [.. taken.Concat(open).Select(offer => offer.Title)], row => row["题目"], row => OfferAsync(row, teams[(row["队伍"], row["队伍站点"])].First()));
        await StepAsync("点讲", "orders", await KeysAsync<Order>("lectureOrders", "orders", one => one.Site + one.Topic), row => row["站点"] + row["想听什么"], OrderAsync);
    }

    async Task OfferAsync(Row row, string team)
    {
        var lecturers = await Door.ListAsync<Lecturer>($"lecturerTeams/{team}/lecturers", "lecturers", cancel);
        await Door.PostAsync<System.Text.Json.JsonElement>("lectureOffers", new
        {
            teamId = team,
            lecturerId = lecturers.First(one => one.Name == row["讲师"]).Id,
            title = row["题目"],
            topic = row["主题"],
            level = row["到哪里讲"].Length == 6 ? "COUNTY_LEVEL" : "TOWNSHIP_LEVEL",
            channel = One(channels, row, "渠道"),
            area = row["到哪里讲"],
            from = Day(row.Number("几天后起")),
            to = Day(row.Number("几天后起") + row.Number("几天") - 1),
            weekdays = row["星期"].Split('、', StringSplitOptions.RemoveEmptyEntries).Select(day => int.Parse(day, CultureInfo.InvariantCulture)),
            time = row["时间"],
            durationMinutes = row.Number("分钟"),
        }, cancel);
    }

    async Task OrderAsync(Row row)
    {
        var (step, topic) = (row["到哪一步"], row["想听什么"]);
        var offer = step == "约供讲" ? (await Door.ListAsync<Offer>($"lectureOffers?site={row["站点"]}", "offers", cancel)).First(one => one.Title == topic).Id : "";
        var order = await Door.PostAsync<Written>("lectureOrders", new
        {
            site = row["站点"],
            topic,
            detail = row["说明"],
            listeners = row.Number("听众"),
            from = Day(row.Number("几天后起")),
            to = Day(row.Number("几天后止")),
            contactName = row["联系人"],
            contactPhone = row["联系电话"],
            onBehalfOf = row["代谁点"],
            consent = true,
            offerId = offer,
        }, cancel);
        if (step == "已拒绝") await Door.PostAsync<Written>($"lectureOrders/{order.Id}:refuse", new { reason = row["原因"] }, cancel);
        if (step != "已排期") return;
        var first = (await Door.GetAsync<ProposalList>($"lectureOrders/{order.Id}/proposals", cancel)).Proposals[0];
        await Door.PostAsync<Written>($"lectureOrders/{order.Id}:schedule", new
        {
            teamId = first.TeamId,
            lecturerId = first.LecturerId,
            // 07:50 in China: before what else is planned of a day.
            startsAt = $"{Day(row.Number("几天后起") - 1)}T23:50:00Z",
            durationMinutes = 40,
            level = "VILLAGE",
            channel = "DOOR_TO_DOOR",
            method = "实例讲解",
            form = "院坝会",
            placeKind = "社区",
        }, cancel);
    }
}
