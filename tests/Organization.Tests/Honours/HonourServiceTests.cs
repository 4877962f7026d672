using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using static CivPractice.Organization.Tests.CivicClients;

namespace CivPractice.Organization.Tests.Honours;

public sealed class HonourServiceTests(OrganizationRunning running)
{
    [Fact]
    public async Task An_honour_counts_when_it_is_verified_and_no_more_when_it_is_revoked()
    {
        const string county = "141011";
        var office = await running.OpenCountyAsync(county);
        var made = await running.Honours().CreateHonourAsync(Form($"{county}001001"), office);
        Assert.Equal((HonourStatus.Recorded, "测好人", "名", "2021-07"), (made.Status, made.ShownName, made.Classifier, made.AwardedOn));
        Assert.Empty(await running.FigureAsync("honours.persons", county));
        Assert.Empty((await running.Honours().ListHonoursAsync(new ListHonoursRequest { Prefix = county }, running.Visitor(county))).Honours);
        Assert.Equal("HONOUR_EXISTS", await ReasonAsync(running.Honours().CreateHonourAsync(Form($"{county}001002"), office)));
        Assert.Equal("HONOUR_NOT_VERIFIED", await ReasonAsync(running.Honours().RevokeHonourAsync(new RevokeHonourRequest { Id = made.Id, Reason = "试" }, office)));

        await running.Honours().VerifyHonourAsync(new VerifyHonourRequest { Id = made.Id }, office);
        Assert.Equal(["Provincial/山西好人 1"], await running.FigureAsync("honours.persons", county));
        var seen = (await running.Honours().ListHonoursAsync(new ListHonoursRequest { Prefix = county, Level = HonourLevel.Provincial, From = "2021-07-01", To = "2021-07-31" }, running.Visitor(county))).Honours.Single();
        Assert.Equal((made.Id, "测好人"), (seen.Id, seen.ShownName));
        Assert.Null(seen.Holder);
        Assert.Equal("测好人", (await running.Honours().GetHonourAsync(new GetHonourRequest { Id = made.Id }, office)).Holder.Name);

        await running.Honours().RevokeHonourAsync(new RevokeHonourRequest { Id = made.Id, Reason = "事迹不实" }, office);
        Assert.Empty(await running.FigureAsync("honours.persons", county));
        Assert.Equal("NOT_FOUND", await ReasonAsync(running.Honours().GetHonourAsync(new GetHonourRequest { Id = made.Id }, running.Visitor(county))));
        Assert.Equal("honour.create honour.verify honour.revoke", await running.AskAsync<string>($"select string_agg(action, ' ' order by id) from audit_entry where subject = '{made.Id}'"));
    }

    [Fact]
    public async Task A_childs_name_stands_nowhere_before_the_guardian_agreed_and_nowhere_after_it_was_taken_back()
    {
        const string county = "141012";
        var office = await running.OpenCountyAsync(county);
        var form = Form($"{county}001001", "测少年", NameConsent.Full);
        (form.Kind, form.IsMinor) = ("新时代山西好少年", true);
        Assert.Equal("GUARDIAN_CONSENT_REQUIRED", await ReasonAsync(running.Honours().CreateHonourAsync(form, office)));
        form.Consent = NameConsent.Hidden;
        var made = await running.Honours().CreateHonourAsync(form, office);
        await running.Honours().VerifyHonourAsync(new VerifyHonourRequest { Id = made.Id }, office);
        Assert.Equal("1 名同学获评新时代山西好少年", await SentenceAsync(county));
        Assert.Equal("", await running.AskAsync<string>($"select shown_name from honour where id = '{made.Id}'"));

        var agreed = new SetHonourConsentRequest { Id = made.Id, Consent = NameConsent.Surname, Guardian = "母亲", GuardianAgreedOn = "2021-06-01" };
        Assert.Equal("测同学", (await running.Honours().SetHonourConsentAsync(agreed, office)).ShownName);
        Assert.Equal("测同学获评新时代山西好少年", await SentenceAsync(county));
        Assert.Equal("", (await running.Honours().SetHonourConsentAsync(new SetHonourConsentRequest { Id = made.Id, Consent = NameConsent.Hidden }, office)).ShownName);
    }

