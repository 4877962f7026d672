using CivPractice.Activity.V1;
using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Portal.Civic;
using CivPractice.Portal.Lectures;
using CivPractice.Portal.Shared;
using CivPractice.Portal.Sites;
using CivPractice.Portal.Work;
using Microsoft.AspNetCore.Http;

namespace CivPractice.Portal.Tests;

/// <summary>A number that nobody told, or that nobody can read, is not stored as 0 where 0 says something: the services refuse -1.</summary>
public sealed class TypedTests
{
    const string c = "/c/140322";

    [Theory]
    [InlineData("", 0, 0, -1)]
    [InlineData("0", 0, 0, 0)]
    [InlineData(" 90 ", 90, 90, 90)]
    [InlineData("2小时", 0, -1, -1)]
    [InlineData("１２０", 0, -1, -1)]
    [InlineData("-1", -1, -1, -1)]
    public void What_is_no_number_is_nothing_or_is_refused(string text, int number, int whole, int counted)
    {
        var typed = new Typed(new FormCollection(new() { ["n"] = text }));
        Assert.Equal((number, whole, counted), (typed.Number("n"), typed.Whole("n"), typed.Counted("n")));
    }

    [Theory]
    [InlineData("", -1)]
    [InlineData("三十", -1)]
    [InlineData("0", 0)]
    [InlineData("30", 30)]
    public async Task Nobody_counted_is_said_and_not_left_out(string text, int sent)
    {
        async Task<T> SentAsync<TPage, T>(string address, string method, Google.Protobuf.IMessage answer, params (string, string)[] form) where TPage : Microsoft.AspNetCore.Components.IComponent
        {
            var drawing = new Drawing($"{c}/{address}").As().Answering(method, answer);
            await drawing.OfAsync<TPage>([(typeof(TPage) == typeof(SiteWorkPage) ? nameof(SiteWorkPage.Code) : "Id", "r1")], form);
            return drawing.The<T>();
        }
        Assert.Equal(sent, (await SentAsync<ActivityWorkPage, CompleteActivityRequest>("workbench/activities/r1", "CompleteActivity", new Activity.V1.Activity(), ("do", "complete"), ("attendees", text))).Attendees);
        Assert.Equal(sent, (await SentAsync<ActivityWorkPage, CorrectActivityRequest>("workbench/activities/r1", "CorrectActivity", new Activity.V1.Activity(), ("do", "correct"), ("attendees", text))).Attendees);
        Assert.Equal(sent, (await SentAsync<ActivityWorkPage, SetMinutesRequest>("workbench/activities/r1", "SetMinutes", new SignUpResponse(), ("do", "minutes"), ("minutes", text))).Minutes);
        Assert.Equal(sent, (await SentAsync<LecturePage, HoldSessionRequest>("lectures/r1", "HoldSession", new Session(), ("do", "hold"), ("audience", text))).Audience);
        Assert.Equal(sent, (await SentAsync<LecturePage, HoldSessionRequest>("lectures/r1", "HoldMySession", new Session(), ("do", "mine"), ("audience", text))).Audience);
        Assert.Equal(sent, (await SentAsync<LecturePage, CorrectAudienceRequest>("lectures/r1", "CorrectAudience", new Session(), ("do", "correct"), ("audience", text))).Audience);
        Assert.Equal(sent, (await SentAsync<CandidatePage, EnterVotesRequest>("creation/r1", "EnterVotes", new Candidate(), ("do", "votes"), ("votes", text))).Votes);
        Assert.Equal(sent, (await SentAsync<SiteWorkPage, CountResidentsRequest>("workbench/sites/r1?row=n1", "CountResidents", new Neighbourhood(), ("do", "count"), ("residents", text))).Residents);
    }
}
