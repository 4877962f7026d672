using System.Text;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Google.Rpc;
using Grpc.Core;

namespace CivPractice.Organization.Tests;

/// <summary>Refusals by their reason, figures, and what the check of figures says of a county.</summary>
static class Refusing
{
    public static async Task<string> ReasonAsync<T>(AsyncUnaryCall<T> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        return refusal.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? refusal.Status.Detail;
    }

    public static async Task<long> StockAsync(this OrganizationRunning running, string county, string measure, string on, string prefix = "", string dimension = "") =>
        (await running.Sites.GetTallyAsync(new GetTallyRequest { Indicators = { measure }, Prefix = prefix.Length > 0 ? prefix : county, To = on, GroupBy = dimension.Length > 0 ? TallyGrouping.Dimension : TallyGrouping.Unspecified }, running.Service.As(Importing.Office(county))))
            .Lines.Where(line => dimension.Length == 0 || line.Group == dimension).Sum(line => line.Value);

    /// <summary>Every figure of the county agrees with its rows.</summary>
    public static async Task FiguresAgreeAsync(this OrganizationRunning running, string county) =>
        Assert.Empty(await running.Service.DifferencesAsync("Organization", county));
}
