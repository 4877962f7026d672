using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;

namespace CivPractice.Lecture.Boards;

/// <summary>A board (宣传栏、阅报栏) at a site. It says what hangs on it now; what hung on it stands in its changes.</summary>
public sealed class Board : IMovingRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>宣传栏 or 阅报栏: the channel that it is.</summary>
    public required Channel Kind { get; init; }
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>The site under which it was named: with the name the natural key.</summary>
    public string NamedSite { get; private set; } = "";
    public required string Place { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Of the newest change; null before the first.</summary>
    public DateOnly? ChangedOn { get; private set; }
    public string Theme { get; private set; } = "";
    public int Changes { get; private set; }
    public long Version { get; private set; } = 1;

    /// <summary>Another issue was put up. One that is told of late is a change like any other, and does not hang there now.</summary>
    /// <exception cref="Fault">BOARD_CLOSED, OUT_OF_RANGE: before the board was there.</exception>
    public BoardChange Change(DateOnly day, string theme, int issues, string remark, DateTimeOffset now)
    {
        if (ClosedOn is { } closed && day > closed) throw Fault.Precondition("BOARD_CLOSED", $"“{Name}”已于 {closed:yyyy-MM-dd} 停用");
        if (day < OpenedOn) throw Fault.Invalid("changedOn", "OUT_OF_RANGE", $"更换日期不能早于启用日期 {OpenedOn:yyyy-MM-dd}");
        Changes++;
        Version++;
        if (ChangedOn is null || day >= ChangedOn) (ChangedOn, Theme) = (day, theme);
        return new BoardChange { County = County, Id = Guid.CreateVersion7(now), BoardId = Id, ChangedOn = day, Theme = theme, Issues = issues, Remark = remark };
    }

    /// <exception cref="Fault">BOARD_CLOSED, OUT_OF_RANGE.</exception>
    public void Close(DateOnly day)
    {
        if (ClosedOn is { } closed) throw Fault.Precondition("BOARD_CLOSED", $"“{Name}”已于 {closed:yyyy-MM-dd} 停用");
        if (day < (ChangedOn ?? OpenedOn)) throw Fault.Invalid("closedOn", "OUT_OF_RANGE", "停用日期不能早于启用和最近一次更换的日期");
        ClosedOn = day;
        Version++;
    }

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    public V1.Board Shown() => new()
    {
        Id = Id.ToString(),
        Name = Name,
        Kind = Kind,
        Site = Site,
        Place = Place,
        OpenedOn = ChinaTime.Text(OpenedOn),
        ClosedOn = ClosedOn is { } closed ? ChinaTime.Text(closed) : "",
        ChangedOn = ChangedOn is { } changed ? ChinaTime.Text(changed) : "",
        Theme = Theme,
        Changes = Changes,
    };
}

/// <summary>A change of a board (更换记录). Lines are added, never changed.</summary>
public sealed class BoardChange : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid BoardId { get; init; }
    public required DateOnly ChangedOn { get; init; }
    public required string Theme { get; init; }

    /// <summary>Issues or sheets that were put up.</summary>
    public required int Issues { get; init; }
    public required string Remark { get; init; }

    public V1.BoardChange Shown() => new() { Id = Id.ToString(), BoardId = BoardId.ToString(), ChangedOn = ChinaTime.Text(ChangedOn), Theme = Theme, Issues = Issues, Remark = Remark };
}
