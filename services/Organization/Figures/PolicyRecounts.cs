using CivPractice.Organization.V1;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;

namespace CivPractice.Organization.Figures;

/// <summary>The figures of <see cref="PolicyMeasures"/>, counted anew from their rows.</summary>
static class PolicyRecounts
{
    const string decisions = "select d.county, m.held_on, '', 1 from meeting_decision d join held_meeting m on m.county = d.county and m.id = d.meeting_id where d.county = $1";

    public static IReadOnlyList<Recount> Rows =>
    [
        new(PolicyMeasures.Pilots,
            $"""
            select site, designated_on, {Recount.Name<PolicyLevel>("level")}, 1 from pilot_designation where county = $1
            union all
            select site, ended_on, {Recount.Name<PolicyLevel>("level")}, -1 from pilot_designation where county = $1 and ended_on is not null
            """),
        new(PolicyMeasures.Documents, $"select county, issued_on, {Recount.Name<PolicyLevel>("level")}, 1 from policy_document where county = $1"),
        new(PolicyMeasures.Tasks, "select t.county, d.issued_on, '', 1 from policy_task t join policy_document d on d.county = t.county and d.id = t.document_id where t.county = $1"),
        new(PolicyMeasures.TasksDone, "select county, done_on, '', 1 from policy_task where county = $1 and done_on is not null"),
        new(PolicyMeasures.Units,
            """
            select county, joined_on, '', 1 from coordination_unit where county = $1
            union all
            select county, left_on, '', -1 from coordination_unit where county = $1 and left_on is not null
            """),
        new(PolicyMeasures.UnitsBound,
            """
            with bound as (select county, unnest(range_agg(daterange(since, until))) as days from unit_duty where county = $1 group by county, unit_id)
            select county, lower(days), '', 1 from bound
            union all
            select county, upper(days), '', -1 from bound where not upper_inf(days)
            """),
        new(PolicyMeasures.Meetings, $"select county, held_on, {Recount.Name<MeetingKind>("kind")}, 1 from held_meeting where county = $1"),
        new(PolicyMeasures.Decisions, decisions),
        new(PolicyMeasures.DecisionsMade, decisions),
        new(PolicyMeasures.DecisionsDone, "select county, done_on, '', 1 from meeting_decision where county = $1 and done_on is not null"),
        new(PolicyMeasures.DecisionsInTime, "select county, done_on, '', 1 from meeting_decision where county = $1 and done_on <= due_on"),
        new(PolicyMeasures.Neighbourhoods, MovingRows.Follow(
            """
            select site, moved_from, moved_on, first_counted_on, '', 1 from neighbourhood where county = $1
            union all
            select site, moved_from, moved_on, withdrawn_on, '', -1 from neighbourhood where county = $1 and withdrawn_on is not null
            """)),
        new(PolicyMeasures.Residents, MovingRows.Follow(
            """
            select n.site, n.moved_from, n.moved_on, c.day, '', c.residents - lag(c.residents, 1, 0) over (partition by c.neighbourhood_id order by c.day)
            from neighbourhood_count c join neighbourhood n on n.county = c.county and n.id = c.neighbourhood_id where c.county = $1
            union all
            select site, moved_from, moved_on, withdrawn_on, '', -residents from neighbourhood where county = $1 and withdrawn_on is not null
            """)),
    ];
}
