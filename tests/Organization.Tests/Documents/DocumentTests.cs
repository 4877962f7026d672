using CivPractice.Organization.V1;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Documents;

public sealed class DocumentTests(OrganizationRunning running)
{
    static readonly CreateDocumentRequest plan = new() { Title = "某县新时代文明实践中心实施方案", Issuer = "中共某县委办公室", Level = PolicyLevel.CountyLevel, Kind = "实施方案", IssuedOn = "2019-11" };

    [Fact]
    public async Task A_document_takes_anothers_place_and_assigns_tasks_that_are_followed_up()
    {
        const string county = "141111";
        var office = running.Service.As(Importing.Office(county));
        var old = await running.Documents.CreateDocumentAsync(plan, office);
        Assert.Equal("DOCUMENT_EXISTS", await Refusing.ReasonAsync(running.Documents.CreateDocumentAsync(plan, office)));
        var next = new CreateDocumentRequest(plan) { Title = "某县深化文明实践中心建设方案", IssuedOn = "2021-03-05", Supersedes = old.Id };
        var document = await running.Documents.CreateDocumentAsync(next, office);
        Assert.Equal("DOCUMENT_SUPERSEDED", await Refusing.ReasonAsync(running.Documents.CreateDocumentAsync(new CreateDocumentRequest(next) { Title = "另一份建设方案" }, office)));
        Assert.Equal(document.Id, (await running.Documents.GetDocumentAsync(new GetDocumentRequest { Id = old.Id }, office)).SupersededBy);

        var request = new CreateDocumentTaskRequest { DocumentId = document.Id, Clause = "第三条", Text = "建立阵地资源库", ResponsibleUnit = "县文化和旅游局", CooperatingUnits = { "县教育局", "县体育局" }, DueOn = "2021-12-31" };
        var task = await running.Documents.CreateDocumentTaskAsync(request, office);
        Assert.True(task.Overdue);
        Assert.Equal("TASK_EXISTS", await Refusing.ReasonAsync(running.Documents.CreateDocumentTaskAsync(request, office)));
        Assert.Single((await running.Documents.ListDocumentTasksAsync(new ListDocumentTasksRequest { Unit = "县体育局", OverdueOnly = true }, office)).Tasks);

        var report = new ReportDocumentTaskRequest { Id = task.Id, Version = task.Version, State = DocumentTaskState.TaskUnderWay, Note = "已摸底三百处" };
        task = await running.Documents.ReportDocumentTaskAsync(report, office);
        Assert.Equal("CHANGED_MEANWHILE", await Refusing.ReasonAsync(running.Documents.ReportDocumentTaskAsync(report, office)));
        Assert.Equal("TASK_STATE", await Refusing.ReasonAsync(running.Documents.ReportDocumentTaskAsync(new ReportDocumentTaskRequest(report) { Version = task.Version, State = DocumentTaskState.TaskOpen }, office)));
        task = await running.Documents.ReportDocumentTaskAsync(new ReportDocumentTaskRequest(report) { Version = task.Version, State = DocumentTaskState.TaskDone, Note = "资源库已建成" }, office);
        Assert.Equal((DocumentTaskState.TaskDone, false), (task.State, task.Overdue));
        Assert.Equal("TASK_CLOSED", await Refusing.ReasonAsync(running.Documents.ReportDocumentTaskAsync(new ReportDocumentTaskRequest(report) { Version = task.Version }, office)));
        var shown = await running.Documents.GetDocumentAsync(new GetDocumentRequest { Id = document.Id }, office);
        Assert.Equal((1, 1), (shown.Tasks, shown.TasksDone));
        Assert.Equal((1, 2, 1), (await running.StockAsync(county, "documents", "2020-01-01"), await running.StockAsync(county, "documents", "2022-01-01"), await running.StockAsync(county, "document-tasks.done", task.DoneOn)));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Lists_bring_documents_before_their_tasks_and_bring_them_once()
    {
        const string county = "141112";
        const string documents = """
            标题,发文机关,文号,级别,类别,发文日期,内容提要,替代文件
            某县新时代文明实践中心实施方案,中共某县委办公室,某办发〔2019〕12号,县级,实施方案,2019年11月,,
            某县任务分工和措施,中共某县委办公室,,县级,任务分工,2021年3月5日,,某县新时代文明实践中心实施方案
            某县工作规则,,,村级,工作规则,2021年,,
            某县考评办法,县文明办,,县级,考评办法,2021年,,没有的文件
            """;
        var done = await running.ImportAsync("documents", county, documents);
        Assert.Equal((2, 0, 0, 2), done.Counts());
        Assert.Equal(new[] { "4 发文机关 REQUIRED", "4 级别 UNKNOWN_VALUE", "5 替代文件 UNKNOWN_DOCUMENT" }.Order(), done.Faults.Said().Order());
        Assert.Equal((0, 0, 2, 2), (await running.ImportAsync("documents", county, documents)).Counts());

        const string tasks = """
            文件,条款,任务,牵头单位,配合单位,完成时限,状态,完成日期
            某县任务分工和措施,第一条,建强三级组织体系,县委组织部,县民政局、县委宣传部,2021年6月30日,已完成,2021-06-18
            某县任务分工和措施,第二条,推进移风易俗工作,县农业农村局,,2099-12-31,,
            没有的文件,第一条,推进移风易俗工作,县农业农村局,,,,
            某县任务分工和措施,第三条,推进移风易俗工作,县农业农村局,,,已完成,
            """;
        done = await running.ImportAsync("document-tasks", county, tasks);
        Assert.Equal((2, 0, 0, 2), done.Counts());
        Assert.Equal(["4 文件 UNKNOWN_DOCUMENT", "5 完成日期 INVALID_DATE"], done.Faults.Said());
        Assert.Equal((0, 0, 2, 2), (await running.ImportAsync("document-tasks", county, tasks)).Counts());
        Assert.Equal((2, 1), (await running.StockAsync(county, "document-tasks", "2021-12-31"), await running.StockAsync(county, "document-tasks.done", "2021-12-31")));
        await running.FiguresAgreeAsync(county);

        // What goes out comes in again, and changes nothing.
        Assert.Equal((0, 0, 2, 0), (await running.ImportAsync("documents", county, await running.TextAsync(HttpMethod.Get, "/api/exports/documents", county))).Counts());
        Assert.Equal((0, 0, 2, 0), (await running.ImportAsync("document-tasks", county, await running.TextAsync(HttpMethod.Get, "/api/exports/document-tasks", county))).Counts());
    }

    [Fact]
    public async Task A_city_reads_its_counties_documents_and_writes_its_own_only()
    {
        var office = running.Service.As(Importing.Office(Callers.A));
        var own = await running.Documents.CreateDocumentAsync(new CreateDocumentRequest(plan) { Title = "盂县新时代文明实践中心实施方案" }, office);
        var city = running.Service.As(Callers.Coordinator());
        Assert.Equal(own.Id, (await running.Documents.GetDocumentAsync(new GetDocumentRequest { Id = own.Id }, city)).Id);
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Documents.CreateDocumentTaskAsync(new CreateDocumentTaskRequest { DocumentId = own.Id, Clause = "第一条", Text = "越权的任务", ResponsibleUnit = "某单位" }, city)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Documents.CreateDocumentAsync(plan, running.Service.As(Callers.Coordinator(Callers.A)))));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Documents.GetDocumentAsync(new GetDocumentRequest { Id = own.Id }, running.Service.As(Importing.Office(Callers.B)))));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Documents.ListDocumentsAsync(new ListDocumentsRequest(), running.Service.As(Callers.Person(Guid.NewGuid())))));
    }
}
