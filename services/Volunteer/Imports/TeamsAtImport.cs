using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.Teams;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Imports;

/// <summary>What the county has of the teams and leaders of a batch, read in sets; the teams are locked until the batch commits.</summary>
sealed class TeamsAtImport
{
    internal const string Leader = "队长", Practice = "文明实践队伍标记", Registry = "全国系统编号", Unit = "承建单位";

    readonly Dictionary<(string Site, string Name), Team> teams;
    readonly Dictionary<string, Guid> persons;
    readonly Dictionary<string, DateOnly> numbers;   // until which day each is borne
    readonly ILookup<Guid, Membership> memberships;
    readonly Dictionary<string, List<Team>> above;

    /// <summary>The county's corps, of the file too; null without, or where no row has a level.</summary>
    internal Team? Corps { get; set; }

    TeamsAtImport(Dictionary<(string Site, string Name), Team> teams, IEnumerable<Team> above, Dictionary<string, Guid> persons, IEnumerable<(string Number, DateOnly Until)> numbers, IEnumerable<Membership> memberships)
    {
        this.teams = teams;
        this.above = above.GroupBy(team => team.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        this.persons = persons;
        this.numbers = numbers.GroupBy(borne => borne.Number, StringComparer.Ordinal).ToDictionary(borne => borne.Key, borne => borne.Max(each => each.Until), StringComparer.Ordinal);
        this.memberships = memberships.ToLookup(row => row.TeamId);
    }

    internal static async Task<TeamsAtImport> ReadAsync(VolunteerDb db, string county, IReadOnlyList<(int Number, ImportedTeam Row)> rows, CancellationToken cancel)
    {
        // The tree first, then rows: as whoever places a team by hand.
        var tiered = rows.Any(each => each.Row.Level != V1.TeamLevel.Unspecified);
        if (tiered) await TreeRows.QueueAsync(db, county, cancel);
        var over = rows.Select(each => each.Row.Parent).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        var names = rows.Select(each => each.Row.Name).Concat(over).Distinct().ToArray();
        var there = await db.Teams.FromSql($"select * from team where county = {county} and name = any({names}) order by id for update").ToListAsync(cancel);
        var teams = there.ToDictionary(team => (team.NamedSite, team.Name));
        var hashes = rows.Select(each => each.Row.Leader).OfType<byte[]>().ToList();
        var persons = hashes.Count == 0 ? [] : await db.Persons.Where(person => hashes.Contains(person.IdentityHash))
            .Join(db.Profiles.Where(profile => profile.County == county), person => person.Id, profile => profile.PersonId, (person, _) => person).ToListAsync(cancel);
        var wanted = rows.Select(each => each.Row.RegistryNumber).OfType<string>().ToList();
        var borne = wanted.Count == 0 ? [] : await db.Teams.Where(team => team.County == county && wanted.Contains(team.RegistryNumber!)).Select(team => new { team.RegistryNumber, team.EndedOn }).ToListAsync(cancel);
        var numbers = borne.Select(team => (team.RegistryNumber!, team.EndedOn ?? DateOnly.MaxValue));
        // All of a known team's members, gone ones too, only where the file may make it a practice team or give it a leader.
        var ids = rows.Where(each => each.Row.Practice || each.Row.Leader is not null).Select(each => Of(teams, each.Row)?.Id).OfType<Guid>().Distinct().ToList();
        var memberships = ids.Count == 0 ? [] : await db.Memberships.AsNoTracking().Where(row => row.County == county && ids.Contains(row.TeamId)).ToListAsync(cancel);
        return new TeamsAtImport(teams, there.Where(team => team.EndedOn is null && over.Contains(team.Name)), persons.ToDictionary(person => Convert.ToHexString(person.IdentityHash), person => person.Id), numbers, memberships) { Corps = tiered ? await db.CorpsAsync(county, cancel) : null };
    }

    /// <summary>The team that a row tells of. One of a merged site may stand there still.</summary>
    internal Team? Of(ImportedTeam row) => Of(teams, row);

    static Team? Of(Dictionary<(string Site, string Name), Team> teams, ImportedTeam row) => teams.GetValueOrDefault((row.Site.Named, row.Name)) ?? teams.GetValueOrDefault((row.Site.Code, row.Name));

    /// <summary>The team above: the only one of the name in the county, or in the file before; null when none is named, or none is it.</summary>
    internal Team? ParentOf(ImportedTeam row) => row.Parent.Length > 0 && above.TryGetValue(row.Parent, out var named) && named.Count == 1 ? named[0] : null;

    internal Guid? PersonOf(byte[] hash) => persons.TryGetValue(Convert.ToHexString(hash), out var person) ? person : null;

    /// <summary>Whether another team bears the number on the day, or later.</summary>
    internal bool IsTaken(string number, DateOnly from) => numbers.TryGetValue(number, out var until) && from < until;

    /// <summary>Founds the team that the row tells of, with its number and its mark; the leader comes by <see cref="Complete"/>.</summary>
    internal Team Add(VolunteerDb db, ImportJob job, int number, ImportedTeam row)
    {
        var team = new Team
        {
            County = job.County,
            Id = Guid.CreateVersion7(db.Clock.GetUtcNow()),
            Name = row.Name,
            Category = row.Category,
            Site = row.Site.Code,
            FoundedOn = row.FoundedOn,
            Slogan = row.Slogan,
            Practice = row.Practice,
            RegistryNumber = row.RegistryNumber,
            HostUnit = row.HostUnit,
            ImportJobId = job.Id,
            ImportRow = number,
        };
        team.NoteMarks(db.Clock.GetUtcNow());
        db.Add(team);
        team.Count(db);
        teams.Add((team.Site, team.Name), team);
        if (above.TryGetValue(team.Name, out var named)) named.Add(team);
        else above[team.Name] = [team];
        if (row.RegistryNumber is not null) numbers[row.RegistryNumber] = DateOnly.MaxValue;
        return team;
    }

    /// <summary>Gives a team what it lacks and the row tells; the names of what it got.</summary>
    internal List<string> Complete(VolunteerDb db, Team team, ImportedTeam row)
    {
        var gains = new List<string>();
        if (row.RegistryNumber is { } number && team.Bear(number, db.Clock.GetUtcNow()))
        {
            numbers[number] = DateOnly.MaxValue;
            db.CountAt(team, team.FoundedOn, Measures.TeamsRegistry);
            gains.Add(Registry);
        }
        if (row.Practice && team.Practise(db.Clock.GetUtcNow()))
        {
            db.CountAt(team, team.FoundedOn, Measures.TeamsPractice);
            foreach (var member in memberships[team.Id])
            {
                db.CountAt(team, member.JoinedOn, Measures.MembershipsPractice);
                if (member.LeftOn is { } left) db.CountAt(team, left, Measures.MembershipsPractice, -1);
            }
            gains.Add(Practice);
        }
        if (row.HostUnit.Length > 0 && team.HostUnit.Length == 0)
        {
            team.HostUnit = row.HostUnit;
            gains.Add(Unit);
        }
        if (row.Leader is not null && team.LeaderPersonId is null && Lead(db, team, PersonOf(row.Leader)!.Value)) gains.Add(Leader);
        return gains;
    }

    // Who left the team does not come back by the list that told of them before: a file says nothing of the days since. By hand they may.
    bool Lead(VolunteerDb db, Team team, Guid person)
    {
        var own = memberships[team.Id].Where(member => member.PersonId == person).ToList();
        if (own.Count > 0 && own.All(member => member.LeftOn is not null)) return false;
        if (own.Count == 0)
        {
            db.Add(team.Join(person, null, team.FoundedOn, db.Clock.GetUtcNow()));
            team.CountMember(db, team.FoundedOn);
        }
        return team.LeadBy(person, isMember: true);
    }
}
