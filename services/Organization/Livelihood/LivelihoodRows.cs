using CivPractice.Organization.Figures;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Livelihood;

/// <summary>The rules that a livelihood item must meet, and what its beginning and its end entail: row and figure together.</summary>
static class LivelihoodRows
{
    /// <param name="code">The site, checked by whoever calls.</param>
    internal static LivelihoodItem Read(Check check, int year, string title, string responsibleUnit, string dueOn, string county, string code, Guid id) => new()
    {
        County = county,
        Id = id,
        Site = code,
        Year = check.Range("year", "年份", year, 2000, 2199),
        Title = check.Text("title", "事项", title, most: 100, least: 2),
        ResponsibleUnit = check.Text("responsibleUnit", "责任单位", responsibleUnit, most: 60, least: 2),
        DueOn = check.Day("dueOn", "完成时限", dueOn),
    };

    internal static void Enter(this OrganizationDb db, LivelihoodItem item)
    {
        db.LivelihoodItems.Add(item);
        db.Count(item.County, item.Site, item.DueOn, CivicMeasures.LivelihoodItems);
    }

    /// <exception cref="Fault">ITEM_DONE.</exception>
    internal static void Finish(this OrganizationDb db, LivelihoodItem item, DateOnly on, string result)
    {
        item.Finish(on, result);
        if (item.IsInTime) db.Count(item.County, item.Site, item.DueOn, CivicMeasures.LivelihoodInTime);
    }
}
