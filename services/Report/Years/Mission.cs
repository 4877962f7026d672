using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Report.Figures;
using Grpc.Core;

namespace CivPractice.Report.Years;

/// <summary>What a county says that it works for (工作思路、口号), as its own dictionary has it: it stands below a report's title.</summary>
static class Mission
{
    /// <summary>The first slogan in use; empty where there is none.</summary>
    /// <exception cref="RpcException">Organization does not answer.</exception>
    internal static async Task<string> ReadAsync(Dictionaries.DictionariesClient dictionaries, ReportScope scope, string authorization, DateTime until, CancellationToken cancel)
    {
        var answer = await dictionaries.ListWordsAsync(new ListWordsRequest { Prefix = Tenants.Of(scope.Prefix), List = WordList.Slogan, PageSize = 1 }, new CallOptions(OwnerTallies.As(authorization), until, cancel));
        return answer.Words.FirstOrDefault()?.Text ?? "";
    }
}
