using CivPractice.Testing;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Hours;

/// <summary>Registered volunteers of whom hours are recorded: counted once, whichever comes first and however often they serve.</summary>
public sealed class FirstHoursTests(VolunteerRunning running)
{
    [Fact]
    public async Task Somebody_with_hours_counts_once_where_he_lives_whichever_comes_first()
    {
        var station = await running.CountyAsync();
        var (county, other) = (station[..6], $"{station[..6]}001002");
        var served = Guid.Parse((await running.RegisterAsync(Clerk(county), Form(null, station))).PersonId);
        await running.RegisterAsync(Clerk(county), Form(null, station));
        await running.TakeAsync(Attendance(served, 60, county) with { Site = other });
        await running.TakeAsync(Attendance(served, 45, county) with { Site = other });
        Assert.Equal((2, 1), (await running.FigureAsync("volunteers.registered", county), await running.FigureAsync("volunteers.recorded", county)));
        async Task<long> AtAsync(string site) => (await running.Hours.GetTallyAsync(new() { Indicators = { "volunteers.recorded" }, Prefix = site }, running.Service.As(Office(county)))).Lines.Single().Value;
        Assert.Equal((1, 0), (await AtAsync(station), await AtAsync(other)));

        // Somebody of elsewhere serves here first, and registers afterwards.
        var identity = Identities.Next();
        var guest = await running.RegisterAsync(Clerk(Callers.B), Form(identity, Callers.B));
        await running.TakeAsync(Attendance(Guid.Parse(guest.PersonId), 30, county) with { Site = station });
        Assert.Equal(1, await running.FigureAsync("volunteers.recorded", county));
        await running.RegisterAsync(Clerk(county), Form(identity, other));
        Assert.Equal(2, await running.FigureAsync("volunteers.recorded", county));

        // Where he lives closes; the figure goes along.
        await running.Service.DeliverAsync(new Organization.V1.SiteHandedOver(county, station, other, "测试站", Platform.ChinaTime.Today(TimeProvider.System), Platform.ChinaTime.Today(TimeProvider.System), 2));
        Assert.Equal((0, 2), (await AtAsync(station), await AtAsync(other)));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }
}
