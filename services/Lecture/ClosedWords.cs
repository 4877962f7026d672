using System.Linq.Expressions;
using CivPractice.Lecture.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture;

/// <summary>
/// A closed list of words by which sessions are counted: a row keeps what was told, and a figure's dimension is the word that it means, <see cref="Other"/> for anything else, empty for nothing. The same rule is
/// said for C#, for SQL (recounts) and for lists (filters), so that a figure opens to its rows. Whoever changes a list counts the figure anew by a migration: what was tallied before follows the old list.
/// </summary>
public sealed class ClosedWords
{
    /// <summary>Told in words of its own.</summary>
    public const string Other = SessionWords.Other;

    /// <summary>Methods (方法), forms (形式) and topics (主题: branch, or branch/leaf).</summary>
    public static readonly ClosedWords
        Methods = new(SessionWords.Methods.Select(each => (each.Word, Texts: (string[])[each.Word, .. each.Also], Array.Empty<string>()))),
        Forms = new(SessionWords.Forms.Select(each => (each.Word, Texts: (string[])[each.Word, .. each.Also], Array.Empty<string>()))),
        Topics = new(TopicTree.Branches.SelectMany(branch => branch.Leaves.Select(leaf => Leaf(branch, leaf.Name, leaf.Also)).Prepend((branch.Name, [branch.Name, .. branch.Also], [branch.Name + "/", branch.Name + "／"]))));

    readonly List<Entry> entries;
    readonly Dictionary<string, string> byText;

    /// <param name="Texts">What means the word.</param>
    /// <param name="Starts">What begins so and is no text of the list means it, too.</param>
    sealed record Entry(string Word, string[] Texts, string[] Starts);

    ClosedWords(IEnumerable<(string Word, string[] Texts, string[] Starts)> words)
    {
        entries = [.. words.Select(each => new Entry(each.Word, each.Texts, each.Starts))];
        byText = entries.SelectMany(entry => entry.Texts.Select(text => (text, entry.Word))).ToDictionary(pair => pair.text, pair => pair.Word, StringComparer.Ordinal);
    }

    /// <summary>All that a figure can say, but for nothing.</summary>
    public IEnumerable<string> All => entries.Select(entry => entry.Word).Append(Other);

    /// <summary>The word that a text means.</summary>
    public string Of(string text) => text.Length == 0 ? "" : byText.TryGetValue(text, out var word) ? word
        : entries.FirstOrDefault(entry => entry.Starts.Any(start => text.StartsWith(start, StringComparison.Ordinal)))?.Word ?? Other;

    /// <summary>The same in SQL. The words are the list's own and hold no quote.</summary>
    public string Sql(string column)
    {
        var exact = entries.Select(entry => $"when {column} in ({string.Join(", ", entry.Texts.Select(text => $"'{text}'"))}) then '{entry.Word}'");
        var begun = entries.Where(entry => entry.Starts.Length > 0).Select(entry => $"when {string.Join(" or ", entry.Starts.Select(start => $"starts_with({column}, '{start}')"))} then '{entry.Word}'");
        return $"case when {column} = '' then '' {string.Join(' ', exact.Concat(begun))} else '{Other}' end";
    }

    /// <summary>The rows whose text means the word; a word with others below it (a topic) finds theirs, too. A text that is none of the list finds itself.</summary>
    internal IQueryable<T> Sought<T>(IQueryable<T> rows, Expression<Func<T, string>> text, string word)
    {
        var (texts, starts) = Meaning(entry => word == Other || entry.Word == word || entry.Word.StartsWith(word + "/", StringComparison.Ordinal));
        Expression<Func<string, bool>> fits;
        if (word == Other) fits = told => told != "" && !texts.Contains(told) && !starts.Any(start => EF.Functions.Like(told, start));
        else if (texts.Length == 0) fits = told => told == word;
        else fits = told => texts.Contains(told) || starts.Any(start => EF.Functions.Like(told, start));
        return rows.Where(Expression.Lambda<Func<T, bool>>(new Put(fits.Parameters[0], text.Body).Visit(fits.Body), text.Parameters));
    }

    /// <summary>The branch of a topic, <see cref="Other"/> or nothing.</summary>
    public static string BranchOf(string topic) => Topics.Of(topic).Split('/')[0];

    static (string, string[], string[]) Leaf(TopicTree.Branch branch, string name, string[] also) =>
        ($"{branch.Name}/{name}", [.. also.Prepend(name).SelectMany(each => new[] { each, $"{branch.Name}/{each}", $"{branch.Name}／{each}" })], []);

    (string[] Texts, string[] Starts) Meaning(Func<Entry, bool> which)
    {
        var found = entries.Where(which).ToList();
        return ([.. found.SelectMany(entry => entry.Texts)], [.. found.SelectMany(entry => entry.Starts).Select(start => start + "%")]);
    }

    sealed class Put(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : base.VisitParameter(node);
    }
}
