using System.Linq.Expressions;
using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Figures;

/// <summary>
/// The rows of a figure as they were recorded at a moment (当时的明细), so that a number of a frozen report opens to the rows that made it; or those that were recorded since. A row's id tells when it was
/// recorded, or a moment that it keeps; another one tells when it was recorded that it counts no longer (closed, withdrawn, ended, revoked), which may be long after the civil day on which that was so.
/// </summary>
/// <param name="Until">The rows that counted at this moment, as it was recorded then; null for now.</param>
/// <param name="After">Only those that were recorded later; null for all.</param>
public readonly record struct RowsOfAMoment(DateTimeOffset? Until, DateTimeOffset? After)
{
    /// <exception cref="Fault">INVALID_MOMENT, once <paramref name="check"/> is done.</exception>
    public static RowsOfAMoment Read(Check check, string until, string after) =>
        new(check.MomentOrNone("recordedUntil", "登记截止时刻", until), check.MomentOrNone("recordedAfter", "登记起始时刻", after));

    /// <summary>Whether anything is asked for besides the rows of now.</summary>
    public bool IsAsked => Until is not null || After is not null;

    /// <summary>What was recorded by then has an id before this one. Ids know the millisecond only: what shares the moment's belongs to it.</summary>
    public Guid? IdsBefore => Until is { } moment ? TimeIds.First(moment.AddMilliseconds(1)) : null;

    /// <inheritdoc cref="IdsBefore"/>
    public Guid? IdsFrom => After is { } moment ? TimeIds.First(moment.AddMilliseconds(1)) : null;
}

/// <summary>Narrows a list to the rows of a moment; in SQL, whatever its order and its pages.</summary>
public static class RecordedRows
{
    /// <summary>Those that were recorded by the moment, or after it, as their ids tell.</summary>
    public static IQueryable<T> Recorded<T>(this IQueryable<T> rows, RowsOfAMoment moment, Expression<Func<T, Guid>> id)
    {
        if (moment.IdsBefore is { } before) rows = rows.Where(id.Then(each => each < before));
        if (moment.IdsFrom is { } from) rows = rows.Where(id.Then(each => each >= from));
        return rows;
    }

    /// <summary>The same of rows that keep the moment. One that has none does not count.</summary>
    public static IQueryable<T> Recorded<T>(this IQueryable<T> rows, RowsOfAMoment moment, Expression<Func<T, DateTimeOffset?>> at)
    {
        if (moment.Until is { } until) rows = rows.Where(at.Then(each => each <= until));
        if (moment.After is { } after) rows = rows.Where(at.Then(each => each > after));
        return rows;
    }

    /// <summary>Those that had not left the count, as it was recorded at the moment: what left by the day and was recorded so later stood then.</summary>
    /// <param name="day">The day of the figure; null for whatever is recorded.</param>
    /// <param name="leftOn">The first day on which a row does not count; null while it does.</param>
    /// <param name="leftAt">When that was recorded.</param>
    public static IQueryable<T> Standing<T>(this IQueryable<T> rows, RowsOfAMoment moment, DateOnly? day, Expression<Func<T, DateOnly?>> leftOn, Expression<Func<T, DateTimeOffset?>> leftAt)
    {
        var stands = day is { } asOf ? leftOn.Then(left => left == null || left > asOf) : leftOn.Then(left => left == null);
        return rows.Where(moment.Until is { } until ? stands.Or(leftAt.Then(at => at > until)) : stands);
    }

    /// <summary>The same of rows that only keep when that was recorded.</summary>
    /// <param name="leftAt">Null while a row counts.</param>
    public static IQueryable<T> Standing<T>(this IQueryable<T> rows, RowsOfAMoment moment, Expression<Func<T, DateTimeOffset?>> leftAt) =>
        rows.Where(moment.Until is { } until ? leftAt.Then(at => at == null || at > until) : leftAt.Then(at => at == null));

    // What is asked of a column is asked in its place; the bound stays a variable of the closure, so that the query's plan is the same for every moment.
    static Expression<Func<T, bool>> Then<T, TColumn>(this Expression<Func<T, TColumn>> column, Expression<Func<TColumn, bool>> test) =>
        Expression.Lambda<Func<T, bool>>(new Put(test.Parameters[0], column.Body).Visit(test.Body), column.Parameters);

    static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, new Put(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    sealed class Put(ParameterExpression place, Expression what) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == place ? what : base.VisitParameter(node);
    }
}
