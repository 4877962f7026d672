using CivPractice.Lecture.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Boards;

/// <summary>Boards (宣传栏、阅报栏) and the log of what hung on them.</summary>
public sealed class BoardServiceTests(LectureRunning running)
{
    [Fact]
    public async Task Every_change_stays_in_the_log_and_is_no_lecture()
    {
        var county = await running.CountyAsync("180541");
        var by = running.Service.As(Clerk(county));
        var board = await running.Boards.CreateBoardAsync(new() { Name = "村口宣传栏", Kind = Channel.PublicityBoard, Site = county, OpenedOn = "2026-01-01" }, by);
        async Task<BoardChange> Change(string day, string theme) => await running.Boards.ChangeBoardAsync(new() { Id = board.Id, ChangedOn = day, Theme = theme, Issues = 2 }, by);
        await Change("2026-02-01", "春节文明");
        await Change("2026-03-01", "防诈骗");
        // One that is told of late does not hang there now.
        await Change("2026-02-15", "森林防火");
        var shown = Assert.Single((await running.Boards.ListBoardsAsync(new() { Prefix = county }, running.Service.As(Callers.Visitor(county)))).Boards);
        Assert.Equal(("2026-03-01", "防诈骗", 3), (shown.ChangedOn, shown.Theme, shown.Changes));
        var first = await running.Boards.ListBoardChangesAsync(new() { Id = board.Id, PageSize = 2 }, by);
        var rest = await running.Boards.ListBoardChangesAsync(new() { Id = board.Id, PageSize = 2, PageToken = first.NextPageToken }, by);
        Assert.Equal(["防诈骗", "森林防火", "春节文明"], first.Changes.Concat(rest.Changes).Select(change => change.Theme));
        Assert.Single((await running.Boards.ListBoardsAsync(new() { UnchangedSince = "2026-03-02" }, by)).Boards);
        Assert.Empty((await running.Boards.ListBoardsAsync(new() { UnchangedSince = "2026-03-01" }, by)).Boards);

        var desk = new Desk(running, county);
        Assert.Equal((3, 0), (await desk.FigureAsync("boards.changes"), await desk.FigureAsync("lectures.held")));
        Assert.Equal((StatusCode.InvalidArgument, "OUT_OF_RANGE"), await RefusedAsync(() => Change("2025-12-31", "太早")));
        Assert.Equal((StatusCode.InvalidArgument, "OUT_OF_RANGE"), await RefusedAsync(async () => await running.Boards.CloseBoardAsync(new() { Id = board.Id, ClosedOn = "2026-02-01", Reason = "拆了" }, by)));
        await running.Boards.CloseBoardAsync(new() { Id = board.Id, ClosedOn = "2026-04-01", Reason = "拆了" }, by);
        Assert.Equal((StatusCode.FailedPrecondition, "BOARD_CLOSED"), await RefusedAsync(() => Change("2026-04-02", "太晚")));
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_VALUE"), await RefusedAsync(async () => await running.Boards.CreateBoardAsync(new() { Name = "喇叭", Kind = Channel.Loudspeaker, Site = county, OpenedOn = "2026-01-01" }, by)));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Boards.CloseBoardAsync(new() { Id = board.Id, ClosedOn = "2026-04-01", Reason = "拆了" }, running.Service.As(Clerk(Callers.B)))));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }
}
