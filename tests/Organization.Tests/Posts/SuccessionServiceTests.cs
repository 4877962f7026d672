using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;
using Npgsql;

namespace CivPractice.Organization.Tests.Posts;

public sealed class SuccessionServiceTests(OrganizationRunning running)
{
    V1.PostSuccession.PostSuccessionClient Succession => new(running.Service.Channel);

    [Fact]
    public async Task One_step_ends_the_former_and_begins_the_next_and_the_gateway_is_told_of_both()
    {
        const string county = "141141", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        var office = running.Service.As(Importing.Office(county));
        Assert.Equal("UNKNOWN_VALUE", await Refusing.ReasonAsync(running.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = "专管员", Places = 1, Role = "operator" }, office)));
        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = "专管员", Places = 1, Role = "station-clerk" }, office);
        Assert.Equal("POST_VACANT", await Refusing.ReasonAsync(Succession.SucceedAppointmentAsync(Next(post, "2022-03-01"), office)));
        await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonId = Guid.NewGuid().ToString(), PersonName = "测试甲", From = "2021-01-01" }, office);
        var done = await Succession.SucceedAppointmentAsync(Next(post, "2022-03-01"), office);
        Assert.Equal(("测试甲", "2022-02-28", "测试乙", "2022-03-01", ""), (done.Ended.PersonName, done.Ended.To, done.Begun.PersonName, done.Begun.From, done.Begun.To));
        Assert.Equal(["测试乙", "测试甲"], (await Succession.ListAppointmentsAsync(new ListAppointmentsRequest { PostId = post.Id }, office)).Appointments.Select(held => held.PersonName));
        Assert.Equal(3, await running.AskAsync<long>($"select count(*) from outbox_message where county = '{county}' and type like '%AppointmentChanged'"));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(Succession.SucceedAppointmentAsync(Next(post, "2023-03-01"), running.Service.As(Importing.Office(Callers.B)))));
    }

    [Fact]
    public async Task Somebody_whose_first_day_is_to_come_is_not_in_office_and_the_place_is_vacant_until_then()
    {
        const string county = "141145", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        var (office, today) = (running.Service.As(Importing.Office(county)), ChinaTime.Today(TimeProvider.System));
        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = "站长", Places = 1 }, office);
        await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = "测试拟", From = ChinaTime.Text(today.AddDays(5)) }, office);
        var shown = (await running.Posts.ListPostsAsync(new ListPostsRequest { Site = site }, office)).Posts.Single();
        Assert.Equal((0, "测试拟"), (shown.Holders.Count, shown.Coming.Single().PersonName));
        Assert.Equal(PostAlarmKind.PostVacant, (await Succession.ListPostAlarmsAsync(new ListPostAlarmsRequest { Prefix = site }, office)).Alarms.Single().Kind);
        await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = "测试现", From = ChinaTime.Text(today.AddDays(-5)), To = ChinaTime.Text(today.AddDays(4)) }, office);
        shown = (await running.Posts.ListPostsAsync(new ListPostsRequest { Site = site }, office)).Posts.Single();
        Assert.Equal(("测试现", "测试拟"), (shown.Holders.Single().PersonName, shown.Coming.Single().PersonName));
        // The one who is to come leaves nothing before the first day, and follows nobody twice.
        Assert.Equal("POST_HELD", await Refusing.ReasonAsync(Succession.SucceedAppointmentAsync(Next(post, ChinaTime.Text(today.AddDays(2))), office)));
    }

    [Fact]
    public async Task A_successor_follows_a_foreseen_last_day_and_nobody_succeeds_at_a_closed_site()
    {
        const string county = "141146", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        var office = running.Service.As(Importing.Office(county));
        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = "专管员", Places = 1, Role = "station-clerk" }, office);
        await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonId = Guid.NewGuid().ToString(), PersonName = "测试甲", From = "2021-01-01", To = "2021-12-31" }, office);
        var done = await Succession.SucceedAppointmentAsync(Next(post, "2022-01-01"), office);
        Assert.Equal(("测试甲", "2021-12-31", "测试乙", "2022-01-01"), (done.Ended.PersonName, done.Ended.To, done.Begun.PersonName, done.Begun.From));
        // The former's end was told when it was foreseen.
        Assert.Equal(2, await running.AskAsync<long>($"select count(*) from outbox_message where county = '{county}' and type like '%AppointmentChanged'"));
        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = site, ClosedOn = "2024-01-01", Successor = $"{county}001002", Reason = "撤并" }, office);
        Assert.Equal("SITE_CLOSED", await Refusing.ReasonAsync(Succession.SucceedAppointmentAsync(Next(post, "2024-03-01"), office)));
    }

    [Fact]
    public async Task Of_those_who_appoint_at_once_one_succeeds_and_the_others_are_told_who_holds_the_post()
    {
        const string county = "141147";
        await running.OpenCountyAsync(county);
        var office = running.Service.As(Importing.Office(county));
        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = county, Title = "中心主任", Places = 1 }, office);
        var told = await Task.WhenAll(Enumerable.Range(1, 6).Select(async i =>
        {
            try { return (await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = $"测试{i}", From = "2021-01-01" }, office)).PersonName.Length > 0 ? "" : "?"; }
            catch (Grpc.Core.RpcException refused) { return refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>().Reason; }
        }));
        Assert.Equal(["", "POST_HELD", "POST_HELD", "POST_HELD", "POST_HELD", "POST_HELD"], told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PostgreSQL_itself_lets_no_two_hold_a_post_with_one_place()
    {
        const string county = "141142";
        await running.OpenCountyAsync(county);
        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = county, Title = "中心主任", Places = 1, ExOfficio = "某县县委书记" }, running.Service.As(Importing.Office(county)));
        string Insert(string from, string to) => $"insert into post_appointment (county, id, post_id, person, person_name, \"from\", \"to\", document, single, version) values ('{county}', gen_random_uuid(), '{post.Id}', gen_random_uuid(), '某', '{from}', {to}, '', true, 1)";
        await RunAsync(Insert("2020-01-01", "'2020-12-31'"));
        await RunAsync(Insert("2021-01-01", "null"));
        Assert.Equal(PostgresErrorCodes.ExclusionViolation, (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(Insert("2020-12-31", "'2020-12-31'")))).SqlState);
        Assert.Equal(PostgresErrorCodes.ExclusionViolation, (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(Insert("2030-01-01", "null")))).SqlState);
    }

    [Fact]
    public async Task A_list_brings_posts_with_holders_past_and_present_and_alarms_tell_what_is_amiss()
    {
        const string county = "141143", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        const string file = $"""
            站点,岗位,人数,当然担任的职务,权限,姓名,人员编号,任职日期,离任日期,任命文件
            {county},中心主任,1,某县县委书记,,测试甲,,2019-10-01,2021-06-30,
            {county},中心主任,1,某县县委书记,,测试乙,,2021-07-01,,某发〔2021〕7号
            {county},中心主任,1,某县县委书记,,测试丙,,2021-06-30,,
            {county},领导小组组长,1,某县县委书记,,测试丁,,2021-07-01,,
            {site},站长,1,大村党支部书记,,,,,,
            {site},专管员,1,,station-clerk,测试戊,,2021-03-05,,
            {county}001009,站长,1,,,测试己,,2021-03-05,,
            {site},专管员,1,,root,测试己,,2021-03-05,,
            """;
        var done = await running.ImportAsync("posts", county, file);
        Assert.Equal((5, 0, 0, 3), done.Counts());
        Assert.Equal(new[] { "4 姓名 POST_HELD", "8 站点 UNKNOWN_SITE", "9 权限 UNKNOWN_VALUE" }.Order(), done.Faults.Said().Order());
        Assert.Equal((0, 0, 5, 3), (await running.ImportAsync("posts", county, file)).Counts());

        var office = running.Service.As(Importing.Office(county));
        var alarms = (await Succession.ListPostAlarmsAsync(new ListPostAlarmsRequest { Prefix = county }, office)).Alarms;
        Assert.Equal(["OfficeHeldByTwo 中心主任", "OfficeHeldByTwo 领导小组组长", "PostVacant 站长"], alarms.Select(alarm => $"{alarm.Kind} {alarm.Title}").Order(StringComparer.Ordinal).ToArray());
        var clerk = (await running.Posts.ListPostsAsync(new ListPostsRequest { Site = site }, office)).Posts.Single(post => post.Title == "专管员");
        await running.Posts.EndAppointmentAsync(new EndAppointmentRequest { AppointmentId = clerk.Holders[0].Id, To = "2022-05-01", Reason = "调离" }, office);
        var vacant = (await Succession.ListPostAlarmsAsync(new ListPostAlarmsRequest { Prefix = site, Kind = PostAlarmKind.PostVacant }, office)).Alarms.Single(alarm => alarm.Title == "专管员");
        Assert.Equal(("2022-05-02", 1, 0), (vacant.Since, vacant.Places, vacant.Held));
        Assert.Empty((await Succession.ListPostAlarmsAsync(new ListPostAlarmsRequest { Prefix = county }, running.Service.As(Callers.Staff(Role.StationClerk, $"{county}001002", county)))).Alarms);
    }

    [Fact]
    public async Task Somebody_known_by_name_holds_a_post_without_a_role_and_places_are_counted_as_filled()
    {
        const string county = "141144", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        var office = running.Service.As(Importing.Office(county));
        var head = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = "站长", Places = 1, ExOfficio = "大村党支部书记" }, office);
        var clerks = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = county, Title = "专管员", Places = 3, Role = "center-office" }, office);
        AppointRequest Named(Post post, string name, string from = "2021-01-01") => new() { PostId = post.Id, PersonName = name, From = from };

        Assert.Equal("PERSON_REQUIRED", await Refusing.ReasonAsync(running.Posts.AppointAsync(Named(clerks, "测试甲"), office)));
        var wrong = Named(head, "测试甲");
        wrong.To = "2020-12-31";
        Assert.Equal("ENDED_BEFORE_BEGUN", await Refusing.ReasonAsync(running.Posts.AppointAsync(wrong, office)));
        var known = Named(head, "测试甲");
        (known.To, known.Document) = ("2021-12-31", "某发〔2021〕1号");
        var first = await running.Posts.AppointAsync(known, office);
        Assert.Equal("2021-12-31", first.To);
        // The same list that an office would import says the same person.
        var done = await running.ImportAsync("posts", county, $"站点,岗位,人数,当然担任的职务,权限,姓名,人员编号,任职日期,离任日期,任命文件\n{site},站长,1,大村党支部书记,,测试甲,,2021-01-01,2021-12-31,\n");
        Assert.Equal((0, 0, 1, 0), done.Counts());
        Assert.Equal("某发〔2021〕1号", (await Succession.ListAppointmentsAsync(new ListAppointmentsRequest { PostId = head.Id }, office)).Appointments.Single().Document);

        Assert.Equal((2, 4, 0), await CountAsync(county));
        await running.Posts.AppointAsync(Named(head, "测试乙", "2022-01-01"), office);
        await running.Posts.AppointAsync(new AppointRequest { PostId = clerks.Id, PersonId = Guid.NewGuid().ToString(), PersonName = "测试丙", From = "2022-01-01" }, office);
        Assert.Equal((2, 4, 2), await CountAsync(county));
        Assert.Equal((1, 1, 1), await CountAsync(site));
        Assert.Equal((1, 1, 1), await CountAsync(county, running.Service.As(Callers.Staff(Role.StationClerk, site, county))));

        async Task<(int, int, int)> CountAsync(string prefix, Grpc.Core.Metadata? caller = null)
        {
            var count = await Succession.GetPostCountAsync(new GetPostCountRequest { Prefix = prefix }, caller ?? office);
            return (count.Posts, count.Places, count.Filled);
        }
    }

    [Fact]
    public async Task Who_holds_a_post_of_a_merged_site_that_its_successor_has_too_is_out_whatever_day_was_foreseen()
    {
        const string county = "141145", old = $"{county}001001", to = $"{county}001002";
        await using var service = await ServiceUnderTest.StartAsync("Organization", withBroker: true);
        var own = OrganizationRunning.Of(service);
        await own.OpenCountyAsync(county);
        var office = service.As(Importing.Office(county));
        var (today, posts) = (ChinaTime.Today(TimeProvider.System), new List<Post>());
        foreach (var site in new[] { old, to }) posts.Add(await own.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = "专管员", Places = 3, Role = "station-clerk" }, office));
        AppointRequest Somebody(string name, DateOnly from, DateOnly? until = null) => new() { PostId = posts[0].Id, PersonId = Guid.NewGuid().ToString(), PersonName = name, From = ChinaTime.Text(from), To = until is { } day ? ChinaTime.Text(day) : "" };
        await own.Posts.AppointAsync(Somebody("测试甲", today.AddYears(-2), today.AddYears(1)), office);
        await own.Posts.AppointAsync(Somebody("测试乙", today.AddYears(-1)), office);
        await own.Posts.AppointAsync(Somebody("测试丙", today.AddDays(10)), office);
        var closed = today.AddDays(-1);
        await own.Sites.CloseSiteAsync(new CloseSiteRequest { Code = old, ClosedOn = ChinaTime.Text(closed), Successor = to, Reason = "撤并" }, office);

        const string told = $"select count(*) from outbox_message where county = '{county}' and type like '%AppointmentsImported'";
        for (var until = DateTime.UtcNow.AddSeconds(90); await own.AskAsync<long>(told) == 0; await Task.Delay(100)) Assert.True(DateTime.UtcNow < until, service.Output);
        // Who had begun ends with the site; who had not never begins.
        var succession = new V1.PostSuccession.PostSuccessionClient(service.Channel);
        var held = (await succession.ListAppointmentsAsync(new ListAppointmentsRequest { PostId = posts[0].Id }, office)).Appointments;
        Assert.Equal(new[] { ("测试甲", ChinaTime.Text(closed)), ("测试乙", ChinaTime.Text(closed)) }, held.OrderBy(each => each.From).Select(each => (each.PersonName, each.To)));
        Assert.Equal("SITE_CLOSED", await Refusing.ReasonAsync(own.Posts.AppointAsync(Somebody("测试丁", today), office)));
        Assert.Empty((await own.Posts.ListPostsAsync(new ListPostsRequest { Site = to }, office)).Posts.Single().Holders);
    }

    static SucceedAppointmentRequest Next(Post post, string from) => new() { PostId = post.Id, PersonId = Guid.NewGuid().ToString(), PersonName = "测试乙", From = from, Document = "某发〔2022〕3号", Reason = "换届" };

    async Task RunAsync(string sql)
    {
        await using var command = running.Service.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