    [Fact]
    public async Task A_city_says_the_first_of_all_its_counties_and_never_sees_whose_they_are()
    {
        var (a, b) = ("141013", "141014");
        var (officeA, officeB) = (await running.OpenCountyAsync(a), await running.OpenCountyAsync(b));
        foreach (var (county, office, name, place, consent) in new[] { (a, officeA, "测乙乙", 2, NameConsent.Full), (b, officeB, "测甲甲", 1, NameConsent.Full), (b, officeB, "测丙丙", 3, NameConsent.Hidden) })
        {
            var form = Form($"{county}001001", name, consent);
            form.Place = place;
            await running.Honours().VerifyHonourAsync(new VerifyHonourRequest { Id = (await running.Honours().CreateHonourAsync(form, office)).Id }, office);
        }
        var city = running.Service.As(new Caller(CallerKind.Staff, Guid.CreateVersion7(), "141000", "141000", ["141000", a, b], [new Grant(Role.CityCoordinator, "1410")]));
        Assert.Equal(["测甲甲等 3 名获评山西好人"], (await running.Honours().ListHonourSentencesAsync(new ListHonourSentencesRequest { Prefix = "1410" }, city)).Sentences.Select(one => one.Sentence));
        Assert.Equal(["测乙乙获评山西好人"], (await running.Honours().ListHonourSentencesAsync(new ListHonourSentencesRequest { Prefix = a }, city)).Sentences.Select(one => one.Sentence));
        Assert.All((await running.Honours().ListHonoursAsync(new ListHonoursRequest { Prefix = b }, city)).Honours, one => Assert.Null(one.Holder));
        Assert.Empty((await running.Honours().ListHonoursAsync(new ListHonoursRequest { Prefix = b }, officeA)).Honours);
        Assert.Equal("NOT_FOUND", await ReasonAsync(running.Honours().RevokeHonourAsync(new RevokeHonourRequest { Id = (await running.Honours().ListHonoursAsync(new ListHonoursRequest { Prefix = b }, officeB)).Honours[0].Id, Reason = "试" }, officeA)));
    }

    [Fact]
    public async Task Honours_come_by_a_file_once_and_go_out_with_the_names_that_may_be_shown()
    {
        const string county = "141015";
        await running.OpenCountyAsync(county);
        var file = $"""
            荣誉名称,级别,获评对象,姓名或名称,站点,届次,名次,是否提名,类别,量词,获评时间,授予单位,文号,事迹,是否未成年人,公开意愿,监护人,监护人同意日期,是否已核验
            山西好人,省级,个人,测一一,{county}001001,,1,否,助人为乐,名,2021年7月,省文明办,,照看邻居,,公开,,,是
            山西好人,省级,个人,测二二,{county}001001,,2,否,,,2021-07,,,,,不公开,,,是
            山西好人,省级,个人,测一一,{county}001002,,1,否,,,2021-07,,,,,公开,,,是
            全国道德模范,国家级,个人,测三三,{county}001002,8,,是,,,2021,,,,,公开,,,是
            新时代山西好少年,省级,个人,测四四,{county}001002,,,,,,2021-06,,,,是,公开,,,是
            山西好人,国级,个人,测五五,{county}009999,,,也许,,,明年,,,,,,,,
            优秀志愿服务组织,省级,组织,鸿飞志愿服务队,{county},,,,,支,2021-12-05,,,,,,,,是
            山西好人,省级,个人,测六六,{county}001001,,9,,,,2021-07,,,,,公开,,,
            """;
        var done = await running.ImportAsync("honours", county, file);
        Assert.Equal((5, 0, 0, 3), done.Counts());
        Assert.Equal(new[] { "4 姓名或名称 TWICE_IN_FILE", "6 监护人 GUARDIAN_CONSENT_REQUIRED", "7 是否提名 UNKNOWN_VALUE", "7 站点 UNKNOWN_SITE", "7 级别 UNKNOWN_VALUE", "7 获评时间 INVALID_DATE" }.Order(StringComparer.Ordinal), done.Faults.Said().Order(StringComparer.Ordinal));
        Assert.Equal((0, 0, 5, 3), (await running.ImportAsync("honours", county, file)).Counts());
        Assert.Equal(["National/全国道德模范 1", "Provincial/山西好人 2"], await running.FigureAsync("honours.persons", county));
        Assert.Equal(["Provincial/优秀志愿服务组织 1"], await running.FigureAsync("honours.organizations", county));

        var lines = (await running.TextAsync(HttpMethod.Get, $"/api/exports/honours?prefix={county}", county)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.Contains(lines, line => line.StartsWith($"山西好人,省级,个人,,{county}001001,,2,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("测二二", StringComparison.Ordinal) || line.Contains("测六六", StringComparison.Ordinal));
        Assert.Equal(1, (await running.ImportAsync("honours", county, (await running.TextAsync(HttpMethod.Get, "/api/imports/honours/template", county)).Replace("140322100801", $"{county}001001", StringComparison.Ordinal))).Added);
    }

    static CreateHonourRequest Form(string site, string name = "测好人", NameConsent consent = NameConsent.Full) =>
        new() { Site = site, Kind = "山西好人", Level = HonourLevel.Provincial, Bearer = HonourBearer.Person, Name = name, Place = 1, AwardedOn = "2021-07", Issuer = "省文明办", Consent = consent };

    async Task<string> SentenceAsync(string county) => (await running.Honours().ListHonourSentencesAsync(new ListHonourSentencesRequest { Prefix = county }, running.Visitor(county))).Sentences.Single().Sentence;
}
