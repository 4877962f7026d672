using CivPractice.Organization.V1;
using CivPractice.Platform;

namespace CivPractice.Organization.Tests.Visits;

public sealed class VisitServiceTests(OrganizationRunning running)
{
    static string Day(int days) => ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(days));

    [Fact]
    public async Task A_number_said_again_replaces_the_number_and_ways_of_counting_stand_apart()
    {
        const string county = "141061";
        await running.OpenCountyAsync(county);
        var clerk = running.Clerk($"{county}001001");
        Assert.Equal(["HeadCount 23"], await CountedAsync(23, VisitMethod.HeadCount));
        Assert.Equal(["Estimate 30"], await CountedAsync(30, VisitMethod.Estimate));
        Assert.Empty(await CountedAsync(0, VisitMethod.Estimate));
        await running.Visits().CountVisitsAsync(Form(5, HalfDay.Afternoon), clerk);
        await running.Visits().CountVisitsAsync(Form(7, HalfDay.Evening), clerk);
        Assert.Equal(["HeadCount 12"], await running.FigureAsync("visits", county));
        Assert.Equal(3, (await running.Visits().ListVisitsAsync(new ListVisitsRequest { Prefix = county }, running.Visitor(county))).Visits.Count);
        var first = await running.Visits().ListVisitsAsync(new ListVisitsRequest { Prefix = county, PageSize = 2 }, clerk);
        Assert.Equal([HalfDay.Evening], (await running.Visits().ListVisitsAsync(new ListVisitsRequest { Prefix = county, PageSize = 2, PageToken = first.NextPageToken }, clerk)).Visits.Select(visit => visit.HalfDay));

        Assert.Equal("DATE_IN_FUTURE", await Refusing.ReasonAsync(running.Visits().CountVisitsAsync(Form(1, day: 1), clerk)));
        Assert.Equal("TOO_LONG_AGO", await Refusing.ReasonAsync(running.Visits().CountVisitsAsync(Form(1, day: -32), clerk)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Visits().CountVisitsAsync(Form(1), running.Clerk($"{county}001002"))));
        var stranger = Form(1);
        stranger.VenueId = Guid.NewGuid().ToString();
        Assert.Equal("UNKNOWN_VENUE", await Refusing.ReasonAsync(running.Visits().CountVisitsAsync(stranger, clerk)));

        async Task<string[]> CountedAsync(int people, VisitMethod method)
        {
            var form = Form(people);
            form.Method = method;
            await running.Visits().CountVisitsAsync(form, clerk);
            return await running.FigureAsync("visits", county);
        }

        CountVisitsRequest Form(int people, HalfDay half = HalfDay.Morning, int day = 0) => new() { Site = $"{county}001001", Day = Day(day), HalfDay = half, People = people, Method = VisitMethod.HeadCount };
    }

    [Fact]
    public async Task What_a_resident_said_is_shown_only_with_the_residents_word()
    {
        const string county = "141062";
        await running.OpenCountyAsync(county);
        var (clerk, visitor) = (running.Clerk($"{county}001001"), running.Visitor(county));
        var kept = await running.Visits().AddQuoteAsync(new AddQuoteRequest { Site = $"{county}001001", Quote = "我只要有空就来", Called = "退休居民", Rating = 5 }, clerk);
        var shown = await running.Visits().AddQuoteAsync(new AddQuoteRequest { Site = $"{county}001001", Quote = "下棋的人多了", Consent = true }, clerk);
        Assert.Equal([shown.Id], (await running.Visits().ListQuotesAsync(new ListQuotesRequest { Prefix = county }, visitor)).Quotes.Select(quote => quote.Id));
        Assert.Equal(2, (await running.Visits().ListQuotesAsync(new ListQuotesRequest { Prefix = $"{county}001001" }, clerk)).Quotes.Count);
        Assert.Single((await running.Visits().ListQuotesAsync(new ListQuotesRequest { Prefix = county }, clerk)).Quotes);
        Assert.Equal("NO_CONSENT", await Refusing.ReasonAsync(running.Visits().ShowQuoteAsync(new ShowQuoteRequest { Id = kept.Id, Shown = true }, clerk)));
        await running.Visits().ShowQuoteAsync(new ShowQuoteRequest { Id = shown.Id }, clerk);
        Assert.Empty((await running.Visits().ListQuotesAsync(new ListQuotesRequest { Prefix = county }, visitor)).Quotes);
    }

    [Fact]
    public async Task Ratings_of_four_and_five_are_the_satisfied_whether_they_are_shown_or_not()
    {
        const string county = "141924", station = $"{county}001001";
        await running.OpenCountyAsync(county);
        var clerk = running.Clerk(station);
        Task<ResidentQuote> SaidAsync(int rating, string on, bool consent = false) => running.Visits().AddQuoteAsync(new AddQuoteRequest { Site = station, Quote = "来坐坐挺好", Rating = rating, SaidOn = on, Consent = consent }, clerk).ResponseAsync;
        foreach (var (rating, on) in new[] { (5, "2025-03-01"), (4, "2025-03-02"), (3, "2025-12-31"), (0, "2025-04-01"), (1, "2024-12-31") }) await SaidAsync(rating, on, rating == 5);
        var year = new GetSatisfactionRequest { Prefix = county, From = "2025-01-01", To = "2025-12-31" };
        var said = await running.Visits().GetSatisfactionAsync(year, running.Visitor(county));
        Assert.Equal((3, 2), (said.Rated, said.Satisfied));
        Assert.Equal(0, (await running.Visits().GetSatisfactionAsync(new GetSatisfactionRequest(year) { Prefix = $"{county}001002" }, clerk)).Rated);
        var spring = await running.Visits().GetSatisfactionAsync(new GetSatisfactionRequest(year) { To = "2025-03-31" }, running.Visitor(county));
        Assert.Equal((2, false), (spring.Rated, spring.HasSatisfied));
        Assert.Equal(["4"], await running.FigureAsync("quotes.rated", county));
        Assert.Equal(["2"], await running.FigureAsync("quotes.satisfied", county));
        await running.FiguresAgreeAsync(county);
    }
}
