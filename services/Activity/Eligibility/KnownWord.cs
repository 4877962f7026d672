using System.Text.Json;
using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Eligibility;

/// <summary>Copy of a word of the county's dictionary (字典词), of those lists whose words activities and projects bear. One that has ended stays: old rows and lists of the past bear it.</summary>
public sealed class KnownWord : ICountyRow
{
    static readonly WordList[] borne = [WordList.Platform, WordList.CrossWork, WordList.Theme, WordList.Slogan];

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required WordList List { get; init; }
    public required string Word { get; init; }
    public required string[] Aliases { get; init; }
    public required int Rank { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required DateOnly? ValidTo { get; init; }
    public required long Version { get; init; }

    public bool IsCalled(string name) => Word == name || Aliases.Contains(name);

    /// <summary>Takes the facts over unless later ones are known; in the order of the key, so that two batches never wait for each other crosswise.</summary>
    public static Task<int> TakeAsync(ActivityDb db, WordsChanged fact)
    {
        var rows = fact.Words.Where(row => borne.Contains(row.List)).OrderBy(row => row.Id)
            .Select(row => new { id = row.Id, list = (int)row.List, word = row.Text, aliases = row.Aliases, rank = row.Rank, valid_from = row.ValidFrom, valid_to = row.ValidTo, version = row.Version });
        var json = JsonSerializer.Serialize(rows);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into known_word as k (county, id, list, word, aliases, rank, valid_from, valid_to, version)
            select {fact.County}, id, list, word, aliases, rank, valid_from, valid_to, version
            from jsonb_to_recordset({json}::jsonb) as r(id uuid, list int, word text, aliases text[], rank int, valid_from date, valid_to date, version bigint)
            on conflict (county, id) do update set aliases = excluded.aliases, rank = excluded.rank, valid_from = excluded.valid_from, valid_to = excluded.valid_to, version = excluded.version
            where k.version < excluded.version
            """);
    }
}
