using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Boards;

/// <summary>Boards (宣传栏、阅报栏) and what was put up on them.</summary>
public sealed class BoardService(LectureDb db, CallerScope scope) : V1.Boards.BoardsBase
{
    const int mostIssues = 100;

    [Requires<ReadLectures>]
    public override async Task<ListBoardsResponse> ListBoards(ListBoardsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var kind = check.KnownOrNone("kind", "类别", request.Kind);
        var since = check.DayOrNone("unchangedSince", "日期", request.UnchangedSince);
        check.Done();
        var page = Page.Of(request, 2);
        var rows = db.Boards.AsNoTracking().Under(board => board.Site, [prefix]);
        if (kind != Channel.Unspecified) rows = rows.Where(board => board.Kind == kind);
        if (since is not null) rows = rows.Where(board => board.ClosedOn == null && (board.ChangedOn == null || board.ChangedOn < since));
        if (!page.IsFirst)
        {
            var (site, id) = (page.After[0], page.IdAfter(1));
            rows = rows.Where(board => EF.Functions.GreaterThan(ValueTuple.Create(board.Site, board.Id), ValueTuple.Create(site, id)));
        }
        var found = await rows.OrderBy(board => board.Site).ThenBy(board => board.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, board => [board.Site, board.Id.ToString()]);
        return new ListBoardsResponse { Boards = { found.Select(board => board.Shown()) }, NextPageToken = next };
    }

    [Requires<ManageLectures>]
    public override async Task<V1.Board> CreateBoard(CreateBoardRequest request, ServerCallContext context)
    {
        var (caller, check, now, cancel) = (scope.Caller, new Check(), db.Clock.GetUtcNow(), context.CancellationToken);
        var name = check.Text("name", "名称", request.Name, 60, least: 2);
        check.That(request.Kind is Channel.PublicityBoard or Channel.NewspaperBoard, "kind", "UNKNOWN_VALUE", "请选择宣传栏或阅报栏");
        var site = check.Site("site", request.Site, caller);
        var place = check.Optional("place", "位置", request.Place, 60);
        var opened = Past(check, "openedOn", "启用日期", request.OpenedOn);
        check.Done();
        caller.Require<ManageLectures>(site);
        await KnownSite.RequireAsync(db, caller.County, site, cancel);
        if (await db.Boards.AnyAsync(row => row.County == caller.County && (row.Site == site || row.NamedSite == site) && row.Name == name, cancel)) throw Fault.Duplicate("BOARD_EXISTS", $"这个站点已经有“{name}”");
        var board = new Board { County = caller.County, Id = Guid.CreateVersion7(now), Name = name, Kind = request.Kind, Site = site, Place = place, OpenedOn = opened };
        db.Add(board);
        db.Audit(board.County, "board.create", board.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return board.Shown();
    }

    [Requires<ManageLectures>]
    public override async Task<V1.BoardChange> ChangeBoard(ChangeBoardRequest request, ServerCallContext context)
    {
        var check = new Check();
        var day = Past(check, "changedOn", "更换日期", request.ChangedOn);
        var theme = check.Text("theme", "主题", request.Theme, 60, least: 2);
        var issues = check.Range("issues", "期数", request.Issues, 1, mostIssues);
        var remark = check.Optional("remark", "备注", request.Remark, 200);
        check.Done();
        var board = await FindAsync(request.Id, context.CancellationToken);
        var change = board.Change(day, theme, issues, remark, db.Clock.GetUtcNow());
        db.Add(change);
        db.Audit(board.County, "board.change", board.Id.ToString());
        Measures.CountChange(db, board, change);
        await db.SaveChangesAsync(context.CancellationToken);
        return change.Shown();
    }

    [Requires<ReadLectures>]
    public override async Task<ListBoardChangesResponse> ListBoardChanges(ListBoardChangesRequest request, ServerCallContext context)
    {
        var id = IdOf(request.Id);
        var page = Page.Of(request, 2);
        var board = await db.Boards.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这块宣传栏");
        var rows = db.BoardChanges.AsNoTracking().Where(row => row.County == board.County && row.BoardId == id);
        if (!page.IsFirst)
        {
            var (day, after) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.ChangedOn, row.Id), ValueTuple.Create(day, after)));
        }
        var found = await rows.OrderByDescending(row => row.ChangedOn).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [ChinaTime.Text(row.ChangedOn), row.Id.ToString()]);
        return new ListBoardChangesResponse { Changes = { found.Select(row => row.Shown()) }, NextPageToken = next };
    }

    [Requires<ManageLectures>]
    public override async Task<V1.Board> CloseBoard(CloseBoardRequest request, ServerCallContext context)
    {
        var check = new Check();
        var day = Past(check, "closedOn", "停用日期", request.ClosedOn);
        check.Text("reason", "停用原因", request.Reason, 200, least: 2);
        check.Done();
        var board = await FindAsync(request.Id, context.CancellationToken);
        board.Close(day);
        db.Audit(board.County, "board.close", board.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return board.Shown();
    }

    DateOnly Past(Check check, string field, string title, string value)
    {
        var day = check.Day(field, title, value);
        check.That(day <= ChinaTime.Today(db.Clock), field, "OUT_OF_RANGE", $"{title}不能晚于今天");
        return day;
    }

    async Task<Board> FindAsync(string value, CancellationToken cancel)
    {
        var id = IdOf(value);
        var board = await db.Boards.SingleOrDefaultAsync(row => row.County == scope.Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这块宣传栏");
        scope.Caller.Require<ManageLectures>(board.Site);
        return board;
    }

    static Guid IdOf(string value)
    {
        var check = new Check();
        var id = check.Id("id", "宣传栏", value);
        check.Done();
        return id;
    }
}
