using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace CivPractice.Platform;

/// <summary>A subtree of sites is a range of codes: <c>code &gt;= prefix and code &lt; End(prefix)</c>, in byte order.</summary>
public static class Prefixes
{
    static readonly MethodInfo compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>The first code behind every code that begins with the prefix. Codes are digits and capital letters, so <c>~</c> is behind them all.</summary>
    public static string End(string prefix) => prefix + "~";

    /// <summary>The end of the range of texts that begin with these letters, in byte order: no letter lies behind the last code point.</summary>
    public static string EndOfText(string start) => start + "\U0010FFFF";

    /// <summary>What is wanted and allowed at once: of a prefix and one that begins with it, the longer. None: nothing is allowed there.</summary>
    public static IReadOnlyList<string> Meet(string wanted, IReadOnlyList<string> allowed) =>
        allowed.Any(prefix => wanted.StartsWith(prefix, StringComparison.Ordinal))
            ? [wanted]
            : [.. allowed.Where(prefix => prefix.StartsWith(wanted, StringComparison.Ordinal))];

    /// <summary>The rows below any of the prefixes; below the empty one are all, below none is nothing.</summary>
    public static IQueryable<T> Under<T>(this IQueryable<T> rows, Expression<Func<T, string>> site, IReadOnlyList<string> prefixes) => rows.Under(site, prefixes, _ => false);

    /// <summary>The rows below any of the prefixes, and those that are <paramref name="open"/> wherever they lie.</summary>
    public static IQueryable<T> Under<T>(this IQueryable<T> rows, Expression<Func<T, string>> site, IReadOnlyList<string> prefixes, Expression<Func<T, bool>> open)
    {
        if (prefixes.Contains("")) return rows;
        var any = ReplacingExpressionVisitor.Replace(open.Parameters[0], site.Parameters[0], open.Body);
        foreach (var prefix in prefixes)
        {
            // Members of an object, not constants: the query's plan is then the same for every prefix.
            var range = Expression.Constant(new Range(prefix, End(prefix)));
            Expression Compared(string bound) => Expression.Call(compare, site.Body, Expression.Property(range, bound));
            var within = Expression.AndAlso(
                Expression.GreaterThanOrEqual(Compared(nameof(Range.From)), Expression.Constant(0)),
                Expression.LessThan(Compared(nameof(Range.Before)), Expression.Constant(0)));
            any = any is ConstantExpression ? within : Expression.OrElse(any, within);
        }
        return rows.Where(Expression.Lambda<Func<T, bool>>(any, site.Parameters));
    }

    sealed record Range(string From, string Before);
}
