using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Documents;

/// <summary>The rules that a document and a task must meet, for a single one and for each row of an import.</summary>
static class DocumentForm
{
    public static PolicyDocument Read(Check check, CreateDocumentRequest request, KnownDay issued, string county, Guid id) =>
        new()
        {
            County = county,
            Id = id,
            Title = check.Text("title", "标题", request.Title, most: 100, least: 4),
            Issuer = check.Text("issuer", "发文机关", request.Issuer, most: 60, least: 2),
            Number = check.Optional("number", "文号", request.Number, most: 40),
            Level = check.Known("level", "级别", request.Level),
            Kind = check.Text("kind", "类别", request.Kind, most: 20, least: 2),
            IssuedOn = issued.Day,
            Precision = issued.Precision,
            Summary = check.Optional("summary", "内容提要", request.Summary, most: 2000),
        };

    public static PolicyTask Read(Check check, CreateDocumentTaskRequest request, string county, Guid document, Guid id)
    {
        var units = request.CooperatingUnits.Select(unit => check.Text("cooperatingUnits", "配合单位", unit, most: 60, least: 2)).Distinct().ToArray();
        check.That(units.Length <= 40, "cooperatingUnits", "TOO_MANY", "配合单位最多 40 家");
        return new PolicyTask
        {
            County = county,
            Id = id,
            DocumentId = document,
            Clause = check.Text("clause", "条款", request.Clause, most: 40),
            Text = check.Text("text", "任务", request.Text, most: 500, least: 4),
            ResponsibleUnit = check.Text("responsibleUnit", "牵头单位", request.ResponsibleUnit, most: 60, least: 2),
            CooperatingUnits = units,
            DueOn = check.DayOrNone("dueOn", "完成时限", request.DueOn),
        };
    }
}
