using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Report.V1;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Report.Tests.Figures;

public sealed class FigureServiceTests(ReportRunning running)
{
    // As long as the portal waits: a slow service must be given up before it gives up.
    static readonly TimeSpan portal = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Who_is_gone_or_slow_is_named_and_the_others_figures_stand()
    {
        const string county = "170101";
        await running.RollUpAsync($"values ('{county}', 'sites.running', date '2020-01-01', '{county}', 'Center', 1)");
        var answer = await running.Figures.GetFiguresAsync(new GetFiguresRequest
        {
            Prefix = county,
            From = "2026-01-01",
            To = "2026-12-31",
            Indicators = { "sites.running", "activities.completed" },
            GroupBys = { TallyGrouping.Dimension },
        }, running.As(Callers.Staff(Role.CenterOffice, county: county)), deadline: DateTime.UtcNow + portal);
        Assert.Equal(["volunteer", "activity", "lecture"], answer.Missing);
        Assert.Equal(["Unspecified  1", "Dimension Center 1"], answer.Figures.Select(figure => $"{figure.Grouping} {figure.Group} {figure.Value}"));
        Assert.All(answer.Figures, figure => Assert.Equal(("sites.running", "organization"), (figure.Indicator, figure.Owner)));
    }

    [Fact]
    public async Task What_is_wrong_with_the_question_is_the_owners_fault_by_name()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await running.Figures.GetFiguresAsync(
            new GetFiguresRequest { GroupBys = { TallyGrouping.Month } }, running.As(Callers.Staff(Role.CenterOffice, county: "170102"))));
        Assert.Equal((StatusCode.InvalidArgument, "TOO_MANY_MONTHS"), (refusal.StatusCode, refusal.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations[0].Reason));
    }
}
