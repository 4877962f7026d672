using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Orders;

/// <summary>A lecturer who could give what was ordered.</summary>
public sealed class ProposedLecturer
{
    public Guid LecturerId { get; init; }
    public string Name { get; init; } = "";
    public Guid TeamId { get; init; }
    public string TeamName { get; init; } = "";
    public string Site { get; init; } = "";
    public string Field { get; init; } = "";
    public string Dialect { get; init; } = "";
    public bool KnowsTopic { get; init; }
    public bool SpeaksDialect { get; init; }
    public int Distance { get; init; }
    public int Load { get; init; }

    /// <summary>Null where the team's site or the order's is not on the map.</summary>
    public int? Metres { get; init; }

    public Proposal Shown()
    {
        var shown = new Proposal
        {
            LecturerId = LecturerId.ToString(),
            Name = Name,
            TeamId = TeamId.ToString(),
            TeamName = TeamName,
            Site = Site,
            Field = Field,
            Dialect = Dialect,
            KnowsTopic = KnowsTopic,
            SpeaksDialect = SpeaksDialect,
            Distance = Distance,
            Load = Load,
        };
        if (Metres is { } metres) shown.Metres = metres;
        return shown;
    }
}

/// <summary>
/// Who could give a lecture: first who knows the topic, then who speaks the dialect, then who is near, then who lectures least. Near is as the crow flies, in whole kilometres, where both sites are on the map,
/// and else by their codes, see <see cref="Ways"/>; the platform knows no roads. Load is the sessions of the 30 days before and after today.
/// </summary>
static class Proposals
{
    const int shown = 20, weighed = 200, days = 30;

    internal static Task<List<ProposedLecturer>> OfAsync(LectureDb db, LectureOrder order, CancellationToken cancel)
    {
        var now = db.Clock.GetUtcNow();
        var (begin, end) = (now.AddDays(-days), now.AddDays(days));
        // Whoever lectured on the topic knows it, whatever the field of expertise is called. Load is counted for the best of those only, so that a large county costs what a small one does.
        // A topic of the tree is known to whoever is asked for it or for its branch.
        var node = ClosedWords.Topics.Of(order.Topic);
        string[] topics = node is "" or ClosedWords.Other ? [] : [node, .. TopicTree.Branches.Where(branch => branch.Name == node).SelectMany(branch => branch.Leaves.Select(leaf => $"{branch.Name}/{leaf.Name}")), ClosedWords.BranchOf(order.Topic)];
        return db.Database.SqlQuery<ProposedLecturer>(
            $"""
            with here as (select latitude, longitude from known_site where county = {order.County} and code = {order.Site}),
            fit as (
                select l.county, l.id, l.name, l.team_id, t.name as team_name, t.site, l.field, l.dialect,
                    l.field <> '' and (strpos({order.Topic}, l.field) > 0 or strpos(l.field, {order.Topic}) > 0) or l.topics && {topics} or exists (
                        select from lecture_session s where s.county = l.county and s.lecturer_id = l.id and s.status = {(int)SessionStatus.Held}
                        and (s.title = {order.Topic} or s.topic = {order.Topic})) as knows,
                    {order.Dialect} <> '' and l.dialect = {order.Dialect} as speaks,
                    case when left(t.site, 12) = left({order.Site}, 12) then 0 when left(t.site, 9) = left({order.Site}, 9) then 1 else 2 end as distance,
                    case when k.latitude is not null and h.latitude is not null then round(2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians(k.latitude - h.latitude) / 2), 2) + cos(radians(h.latitude)) * cos(radians(k.latitude)) * power(sin(radians(k.longitude - h.longitude) / 2), 2)))))::int end as metres
                from lecturer l join lecturer_team t on t.county = l.county and t.id = l.team_id left join known_site k on k.county = t.county and k.code = t.site left join here h on true
                where l.county = {order.County} and l.left_on is null
            ), near as (
                select f.*, coalesce(metres, case distance when 0 then {Ways.OfVillage} when 1 then {Ways.OfTownship} else {Ways.OfCounty} end) / 1000 as way from fit f order by knows desc, speaks desc, way, id limit {weighed}
            )
            select f.id as "LecturerId", f.name as "Name", f.team_id as "TeamId", f.team_name as "TeamName", f.site as "Site", f.field as "Field", f.dialect as "Dialect",
                f.knows as "KnowsTopic", f.speaks as "SpeaksDialect", f.distance as "Distance", f.metres as "Metres", b.n as "Load"
            from near f, lateral (
                select count(*)::int as n from lecture_session s where s.county = f.county and s.lecturer_id = f.id and s.starts_at between {begin} and {end}
                and s.status in ({(int)SessionStatus.Planned}, {(int)SessionStatus.Held})
            ) b
            order by f.knows desc, f.speaks desc, f.way, b.n, f.id limit {shown}
            """).ToListAsync(cancel);
    }
}
