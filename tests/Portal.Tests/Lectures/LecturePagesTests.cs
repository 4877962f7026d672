using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.V1;
using CivPractice.Portal.Lectures;
using CivPractice.Portal.Work;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Portal.Tests.Lectures;

/// <summary>Pages of lectures: what they show, what they offer to whom, and what a form sends.</summary>
public sealed class LecturePagesTests
{
    const string c = "/c/140322";
    static readonly Timestamp soon = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(3));

    static LectureOffer Offer(OfferStatus status = OfferStatus.OfferOpen) => new()
    {
        Id = "o1",
        Title = "医保新政策",
        Topic = "惠民政策/医疗保障",
        LecturerId = "l1",
        LecturerName = "测试讲师",
        TeamName = "县宣讲团",
        Area = "140322100",
        StartsAt = soon,
        DurationMinutes = 60,
        Status = status,
    };

    static LecturerRecord Record(Feedback? feedback) => new()
    {
        Lecturer = new Lecturer { Id = "l1", TeamId = "t1", Name = "测试讲师", Topics = { "健康", "惠民政策/医疗保障" }, PublicTitle = "县党代表", PublicTitleSince = "2021-07-01" },
        TeamName = "县宣讲团",
        Site = "140322",
        Held = 3,
        Minutes = 90,
        Courses = { new LecturedCourse { Id = "k1", Title = "高龄补贴政策", Sessions = 3 } },
        Feedback = feedback,
    };

    [Fact]
    public async Task Offers_lead_to_the_order_that_takes_them()
    {
        var (html, _) = await new Drawing($"{c}/lectures/offers?site=140322100201").Answering("ListOffers", new ListOffersResponse { Offers = { Offer() } }).OfAsync<OffersPage>();
        Assert.Contains("医保新政策", html, StringComparison.Ordinal);
        Assert.Contains($"{c}/lectures/order?offer=o1&site=140322100201", html, StringComparison.Ordinal);
        Assert.Equal($"{c}/lectures/offers?site=140322100201", (await new Drawing($"{c}/lectures/offers").OfAsync<OffersPage>(null, ("do", "pick"), ("site", "140322100201"))).Location);

        var order = new Drawing($"{c}/lectures/order?offer=o1").Answering("GetOffer", Offer()).Answering("CreateOrder", new CreateOrderResponse { Number = "J-20260302-0001", TrackingCode = "ABC", Status = OrderStatus.OrderScheduled });
        (html, _) = await order.OfAsync<OrderLecturePage>();
        Assert.Contains("约这一场", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"topic\"", html, StringComparison.Ordinal);
        (html, _) = await order.OfAsync<OrderLecturePage>(null, ("do", "order"), ("site", "140322100201"), ("listeners", "8"), ("consent", "yes"));
        Assert.Equal(("o1", 8, true), (order.The<CreateOrderRequest>().OfferId, order.The<CreateOrderRequest>().Listeners, order.The<CreateOrderRequest>().Consent));
        Assert.Contains("约上了", html, StringComparison.Ordinal);
        Assert.Contains("name=\"topic\"", (await new Drawing($"{c}/lectures/order").OfAsync<OrderLecturePage>()).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_say_how_far_the_team_comes_and_can_be_sought_by_it()
    {
        var near = Offer();
        near.Metres = 3_336;
        var drawing = new Drawing($"{c}/lectures/offers?site=140322100201&order=near").Answering("ListOffers", new ListOffersResponse { Offers = { near, Offer() } });
        var (html, _) = await drawing.OfAsync<OffersPage>();
        Assert.True(drawing.The<ListOffersRequest>().NearestFirst);
        Assert.Contains("（县宣讲团，约 3 公里）", html, StringComparison.Ordinal);
        Assert.Contains("（县宣讲团）", html, StringComparison.Ordinal);
        // Without a place there is nothing to be near to.
        var all = new Drawing($"{c}/lectures/offers?order=near").Answering("ListOffers", new ListOffersResponse { Offers = { Offer() } });
        Assert.DoesNotContain("离得近的", (await all.OfAsync<OffersPage>()).Html, StringComparison.Ordinal);
        Assert.False(all.The<ListOffersRequest>().NearestFirst);
        Assert.Equal(("不到 1 公里", "约 1 公里", "约 12 公里"), (LectureWords.Way(556), LectureWords.Way(1_499), LectureWords.Way(11_500)));
        Assert.Equal(("同乡镇（街道）", "约 2 公里"), (new Proposal { Distance = 1 }.Near(), new Proposal { Distance = 1, Metres = 2_000 }.Near()));
    }

    static Drawing Held(string address, ListFeedbackResponse said, params string[] permissions) => new Drawing(address).As(permissions)
        .Answering("GetSession", new Session { Id = "s1", Title = "高龄补贴政策", Status = SessionStatus.Held, Audience = 30, CountMethod = CountMethod.HeadCount, StartsAt = soon, DurationMinutes = 60 })
        .Answering("ListAudience", new ListAudienceResponse()).Answering("ListQuestions", new ListQuestionsResponse()).Answering("ListFeedback", said)
        .Answering("ListSessionMaterials", new ListSessionMaterialsResponse { Materials = { new SessionMaterial { Id = "m1", Name = "提纲.pdf", Size = 2048 } } });

    [Fact]
    public async Task Whoever_organises_a_session_opens_its_feedback_and_writes_down_slips()
    {
        (string, object?)[] session = [("Id", "s1")];
        var some = new ListFeedbackResponse { Ratings = 12, Satisfied = 9, AverageTenths = 43, Feedback = { new SessionFeedback { Rating = 5, Comment = "讲得明白", ByClerk = true } } };
        var (html, _) = await Held($"{c}/lectures/s1", some, "lectures.manage").OfAsync<LecturePage>(session);
        foreach (var said in new[] { "12 份", "4 分和 5 分 9 份", "平均 4.3 分", "讲得明白", "给出评价码", $"{c}/workbench/lectures/s1/material", "/api/c/140322/sessions/s1/materials/m1" }) Assert.Contains(said, html, StringComparison.Ordinal);
        var open = new ListFeedbackResponse { Ratings = 2, Code = new FeedbackCode { Code = "A2B3C4", Until = soon } };
        (html, _) = await Held($"{c}/lectures/s1", open, "lectures.manage").OfAsync<LecturePage>(session);
        Assert.Contains("A2B3C4", html, StringComparison.Ordinal);
        Assert.DoesNotContain("给出评价码", html, StringComparison.Ordinal);
        Assert.DoesNotContain("平均 ", html, StringComparison.Ordinal);

        var slips = Held($"{c}/lectures/s1", some, "lectures.manage").Answering("RecordFeedback", new SessionFeedback());
        Assert.Equal($"{c}/lectures/s1?done=saved", (await slips.OfAsync<LecturePage>(session, ("do", "papers"), ("rating", "4"), ("papers", "7"), ("comment", "声音小"))).Location);
        Assert.Equal((4, 7, "声音小"), (slips.The<RecordFeedbackRequest>().Rating, slips.The<RecordFeedbackRequest>().Papers, slips.The<RecordFeedbackRequest>().Comment));
        var opened = Held($"{c}/lectures/s1", some, "lectures.manage").Answering("OpenFeedback", open.Code);
        await opened.OfAsync<LecturePage>(session, ("do", "open"));
        Assert.Equal("s1", opened.The<OpenFeedbackRequest>().Id);
    }

    [Fact]
    public async Task Who_listened_says_so_by_the_code_and_sees_nobody_elses_words()
    {
        (string, object?)[] session = [("Id", "s1")];
        var (html, _) = await Held($"{c}/lectures/s1", new ListFeedbackResponse { Ratings = 12 }).OfAsync<LecturePage>(session);
        Assert.Contains($"{c}/lectures/s1/feedback", html, StringComparison.Ordinal);
        Assert.Contains("提纲.pdf", html, StringComparison.Ordinal);
        foreach (var hidden in new[] { "12 份", "给出评价码", "/material\"" }) Assert.DoesNotContain(hidden, html, StringComparison.Ordinal);

        var form = Held($"{c}/lectures/s1/feedback", new()).Answering("GiveFeedback", new GivenFeedback());
        Assert.Contains("name=\"code\"", (await form.OfAsync<LectureFeedbackPage>(session)).Html, StringComparison.Ordinal);
        (html, _) = await form.OfAsync<LectureFeedbackPage>(session, ("do", "rate"), ("code", "a2b3c4"), ("rating", "5"), ("comment", "好"));
        Assert.Contains("谢谢您", html, StringComparison.Ordinal);
        Assert.Equal(("s1", "a2b3c4", 5), (form.The<GiveFeedbackRequest>().Id, form.The<GiveFeedbackRequest>().Code, form.The<GiveFeedbackRequest>().Rating));
        Assert.Contains("请填写评价码", (await Held($"{c}/lectures/s1/feedback", new()).OfAsync<LectureFeedbackPage>(session, ("do", "rate"), ("rating", "5"))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Material_is_taken_away_by_who_organises_it_alone()
    {
        (string, object?)[] session = [("Id", "s1")];
        var drawing = Held($"{c}/workbench/lectures/s1/material", new(), "lectures.manage").Answering("RemoveSessionMaterial", new RemoveSessionMaterialResponse());
        Assert.Contains("提纲.pdf", (await drawing.OfAsync<LectureMaterialPage>(session)).Html, StringComparison.Ordinal);
        Assert.Equal($"{c}/workbench/lectures/s1/material?done=removed", (await drawing.OfAsync<LectureMaterialPage>(session, ("do", "unfile"), ("file", "m1"))).Location);
        Assert.Equal(("s1", "m1"), (drawing.The<RemoveSessionMaterialRequest>().SessionId, drawing.The<RemoveSessionMaterialRequest>().Id));
    }

    [Fact]
    public async Task A_calendar_is_made_for_days_of_the_week()
    {
        var drawing = new Drawing($"{c}/workbench/lecture-offers").As("lectures.manage").Answering("ListOffers", new ListOffersResponse { Offers = { Offer(), Offer(OfferStatus.OfferTaken) } });
        var (html, _) = await drawing.OfAsync<LectureOffersWorkPage>();
        Assert.Equal(OfferStatus.OfferOpen, drawing.The<ListOffersRequest>().Status);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(html, "value=\"withdraw\""));
        var (_, location) = await drawing.OfAsync<LectureOffersWorkPage>(null, ("do", "create"), ("teamId", "t1"), ("lecturerId", "l1"), ("topic", "其他"), ("topicOther", "怎样养蜂"), ("weekdays", "3"), ("weekdays", "5"), ("time", "09:00"), ("durationMinutes", "60"), ("channel", "Meeting"));
        var sent = drawing.The<CreateOffersRequest>();
        Assert.Equal(("怎样养蜂", "3,5", Channel.Meeting), (sent.Topic, string.Join(',', sent.Weekdays), sent.Channel));
        Assert.Equal($"{c}/workbench/lecture-offers?done=offered", location);
    }

    [Fact]
    public async Task What_people_thought_is_drawn_only_where_it_was_told_and_forms_only_for_staff()
    {
        async Task<string> SeenAsync(Feedback? feedback, params string[] permissions) =>
            (await new Drawing($"{c}/lecturers/l1").As(permissions).Answering("GetLecturer", Record(feedback)).OfAsync<LecturerPage>([("Id", "l1")])).Html;
        var html = await SeenAsync(new Feedback { Ratings = 3, AverageTenths = 43 }, "lectures.manage");
        Assert.Contains("3 人评分，平均 4.3 分", html, StringComparison.Ordinal);
        // What a file brought below a branch is among the choices, and chosen.
        Assert.Matches("value=\"惠民政策/医疗保障\" checked", html);
        Assert.Contains("value=\"remove\"", html, StringComparison.Ordinal);
        Assert.Contains("2 人评分", await SeenAsync(new Feedback { Ratings = 2 }), StringComparison.Ordinal);
        html = await SeenAsync(null);
        Assert.DoesNotContain("评分", html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"remove\"", html, StringComparison.Ordinal);
        Assert.Contains("县党代表（2021-07-01 取得）", html, StringComparison.Ordinal);

        var drawing = new Drawing($"{c}/lecturers/l1").As("lectures.manage").Answering("GetLecturer", Record(null));
        await drawing.OfAsync<LecturerPage>([("Id", "l1")], ("do", "update"), ("field", "党史"), ("topics", "法治"), ("topics", "健康"), ("publicTitle", "县党代表"), ("publicTitleSince", "2021-07-01"));
        Assert.Equal(("t1", "l1", "法治、健康", "2021-07-01"), (drawing.The<UpdateLecturerRequest>().TeamId, drawing.The<UpdateLecturerRequest>().Id, string.Join('、', drawing.The<UpdateLecturerRequest>().Topics), drawing.The<UpdateLecturerRequest>().PublicTitleSince));
    }

    [Fact]
    public async Task A_team_is_founded_with_its_rule_and_with_a_leader_or_without()
    {
        async Task<CreateLecturerTeamRequest> FoundAsync(string leader)
        {
            var drawing = new Drawing($"{c}/lecturer-teams").As("lectures.manage").Answering("CreateLecturerTeam", new LecturerTeam { Id = "t1" });
            Assert.Contains("建一支宣讲队伍", (await drawing.OfAsync<LecturerTeamsPage>()).Html, StringComparison.Ordinal);
            var (_, location) = await drawing.OfAsync<LecturerTeamsPage>(null, ("do", "create"), ("name", "红色讲师团"), ("redGroup", "yes"), ("level", "Village"), ("site", "140322100801"), ("ruleLocal", "yes"), ("rule.kinds", "TheoryExpert"),
                ("leader.name", leader), ("kind", "TheoryExpert"), ("lecturerLocal", "yes"), ("topics", "法治"));
            Assert.Equal($"{c}/lecturer-teams/t1?done=saved", location);
            return drawing.The<CreateLecturerTeamRequest>();
        }
        var founded = await FoundAsync("测试团长");
        Assert.Equal((true, true, LecturerKind.TheoryExpert, "测试团长", "法治"), (founded.RedGroup, founded.Rule.Local, founded.Rule.Kinds.Single(), founded.Leader.Name, founded.Leader.Topics.Single()));
        Assert.Null((await FoundAsync("")).Leader);
        Assert.DoesNotContain("建一支宣讲队伍", (await new Drawing($"{c}/lecturer-teams").OfAsync<LecturerTeamsPage>()).Html, StringComparison.Ordinal);

        // A report's number leads to the teams of its moment, and on to their lecturers of that moment.
        var then = new Drawing($"{c}/lecturer-teams?recordedUntil=2026-03-02T01:20:00Z").Answering("ListLecturerTeams", new ListLecturerTeamsResponse { Teams = { new LecturerTeam { Id = "t1", Name = "县宣讲团" } } });
        var (html, _) = await then.OfAsync<LecturerTeamsPage>();
        Assert.Equal("2026-03-02T01:20:00Z", then.The<ListLecturerTeamsRequest>().RecordedUntil);
        Assert.Contains("lecturer-teams/t1?recordedUntil=2026-03-02T01%3A20%3A00Z", html, StringComparison.Ordinal);
        var team = new Drawing($"{c}/lecturer-teams/t1?recordedUntil=2026-03-02T01:20:00Z").As("lectures.manage").Answering("GetLecturerTeam", new LecturerTeam { Id = "t1", Name = "县宣讲团", Site = "140322" })
            .Answering("ListLecturers", new ListLecturersResponse { Lecturers = { new Lecturer { Id = "l1", Name = "测试讲师" } } }).Answering("ListVenues", new ListVenuesResponse { Venues = { new Venue { Id = "v1", Name = "红色讲堂" } } });
        (html, _) = await team.OfAsync<LecturerTeamPage>([("Id", "t1")]);
        Assert.Contains($"{c}/lecturers/l1", html, StringComparison.Ordinal);
        Assert.Contains("红色讲堂", html, StringComparison.Ordinal);
        Assert.Equal("2026-03-02T01:20:00Z", team.The<ListLecturersRequest>().RecordedUntil);
    }

    [Fact]
    public async Task A_session_is_planned_in_words_of_the_lists_or_of_its_own_and_in_a_venue()
    {
        var drawing = new Drawing($"{c}/workbench/lectures/new").As("lectures.manage").Answering("CreateSession", new Session { Id = "s1" })
            .Answering("ListVenues", new ListVenuesResponse { Venues = { new Venue { Id = "v1", Name = "锦隆红色讲堂" } } })
            .Answering("ListWords", new ListWordsResponse { Words = { new DictionaryWord { Text = "进企业" }, new DictionaryWord { Text = "军营" }, new DictionaryWord { Text = "网络", ValidTo = "2020-01-01" } } });
        var (html, _) = await drawing.OfAsync<NewLecturePage>(null, ("do", "lecturers"), ("site", "140322100801"), ("topic", "法治/民法典"));
        Assert.Matches("value=\"法治/民法典\" selected", html);
        Assert.Contains("锦隆红色讲堂", html, StringComparison.Ordinal);
        // The kinds of place are the county's own words, those that are in use.
        Assert.Contains("value=\"军营\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"企业\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"网络\"", html, StringComparison.Ordinal);
        var (_, location) = await drawing.OfAsync<NewLecturePage>(null, ("do", "create"), ("site", "140322100801"), ("topic", "法治/民法典"), ("method", "其他"), ("methodOther", "放电影"), ("form", "微党课"), ("formOther", "没有用上"), ("venueId", "v1"));
        var sent = drawing.The<CreateSessionRequest>();
        Assert.Equal(("法治/民法典", "放电影", "微党课", "v1"), (sent.Topic, sent.Method, sent.Form, sent.VenueId));
        Assert.Equal($"{c}/lectures/s1?done=created", location);
        Assert.Contains("value=\"校园\"", (await new Drawing($"{c}/workbench/lectures/new").As("lectures.manage").OfAsync<NewLecturePage>()).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_are_narrowed_and_the_overview_opens_each_number_to_its_rows()
    {
        var list = new Drawing($"{c}/workbench/lectures?topic=法治&method=其他&form=微党课&venue=红色讲堂").As("lectures.manage", "lists.export");
        var (html, _) = await list.OfAsync<LecturesWorkPage>();
        var asked = list.The<ListSessionsRequest>();
        Assert.Equal(("法治", "其他", "微党课", "红色讲堂"), (asked.Topic, asked.Method, asked.Form, asked.Venue));
        Assert.Contains("只看阵地", html, StringComparison.Ordinal);

        static TallyLine Line(string indicator, string group, long value) => new() { Indicator = indicator, Name = indicator, Group = group, Value = value, Unit = "场", Grouping = TallyGrouping.Dimension };
        var overview = new Drawing($"{c}/workbench/lecture-overview?day=2026-01-01").As("figures.read").Answering("GetTally", new Tally
        {
            Lines = { Line("lectures.held", "Village", 5), Line("lectures.held.topic", "惠民政策", 2), Line("lectures.held.topic", "惠民政策/医疗保障", 1), Line("lectures.held.topic", "", 2), Line("lectures.venues", "红色讲堂", 4), Line("lectures.held.place", "农村", 5) },
        });
        (html, _) = await overview.OfAsync<LectureOverviewPage>();
        const string days = "from=2026-01-01&to=2026-03-31";
        // A branch says what its list lists: its leaves, too.
        Assert.Contains($"{c}/workbench/lectures?status=Held&topic={Uri.EscapeDataString("惠民政策")}&{days}\">3 场</a>", html, StringComparison.Ordinal);
        Assert.Contains($"topic={Uri.EscapeDataString("惠民政策/医疗保障")}&{days}\">1 场</a>", html, StringComparison.Ordinal);
        Assert.Contains($"venue={Uri.EscapeDataString("红色讲堂")}&{days}\">4 场</a>", html, StringComparison.Ordinal);
        Assert.Contains($"status=Held&level=Village&{days}\">5 场</a>", html, StringComparison.Ordinal);
        Assert.Contains("未填写", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_network_is_a_table_of_who_where_and_what()
    {
        Assert.Contains("请选择一个乡镇", (await new Drawing($"{c}/workbench/lecture-network").As("figures.read").OfAsync<LectureNetworkPage>()).Html, StringComparison.Ordinal);
        NetworkRow Row(string topic, int sessions) => new() { Site = "140322100201", TeamId = "t1", TeamName = "县宣讲团", LecturerId = "l1", LecturerName = "测试讲师", Topic = topic, Sessions = sessions };
        var (html, _) = await new Drawing($"{c}/workbench/lecture-network?site=140322100").As("figures.read").Answering("GetNetwork", new LectureNetwork { Rows = { Row("法治", 2), Row("", 1), Row("惠民政策", 4) }, LeftOut = 1 }).OfAsync<LectureNetworkPage>();
        Assert.Matches("(?s)惠民政策</th>.*法治</th>.*未填写</th>.*合计</th>", html);
        Assert.Contains("data-head=\"合计\">7</td>", html, StringComparison.Ordinal);
        Assert.Contains("只列出前 500 行", html, StringComparison.Ordinal);
        Assert.Contains("权限", (await new Drawing($"{c}/workbench/lecture-network").As().OfAsync<LectureNetworkPage>()).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_scheduled_with_words_of_the_lists()
    {
        var drawing = new Drawing($"{c}/workbench/lecture-orders/j1").As("lectures.manage").Answering("GetOrder", new LectureOrder { Id = "j1", Topic = "高龄补贴", Site = "140322100801", Status = OrderStatus.OrderRequested })
            .Answering("ListProposals", new ListProposalsResponse { Proposals = { new Proposal { TeamId = "t1", LecturerId = "l1", Name = "测试讲师" } } }).Answering("ListVenues", new ListVenuesResponse { Venues = { new Venue { Id = "v1", Name = "锦隆红色讲堂" } } });
        Assert.Contains("锦隆红色讲堂", (await drawing.OfAsync<LectureOrderWorkPage>([("Id", "j1")])).Html, StringComparison.Ordinal);
        await drawing.OfAsync<LectureOrderWorkPage>([("Id", "j1")], ("do", "schedule"), ("proposal", "t1/l1"), ("method", "实例讲解"), ("form", "其他"), ("formOther", "读书班"), ("venueId", "v1"));
        Assert.Equal(("实例讲解", "读书班", "v1"), (drawing.The<ScheduleOrderRequest>().Method, drawing.The<ScheduleOrderRequest>().Form, drawing.The<ScheduleOrderRequest>().VenueId));

        var courses = new Drawing($"{c}/lectures/courses?topic=法治").As("lectures.manage").Answering("CreateCourse", new LectureCourse { Id = "k1" });
        await courses.OfAsync<CoursesPage>();
        Assert.Equal("法治", courses.The<ListCoursesRequest>().Topic);
        await courses.OfAsync<CoursesPage>(null, ("do", "create"), ("title", "民法典"), ("topic", "法治/民法典"));
        Assert.Equal("法治/民法典", courses.The<CreateCourseRequest>().Topic);
    }

    [Fact]
    public async Task What_is_told_of_a_session_is_changed_on_a_page_of_its_own_and_what_stood_there_is_listed()
    {
        var session = new Session
        {
            Id = "s1",
            Title = "高龄补贴政策",
            Topic = "惠民政策/取暖补贴",
            Site = "140322100801",
            Status = SessionStatus.Held,
            Method = "放电影",
            Form = "微党课",
            PlaceKind = "军营",
            VenueId = "v9",
            VenueName = "拆了的讲堂",
            StartsAt = soon,
            Marks = new() { TaskField = LectureTaskField.PolicyExplained, Purposes = { LecturePurpose.PurposeCare } },
        };
        var drawing = new Drawing($"{c}/workbench/lectures/s1/edit").As("lectures.manage").Answering("GetSession", session).Answering("UpdateSession", session)
            .Answering("ListVenues", new ListVenuesResponse { Venues = { new Venue { Id = "v1", Name = "锦隆红色讲堂", Site = "140322100801" }, new Venue { Id = "v2", Name = "别处的讲堂", Site = "140322100801P01" } } })
            .Answering("ListSessionChanges", new ListSessionChangesResponse { Changes = { new SessionChange { Id = "c1", Field = "placeKind", Before = "", After = "军营", At = soon } } });
        var (html, _) = await drawing.OfAsync<LectureEditPage>([("Id", "s1")]);
        // What is in no list stands beside 其他; what is no choice any more is still chosen.
        Assert.Matches("value=\"其他\" selected", html);
        foreach (var there in new[] { "value=\"放电影\"", "value=\"惠民政策/取暖补贴\"", "value=\"军营\" selected", "value=\"v9\" selected", "value=\"微党课\" selected", "value=\"PolicyExplained\" selected", "value=\"PurposeCare\" checked", "锦隆红色讲堂", "走进哪里" }) Assert.Contains(there, html, StringComparison.Ordinal);
        Assert.DoesNotContain("别处的讲堂", html, StringComparison.Ordinal);
        Assert.Matches("(?s)未填写.*军营", html);

        var (_, location) = await drawing.OfAsync<LectureEditPage>([("Id", "s1")], ("do", "update"), ("title", "高龄补贴怎么领"), ("topic", "其他"), ("topicOther", "养蜂"), ("method", "现身说法"), ("placeKind", "农村"), ("venueId", "v1"), ("marks.taskField", "CoreValues"), ("marks.purposes", "PurposeCare"), ("marks.purposes", "PurposeService"), ("reason", "记错了"));
        var sent = drawing.The<UpdateSessionRequest>();
        Assert.Equal(("s1", "高龄补贴怎么领", "养蜂", "现身说法", "", "农村", "v1", "记错了"), (sent.Id, sent.Title, sent.Topic, sent.Method, sent.Form, sent.PlaceKind, sent.VenueId, sent.Reason));
        Assert.Equal((LectureTaskField.CoreValues, 2), (sent.Marks.TaskField, sent.Marks.Purposes.Count));
        Assert.Equal($"{c}/workbench/lectures/s1/edit?done=saved", location);

        (html, _) = await new Drawing($"{c}/lectures/s1").As("lectures.manage").Answering("GetSession", session).OfAsync<LecturePage>([("Id", "s1")]);
        foreach (var there in new[] { $"{c}/workbench/lectures/s1/edit", "党的政策宣传宣讲", "关心群众" }) Assert.Contains(there, html, StringComparison.Ordinal);
        Assert.DoesNotContain("/edit", (await new Drawing($"{c}/lectures/s1").Answering("GetSession", session).OfAsync<LecturePage>([("Id", "s1")])).Html, StringComparison.Ordinal);
        session.Status = SessionStatus.SessionVoided;
        Assert.DoesNotContain("value=\"update\"", (await drawing.OfAsync<LectureEditPage>([("Id", "s1")])).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_says_how_many_of_the_six_had_a_lecture_and_how_many_lecturers_a_team_has()
    {
        static TallyLine Line(string indicator, string group, long value) => new() { Indicator = indicator, Name = indicator, Group = group, Value = value, Unit = "场", Grouping = TallyGrouping.Dimension };
        var overview = new Drawing($"{c}/workbench/lecture-overview?day=2026-01-01").As("figures.read").Answering("GetCoverage", new LectureCoverage { From = "2026-01-01", To = "2026-03-31", Villages = 2000, Covered = 1999, Uncovered = { "140322100801" } })
            .Answering("ListWords", new ListWordsResponse { Words = { new DictionaryWord { Text = "进农村" }, new DictionaryWord { Text = "军营" }, new DictionaryWord { Text = "企业" } } })
            .Answering("GetTally", new Tally
            {
                Lines =
                {
                    Line("lectures.held.place", "农村", 5), Line("lectures.held.place", "进企业", 2), Line("lectures.held.place", "广场", 3), Line("lectures.held.place", "", 4), Line("lectures.task-fields", "PolicyExplained", 6), Line("lectures.purposes", "PurposeCare", 7),
                    Line("lecturer-teams", "Village", 60), Line("lecturer-teams", "CountyLevel", 9), Line("lecturers", "", 266),
                },
            });
        var (html, _) = await overview.OfAsync<LectureOverviewPage>();
        Assert.Contains("<strong>2</strong> / 3 类场所有宣讲，还没有走进：军营", html, StringComparison.Ordinal);
        Assert.Contains("另有 3 场在字典以外的场所，4 场没有填写", html, StringComparison.Ordinal);
        Assert.Contains($"placeKind={Uri.EscapeDataString("农村")}", html, StringComparison.Ordinal);
        Assert.Contains("2026-03-31 为止", html, StringComparison.Ordinal);
        Assert.Contains("69 支宣讲队伍，266 名宣讲员，平均每支 3.9 人", html, StringComparison.Ordinal);
        Assert.Contains("taskField=PolicyExplained&from=2026-01-01&to=2026-03-31\">6 场</a>", html, StringComparison.Ordinal);
        Assert.Contains("关心群众", html, StringComparison.Ordinal);
        // 1999 of 2000 is not all.
        Assert.Contains("占 99.9%", html, StringComparison.Ordinal);
        Assert.Contains("没建站的也算在内", html, StringComparison.Ordinal);
        Assert.Equal("", new PerTeam(0, 0).Average);
    }

    [Fact]
    public async Task A_team_is_dissolved_and_says_so_and_its_slot_and_offers_say_what_their_lectures_will()
    {
        var team = new LecturerTeam { Id = "t1", Name = "县宣讲团", Site = "140322", Slot = new() { Rhythm = Rhythm.Weekly, Day = 5, Time = "19:30", DurationMinutes = 60, Site = "140322", Title = "红色讲堂", Channel = Channel.Meeting, PlaceKind = "社区", Method = "现身说法" } };
        var drawing = new Drawing($"{c}/lecturer-teams/t1").As("lectures.manage").Answering("GetLecturerTeam", team);
        var (html, _) = await drawing.OfAsync<LecturerTeamPage>([("Id", "t1")]);
        foreach (var there in new[] { "value=\"dissolve\"", "value=\"社区\" selected", "value=\"现身说法\" selected", "value=\"红色讲堂\"" }) Assert.Contains(there, html, StringComparison.Ordinal);
        await drawing.OfAsync<LecturerTeamPage>([("Id", "t1")], ("do", "dissolve"), ("endedOn", "2026-03-02"), ("endReason", "并入市宣讲团"));
        Assert.Equal(("t1", "2026-03-02", "并入市宣讲团"), (drawing.The<DissolveLecturerTeamRequest>().Id, drawing.The<DissolveLecturerTeamRequest>().EndedOn, drawing.The<DissolveLecturerTeamRequest>().Reason));
        await drawing.OfAsync<LecturerTeamPage>([("Id", "t1")], ("do", "slot"), ("rhythm", "Weekly"), ("method", "实例讲解"), ("placeKind", "企业"), ("audienceKind", "职工"), ("marks.taskField", "CulturalLife"));
        var slot = drawing.The<SetRegularSlotRequest>().Slot;
        Assert.Equal(("实例讲解", "企业", "职工", LectureTaskField.CulturalLife), (slot.Method, slot.PlaceKind, slot.AudienceKind, slot.Marks.TaskField));
        (team.EndedOn, team.EndReason, team.Slot) = ("2026-03-02", "并入市宣讲团", null);
        (html, _) = await drawing.OfAsync<LecturerTeamPage>([("Id", "t1")]);
        Assert.Contains("2026年3月2日，并入市宣讲团", html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"dissolve\"", html, StringComparison.Ordinal);

        var list = new Drawing($"{c}/lecturer-teams?ended=yes").Answering("ListLecturerTeams", new ListLecturerTeamsResponse { Teams = { team } });
        Assert.Contains("2026年3月2日解散：并入市宣讲团", (await list.OfAsync<LecturerTeamsPage>()).Html, StringComparison.Ordinal);
        Assert.True(list.The<ListLecturerTeamsRequest>().Ended);
        var sums = new Drawing($"{c}/lecturer-teams").As("figures.read").Answering("GetTally", new Tally { Lines = { new TallyLine { Indicator = "lecturer-teams", Value = 69 }, new TallyLine { Indicator = "lecturers", Value = 266 } } });
        Assert.Contains("平均每支 3.9 人", (await sums.OfAsync<LecturerTeamsPage>()).Html, StringComparison.Ordinal);

        var offers = new Drawing($"{c}/workbench/lecture-offers").As("lectures.manage");
        await offers.OfAsync<LectureOffersWorkPage>(null, ("do", "create"), ("method", "其他"), ("methodOther", "放电影"), ("form", "院坝会"), ("placeKind", "农村"), ("audienceKind", "村民"), ("marks.purposes", "PurposeService"));
        var sent = offers.The<CreateOffersRequest>();
        Assert.Equal(("放电影", "院坝会", "农村", "村民", LecturePurpose.PurposeService), (sent.Method, sent.Form, sent.PlaceKind, sent.AudienceKind, sent.Marks.Purposes.Single()));
    }
}
