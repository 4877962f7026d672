using CivPractice.Activity.Migrations;
using CivPractice.Activity.V1;
using CivPractice.Platform;

namespace CivPractice.Activity.Tests.Needs;

/// <summary>How long needs wait, in working days: sums and numbers that add up over sites and days.</summary>
public sealed class ResponseTests(ActivityRunning running)
{
    [Fact]
    public async Task Waiting_is_summed_in_working_days_by_the_first_acceptance_and_the_last_service()
    {
        var county = await running.CountyAsync();
        var (quick, slow) = (await county.PostNeedAsync(), await county.PostNeedAsync());
        // The figure of the posting stays where it was, and is left out of the checks below. Three weeks have fifteen working days, whatever today is.
        await county.SqlAsync("update need set posted_at = posted_at - interval '21 days' where id = $1", Guid.Parse(slow.Id));
        foreach (var need in new[] { quick, slow })
        {
            await county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = need.Id }, county.As(county.Clerk));
            await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = county.Team.ToString() }, county.As(county.Office));
            await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = need.Id }, county.As(county.Leader));
        }
        Assert.Equal([("needs.accepted", 2L), ("needs.accepted.days", 15L)], await SumsAsync(county));

        // Given back and accepted again it keeps the first acceptance.
        await county.Needs.DeclineNeedAsync(new DeclineNeedRequest { Id = slow.Id, Reason = "人手不够" }, county.As(county.Leader));
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = slow.Id, TeamId = county.Team.ToString() }, county.As(county.Office));
        await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = slow.Id }, county.As(county.Leader));
        Assert.Equal([("needs.accepted", 2L), ("needs.accepted.days", 15L)], await SumsAsync(county));
        await county.ServeAsync(slow);
        Assert.Equal([("needs.accepted", 2L), ("needs.accepted.days", 15L), ("needs.done", 1L), ("needs.done.days", 15L)], await SumsAsync(county));
        await county.AgreeAsync(("needs.accepted", 2), ("needs.done", 1));
        Assert.DoesNotContain(await running.Service.DifferencesAsync("Activity", county.Code), line => !line.Contains("needs.posted", StringComparison.Ordinal));

        // Reopened, the service is taken off with its days.
        await county.RateAsync(slow, 1);
        Assert.Equal([("needs.accepted", 2L), ("needs.accepted.days", 15L)], await SumsAsync(county));
        var today = ChinaTime.Text(ChinaTime.Day(DateTimeOffset.UtcNow));
        var listed = (await county.Needs.ListNeedsAsync(new ListNeedsRequest { Figure = "needs.accepted.days", From = today, To = today, PageSize = 200 }, county.As(county.Office))).Needs;
        Assert.Equal(new[] { quick.Id, slow.Id }.Order(), listed.Select(need => need.Id).Order());
        Assert.DoesNotContain(await running.Service.DifferencesAsync("Activity", county.Code), line => !line.Contains("needs.posted", StringComparison.Ordinal));
    }

    /// <summary>What the migration counts of rows that were there before is what was counted as they came.</summary>
    [Fact]
    public async Task Old_rows_are_counted_as_new_ones_are()
    {
        var county = await running.CountyAsync();
        var slow = await county.PostNeedAsync();
        await county.SqlAsync("update need set posted_at = posted_at - interval '21 days' where id = $1", Guid.Parse(slow.Id));
        await county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = slow.Id }, county.As(county.Clerk));
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = slow.Id, TeamId = county.Team.ToString() }, county.As(county.Office));
        await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = slow.Id }, county.As(county.Leader));
        await county.ServeAsync(slow);
        await county.PostNeedAsync();
        await county.AcceptedNeedAsync();
        await county.ImportAsync("projects", $"名称,类别,平台,队伍,所属站点,服务对象,目标,开始日期,结束日期,全国系统编号\n邻里修灯,便民利民服务,科技,,{county.Station},,,2021-01-01,,\n");
        await county.ImportAsync("activities", $"原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效,主办单位,协办单位\n1,灯谜会,文化,{county.Station},,邻里修灯,2021-02-26 19:00,2021-02-26 21:00,,12,236,,县文明办,县科协\n");
        await county.SqlAsync("update practice_activity set project_id = (select id from project where county = $1) where county = $1 and need_id is not null", county.Code);
        await county.SqlAsync("insert into tally_entry (county, measure, day, site, dimension, n) select a.county, 'projects.activities', (a.starts_at at time zone 'Asia/Shanghai')::date, a.site, a.project_id::text, 1 from practice_activity a where county = $1 and need_id is not null", county.Code);

        // Undone again: the other counties of the test are counted already.
        await using var connection = await running.Service.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        async Task<List<string>> LinesAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            var lines = new List<string>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
            return lines;
        }
        var measures = string.Join(',', FiguresOfOldRows.Measures.Select(name => $"'{name}'"));
        var shown = $"select measure || ' ' || day || ' ' || site || ' ' || dimension || ' ' || n from tally_entry where county = '{county.Code}' and measure in ({measures}) and n <> 0 order by 1";
        var kept = await LinesAsync(shown);
        await LinesAsync($"delete from tally_entry where measure in ({measures})");
        await LinesAsync(FiguresOfOldRows.Sql);
        Assert.Equal(kept, await LinesAsync(shown));
        Assert.Equal(8, kept.Count);
        await transaction.RollbackAsync();
    }

    static async Task<(string, long)[]> SumsAsync(County county) =>
        [.. (await county.FiguresAsync()).Where(line => line.Value != 0 && (line.Key.StartsWith("needs.accepted", StringComparison.Ordinal) || line.Key.StartsWith("needs.done", StringComparison.Ordinal))).OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => (line.Key, line.Value))];
}
