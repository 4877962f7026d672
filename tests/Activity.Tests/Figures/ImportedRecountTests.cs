using CivPractice.Activity.V1;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Figures;

/// <summary>Every figure is the sum of rows that are there: counted anew from them it is the same.</summary>
public sealed class ImportedRecountTests(ActivityRunning running)
{
    const string recount =
        """
        select county, 'needs.posted' as measure, (posted_at at time zone 'Asia/Shanghai')::date as day, site, '' as dimension, count(*) as n from need group by 1, 2, 3, 4, 5
        union all
        select n.county, 'needs.done', (s.at at time zone 'Asia/Shanghai')::date, n.site, '', count(*)
        from need n cross join lateral (select max(at) as at from need_step s where s.county = n.county and s.need_id = n.id and s.status = 6) s where n.status in (6, 7) group by 1, 2, 3, 4, 5
        union all
        select n.county, 'needs.accepted', (s.at at time zone 'Asia/Shanghai')::date, n.site, '', count(*)
        from need n cross join lateral (select min(at) as at from need_step s where s.county = n.county and s.need_id = n.id and s.status = 4) s where s.at is not null group by 1, 2, 3, 4, 5
        union all
        select county, 'activities.from-needs', (starts_at at time zone 'Asia/Shanghai')::date, site, '', count(*) from practice_activity where status = 5 and need_id is not null group by 1, 2, 3, 4, 5
        union all
        select county, 'projects.activities', (starts_at at time zone 'Asia/Shanghai')::date, site, project_id::text, count(*) from practice_activity where status = 5 and project_id is not null group by 1, 2, 3, 4, 5
        union all
        select n.county, m.measure, (s.at at time zone 'Asia/Shanghai')::date, n.site, '', count(*)
        from need n cross join lateral (select max(at) as at from need_step s where s.county = n.county and s.need_id = n.id and s.status = 7) s
        join (values ('needs.rated', 1), ('needs.satisfied', 4)) m(measure, least) on n.rating >= m.least group by 1, 2, 3, 4, 5
        union all
        select county, 'activities.published', (published_at at time zone 'Asia/Shanghai')::date, site, (array['THEORY', 'EDUCATION', 'CULTURE', 'SCIENCE', 'SPORT'])[platform], count(*)
        from practice_activity where published_at is not null group by 1, 2, 3, 4, 5
        union all
        select county, 'activities.completed', (starts_at at time zone 'Asia/Shanghai')::date, site, (array['THEORY', 'EDUCATION', 'CULTURE', 'SCIENCE', 'SPORT'])[platform], count(*)
        from practice_activity where status = 5 group by 1, 2, 3, 4, 5
        union all
        select a.county, 'sign-ups', (s.signed_up_at at time zone 'Asia/Shanghai')::date, a.site, '', count(*)
        from sign_up s join practice_activity a on a.county = s.county and a.id = s.activity_id where s.status <> 6 group by 1, 2, 3, 4, 5
        union all
        select a.county, 'attendances', (a.starts_at at time zone 'Asia/Shanghai')::date, a.site, '', sum(coalesce(a.recorded_volunteers, 0) + came.n)::bigint
        from practice_activity a cross join lateral (select count(*) as n from sign_up s where s.county = a.county and s.activity_id = a.id and s.status = 5) came where a.status = 5 group by 1, 2, 3, 4, 5
        union all
        select county, 'attendees', (starts_at at time zone 'Asia/Shanghai')::date, site, '', sum(attendees)::bigint from practice_activity where status = 5 group by 1, 2, 3, 4, 5
        union all
        select county, 'projects', starts_on, site, category, count(*) from project group by 1, 2, 3, 4, 5
        union all
        select county, 'projects.registry', starts_on, site, '', count(*) from project where registry_number is not null group by 1, 2, 3, 4, 5
        """;

    [Fact]
    public async Task Counted_anew_from_the_rows_every_figure_is_the_same()
    {
        var county = await running.CountyAsync();
        await county.RateAsync(await county.ServedNeedAsync(), 5);
        var low = await county.ServedNeedAsync();
        await county.RateAsync(low, 1);
        await county.PostNeedAsync();
        await county.ServedNeedAsync();

        // One comes, one does not, one cancels and comes back, one waits.
        var activity = await county.PublishedAsync(TimeSpan.FromDays(1), "", new V1.ActivityPost { Title = "帮手", Capacity = 3 });
        var people = new[] { await county.VolunteerAsync(), await county.VolunteerAsync(), await county.VolunteerAsync(), await county.VolunteerAsync(), await county.VolunteerAsync() };
        foreach (var person in people) await county.SignUpAsync(person, activity);
        await county.CancelAsync(people[2], activity);
        await county.SignUpAsync(people[2], activity);
        await county.CancelAsync(people[3], activity);
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1", Guid.Parse(activity.Id));
        await county.SignUps.SetMinutesAsync(new SetMinutesRequest { ActivityId = activity.Id, PersonId = people[0].PersonId.ToString(), Minutes = 60, Reason = "现场确认" }, county.As(county.Leader));
        await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id, Attendees = 7 }, county.As(county.Leader));
        var off = await county.PublishedAsync(TimeSpan.FromDays(3));
        await county.SignUpAsync(people[0], off);
        await county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = off.Id, Reason = "天气" }, county.As(county.Leader));

        await county.ImportAsync("projects", $"名称,类别,平台,队伍,所属站点,服务对象,目标,开始日期,结束日期,全国系统编号\n邻里修灯,便民利民服务,科技,,{county.Station},,,2021-01-01,,QG-1\n邻里陪诊,健康生活指导,科技,,{county.Station},,,2022-01-01,,\n");
        await county.ImportAsync("activities", $"原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效\n1,灯谜会,文化,{county.Station},,邻里修灯,2021-02-26 19:00,2021-02-26 21:00,,12,236,\n");

        var counted = await LinesAsync(county, recount);
        Assert.Equal(14, counted.Select(line => line.Split(' ')[0]).Distinct().Count());
        Assert.Equal(counted, await LinesAsync(county, "select county, measure, day, site, dimension, n from tally_entry"));
        Assert.Equal(counted.Where(line => line.StartsWith("projects", StringComparison.Ordinal) && !line.StartsWith("projects.activities", StringComparison.Ordinal)).Select(line => line.Replace("-01-01", "", StringComparison.Ordinal)),
            await LinesAsync(county, "select county, measure, year as day, site, dimension, n from tally_year where year < 9999"));
    }

    static Task<List<string>> LinesAsync(County county, string sql) =>
        county.AskAsync<string>($"select measure || ' ' || day || ' ' || site || ' ' || dimension || ' ' || n from ({sql}) as lines where county = $1 and n <> 0 order by measure collate \"C\", day, site, dimension", county.Code);
}
