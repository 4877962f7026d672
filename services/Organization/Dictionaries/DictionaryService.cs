using System.Globalization;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Dictionaries;

/// <summary>A county's dictionaries (字典).</summary>
public sealed class DictionaryService(OrganizationDb db) : V1.Dictionaries.DictionariesBase
{
    /// <summary>A list longer than this is no list that people choose from.</summary>
    const int most = 500;

    [Requires<ReadSites>]
    public override async Task<ListWordsResponse> ListWords(ListWordsRequest request, ServerCallContext context)
    {
        var (check, today) = (new Check(), ChinaTime.Today(db.Clock));
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("list", "字典", request.List);
        var called = check.Optional("called", "名称", request.Called, most: 30);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();
        var page = Page.Of(request, keys: 2);

        var words = db.Words.AsNoTracking().Where(word => db.Scope.Counties.Contains(word.County)).Under(word => word.County, [prefix]);
        if (request.List != WordList.Unspecified) words = words.Where(word => word.List == request.List);
        if (called.Length > 0) words = words.Where(word => word.Text == called || word.Aliases.Contains(called));
        if (request.Standard) words = words.Where(word => word.Standard);
        if (moment.IsAsked) words = words.Recorded(moment, word => word.Id);
        if (to is not null) words = words.Where(word => word.ValidFrom <= to);
        // The last day is one on which it is used.
        if (to is not null || moment.Until is not null) words = words.Standing(moment, (to ?? today).AddDays(-1), word => word.ValidTo, word => word.LeftAt);
        else if (!request.EndedToo) words = words.Where(word => word.ValidTo == null || word.ValidTo >= today);
        if (!page.IsFirst)
        {
            var after = (Rank: int.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rank) ? rank : 0, Id: page.IdAfter(1));
            words = words.Where(word => EF.Functions.GreaterThan(ValueTuple.Create(word.Rank, word.Id), ValueTuple.Create(after.Rank, after.Id)));
        }
        var rows = await words.OrderBy(word => word.Rank).ThenBy(word => word.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListWordsResponse { NextPageToken = page.Next(rows, word => [word.Rank.ToString(CultureInfo.InvariantCulture), word.Id.ToString()]), Words = { rows.Select(word => word.ToProto()) } };
    }

    [Requires<ManageDictionaries>]
    public override async Task<DictionaryWord> AddWord(AddWordRequest request, ServerCallContext context)
    {
        var (check, caller) = (new Check(), db.Scope.Caller);
        check.Known("list", "字典", request.List);
        var text = check.Text("text", "词", request.Text, most: 60);
        var aliases = check.Aliases("aliases", request.Aliases);
        var note = check.Optional("note", "说明", request.Note, most: 200);
        var link = check.Link("link", request.Link);
        var from = check.DayOrNone("validFrom", "启用日期", request.ValidFrom) ?? ChinaTime.Today(db.Clock);
        check.Done();
        caller.Require<ManageDictionaries>(caller.County);
        var others = await OthersAsync(caller.County, request.List, context.CancellationToken);

        var entry = StandardWords.New(caller.County, request.List, text, from);
        entry.Say(aliases, note, link);
        entry.RefuseTwin(others);
        if (others.Count >= most) throw Fault.Precondition("TOO_MANY_WORDS", $"一本字典最多 {most} 个词");
        db.Enter(entry);
        db.Tell(entry.County, [.. others, entry]);
        db.Audit(entry.County, "word.add", entry.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return entry.ToProto();
    }

    [Requires<ManageDictionaries>]
    public override async Task<DictionaryWord> UpdateWord(UpdateWordRequest request, ServerCallContext context)
    {
        var check = new Check();
        var aliases = check.Aliases("aliases", request.Aliases);
        var note = check.Optional("note", "说明", request.Note, most: 200);
        var link = check.Link("link", request.Link);
        check.Done();
        var entry = await FindAsync(request.Id, context.CancellationToken);

        entry.Say(aliases, note, link);
        var others = await OthersAsync(entry.County, entry.List, context.CancellationToken);
        entry.RefuseTwin(others);
        db.Tell(entry.County, [.. others.Where(other => other.Id != entry.Id), entry]);
        db.Audit(entry.County, "word.update", entry.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return entry.ToProto();
    }

    [Requires<ManageDictionaries>]
    public override async Task<DictionaryWord> EndWord(EndWordRequest request, ServerCallContext context)
    {
        var check = new Check();
        var on = check.DayOrNone("validTo", "停用日期", request.ValidTo) ?? ChinaTime.Today(db.Clock);
        check.Done();
        var entry = await FindAsync(request.Id, context.CancellationToken);

        db.End(entry, on);
        db.Tell(entry.County, [.. (await OthersAsync(entry.County, entry.List, context.CancellationToken)).Where(other => other.Id != entry.Id), entry]);
        db.Audit(entry.County, "word.end", entry.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return entry.ToProto();
    }

    [Requires<ManageDictionaries>]
    public override async Task<AdoptWordsResponse> AdoptWords(AdoptWordsRequest request, ServerCallContext context)
    {
        var county = db.Scope.Caller.County;
        db.Scope.Caller.Require<ManageDictionaries>(county);
        var known = await OthersAsync(county, WordList.Unspecified, context.CancellationToken);

        var missing = StandardWords.For(county).Where(word => !known.Any(other => other.List == word.List && word.Aliases.Prepend(word.Text).Any(other.IsCalled))).ToList();
        foreach (var word in missing) db.Enter(word);
        // Also where nothing is missing: so a county tells of words that it had before anybody was told of words.
        db.Tell(county, [.. known, .. missing]);
        db.Audit(county, "word.adopt", $"{missing.Count}");
        await db.SaveChangesAsync(context.CancellationToken);
        return new AdoptWordsResponse { Added = missing.Count };
    }

    Task<List<DictionaryEntry>> OthersAsync(string county, WordList list, CancellationToken cancel) =>
        db.Words.AsNoTracking().Where(word => word.County == county && (list == WordList.Unspecified || word.List == list)).OrderBy(word => word.Rank).Take(most * 10).ToListAsync(cancel);

    async Task<DictionaryEntry> FindAsync(string id, CancellationToken cancel)
    {
        var (check, county) = (new Check(), db.Scope.Caller.County);
        var key = check.Id("id", "词", id);
        check.Done();
        var entry = await db.Words.SingleOrDefaultAsync(word => word.County == county && word.Id == key, cancel) ?? throw Fault.NotFound("这个词");
        db.Scope.Caller.Require<ManageDictionaries>(county);
        return entry;
    }
}
