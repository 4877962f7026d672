using CivPractice.Organization.V1;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Coordination;

public sealed class CoordinationTests(OrganizationRunning running)
{
    [Fact]
    public async Task A_unit_counts_as_bound_from_its_first_duty_whatever_order_they_are_told_in()
    {
        const string county = "141121";
        var office = running.Service.As(Importing.Office(county));
        var rules = await running.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = "某县协调小组工作规则", Issuer = "县文明办", Level = PolicyLevel.CountyLevel, Kind = "工作规则", IssuedOn = "2020" }, office);
        var request = new CreateMemberUnitRequest { Group = "某县协调小组", Name = "县教育局", Kind = "政府部门", Liaison = "测试员", Phone = "0353-0000001", JoinedOn = "2020-01-01" };
        var unit = await running.Coordination.CreateMemberUnitAsync(request, office);
        Assert.Equal("UNIT_EXISTS", await Refusing.ReasonAsync(running.Coordination.CreateMemberUnitAsync(request, office)));
        Assert.Equal("INVALID_PHONE", await Refusing.ReasonAsync(running.Coordination.CreateMemberUnitAsync(new CreateMemberUnitRequest(request) { Name = "县体育局", Phone = "见名册" }, office)));

        var duty = new AddDutyRequest { UnitId = unit.Id, DocumentId = rules.Id, Clause = "第五条", Text = "组织师生志愿服务", Since = "2021-01-01" };
        await running.Coordination.AddDutyAsync(duty, office);
        Assert.Equal("DUTY_EXISTS", await Refusing.ReasonAsync(running.Coordination.AddDutyAsync(duty, office)));
        Assert.Equal("UNKNOWN_DOCUMENT", await Refusing.ReasonAsync(running.Coordination.AddDutyAsync(new AddDutyRequest(duty) { DocumentId = Guid.NewGuid().ToString() }, office)));
        Assert.Equal((1, 0), (await running.StockAsync(county, "member-units", "2020-12-31"), await running.StockAsync(county, "member-units.bound", "2020-12-31")));
        unit = await running.Coordination.AddDutyAsync(new AddDutyRequest(duty) { Clause = "第六条", Since = "2020-06-01" }, office);
        await running.Coordination.AddDutyAsync(new AddDutyRequest(duty) { Clause = "第七条", Since = "2022-06-01" }, office);
        Assert.Equal(["第六条 某县协调小组工作规则", "第五条 某县协调小组工作规则"], unit.Duties.Select(each => $"{each.Clause} {each.DocumentTitle}"));
        Assert.Equal((0, 1, 1), (await running.StockAsync(county, "member-units.bound", "2020-05-31"), await running.StockAsync(county, "member-units.bound", "2020-12-31"), await running.StockAsync(county, "member-units.bound", "2023-12-31")));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task A_duty_ends_a_unit_leaves_and_the_figures_follow_on_their_days()
    {
        const string county = "141123";
        var office = running.Service.As(Importing.Office(county));
        var rules = await running.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = "某县协调小组工作规则", Issuer = "县文明办", Level = PolicyLevel.CountyLevel, Kind = "工作规则", IssuedOn = "2020" }, office);
        var unit = await running.Coordination.CreateMemberUnitAsync(new CreateMemberUnitRequest { Group = "某县协调小组", Name = "县教育局", JoinedOn = "2020-01-01" }, office);
        foreach (var (clause, since) in new[] { ("第五条", "2020-02-01"), ("第六条", "2021-02-01"), ("第七条", "2022-01-01") })
            unit = await running.Coordination.AddDutyAsync(new AddDutyRequest { UnitId = unit.Id, DocumentId = rules.Id, Clause = clause, Text = "组织师生志愿服务", Since = since }, office);
        EndDutyRequest End(int duty, string until) => new() { UnitId = unit.Id, Id = unit.Duties[duty].Id, Until = until, Reason = "职责调整" };
        Assert.Equal("ENDED_BEFORE_BEGUN", await Refusing.ReasonAsync(running.Coordination.EndDutyAsync(End(0, "2020-01-31"), office)));
        await running.Coordination.EndDutyAsync(End(0, "2020-12-01"), office);
        Assert.Equal("DUTY_ENDED", await Refusing.ReasonAsync(running.Coordination.EndDutyAsync(End(0, "2020-12-02"), office)));
        await running.Coordination.EndDutyAsync(End(1, "2021-06-01"), office);
        Assert.Equal((long[])[1, 0, 1, 0, 1], (IEnumerable<long>)await Task.WhenAll(new[] { "2020-11-30", "2021-01-31", "2021-05-31", "2021-06-01", "2022-12-31" }.Select(day => running.StockAsync(county, "member-units.bound", day))));
        var left = await running.Coordination.LeaveMemberUnitAsync(new LeaveMemberUnitRequest { Id = unit.Id, LeftOn = "2023-07-01", Reason = "机构改革" }, office);
        Assert.Equal(("2023-07-01", "2020-12-01 2021-06-01 2023-07-01"), (left.LeftOn, string.Join(' ', left.Duties.Select(duty => duty.Until))));
        Assert.Equal((long[])[1, 0, 0, 0], (IEnumerable<long>)await Task.WhenAll(running.StockAsync(county, "member-units", "2023-06-30"), running.StockAsync(county, "member-units", "2023-07-01"), running.StockAsync(county, "member-units.bound", "2023-07-01"), running.StockAsync(county, "duties", "2023-07-01")));
        Assert.Equal("UNIT_LEFT", await Refusing.ReasonAsync(running.Coordination.LeaveMemberUnitAsync(new LeaveMemberUnitRequest { Id = unit.Id, Reason = "机构改革" }, office)));
        Assert.Equal((0, 1), ((await running.Coordination.ListMemberUnitsAsync(new ListMemberUnitsRequest { Prefix = county }, office)).Units.Count, (await running.Coordination.ListMemberUnitsAsync(new ListMemberUnitsRequest { Prefix = county, LeftToo = true }, office)).Units.Count));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Lists_bring_units_and_then_their_duties_once()
    {
        const string county = "141122";
        await running.ImportAsync("documents", county, "标题,发文机关,文号,级别,类别,发文日期,内容提要,替代文件\n某县工作规则,县文明办,,县级,工作规则,2020年,,\n");
        const string units = "协调小组,单位,类别,分管负责人,联络员,联系电话,加入日期\n某县协调小组,县教育局,政府部门,,测试员,0353-0000001,2020-01-01\n某县协调小组,县教育局,,,,,2020-01-01\n某县协调小组,县体育局,政府部门,,,,2020年1月1日\n";
        Assert.Equal((2, 0, 0, 1), (await running.ImportAsync("member-units", county, units)).Counts());
        Assert.Equal((0, 0, 2, 1), (await running.ImportAsync("member-units", county, units)).Counts());
        const string duties = "单位,文件,条款,职责,起始日期\n县教育局,某县工作规则,第五条,组织师生志愿服务,2020-02-01\n县教育局,某县工作规则,第六条,开放校园体育场地,2020-01-15\n县水利局,某县工作规则,第七条,组织护水志愿服务,2020-01-15\n县体育局,没有的规则,第七条,组织健身志愿服务,2020-01-15\n";
        var done = await running.ImportAsync("duties", county, duties);
        Assert.Equal((2, 0, 0, 2), done.Counts());
        Assert.Equal(["4 单位 UNKNOWN_UNIT", "5 文件 UNKNOWN_DOCUMENT"], done.Faults.Said());
        Assert.Equal((0, 0, 2, 2), (await running.ImportAsync("duties", county, duties)).Counts());
        Assert.Equal((2, 1), (await running.StockAsync(county, "member-units", "2020-12-31"), await running.StockAsync(county, "member-units.bound", "2020-01-31")));
        Assert.Equal((0, 0, 2, 0), (await running.ImportAsync("duties", county, await running.TextAsync(HttpMethod.Get, "/api/exports/duties", county))).Counts());
        Assert.Equal((0, 0, 2, 0), (await running.ImportAsync("member-units", county, await running.TextAsync(HttpMethod.Get, "/api/exports/member-units", county))).Counts());
        await running.FiguresAgreeAsync(county);
    }
}
