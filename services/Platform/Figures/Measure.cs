namespace CivPractice.Platform.Figures;

/// <summary>What is counted (指标): its stable name, its name and unit for people.</summary>
/// <param name="Name">E.g. <c>activities.completed</c>.</param>
/// <param name="Title">E.g. 实践活动.</param>
/// <param name="Unit">E.g. 场.</param>
/// <param name="Stock">A stock (时点数) is summed from the beginning to the last day; a flow (时期数) over the period.</param>
public sealed record Measure(string Name, string Title, string Unit, bool Stock = false);
