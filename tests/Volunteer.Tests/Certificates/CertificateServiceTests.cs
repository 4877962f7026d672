using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Certificates;

public sealed class CertificateServiceTests(VolunteerRunning running)
{
    V1.Certificates.CertificatesClient Calls => new(running.Service.Channel);

    async Task<(string County, string Station, V1.Volunteer Person, Guid Id)> ServedAsync(params int[] minutes)
    {
        var station = await running.CountyAsync();
        var county = station[..6];
        var person = await running.RegisterAsync(Clerk(county), Form(null, station));
        foreach (var each in minutes) await running.TakeAsync(Attendance(Guid.Parse(person.PersonId), each, county) with { Site = station });
        return (county, station, person, Guid.Parse(person.PersonId));
    }

    [Fact]
    public async Task A_volunteer_issues_it_himself_in_one_tap_and_everybody_with_the_paper_can_verify_it()
    {
        var (county, station, person, id) = await ServedAsync(90, 60);
        var me = running.Service.As(Callers.Person(id, county));
        var asked = new IssueMyCertificateRequest { From = "2026-01-01", To = "2026-03-31" };
        // Two taps at once are one paper.
        var taps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Calls.IssueMyCertificateAsync(asked, me).ResponseAsync));
        var issued = Assert.Single(taps.DistinctBy(each => each.Number));
        Assert.Equal(($"{county}Z{Platform.ChinaTime.Today(TimeProvider.System).Year}00001", 150, 2, true, CertificateState.Valid), (issued.Number, issued.Minutes, issued.Lines.Count, issued.BySelf, issued.State));
        Assert.Equal(("测试甲", person.Number, "测试站"), (issued.Name, issued.VolunteerNumber, issued.Issuer));
        Assert.All(issued.Lines, line => Assert.Equal(("楼道照明维修", station, "测试站"), (line.ActivityTitle, line.Site, line.SiteName)));
        Assert.Contains("****", issued.IdentityNumber, StringComparison.Ordinal);

        var visitor = running.Service.As(Callers.Visitor(county));
        var verified = await Calls.VerifyCertificateAsync(new() { Number = issued.Number.ToLowerInvariant(), Code = issued.Code.ToLowerInvariant() }, visitor);
        Assert.Equal(("测**", 150, CertificateState.Valid, issued.ContentHash, true), (verified.Name, verified.Minutes, verified.State, verified.ContentHash, verified.Intact));
        // A wrong code, a number that nobody issued and another county's door are one answer.
        foreach (var (number, code, at) in new[] { (issued.Number, "0000000000", county), ($"{county}Z202699999", issued.Code, county), (issued.Number, issued.Code, Callers.B) })
            Assert.Equal((StatusCode.NotFound, "CERTIFICATE_UNKNOWN"), await RefusedAsync(Calls.VerifyCertificateAsync(new() { Number = number, Code = code }, running.Service.As(Callers.Visitor(at)))));

        Assert.Equal([issued.Number], (await Calls.ListMyCertificatesAsync(new(), me)).Certificates.Select(each => each.Number));
        Assert.Equal(issued, await Calls.GetCertificateAsync(new() { Number = issued.Number }, me));
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(Calls.GetCertificateAsync(new() { Number = issued.Number }, running.Service.As(Callers.Person(Guid.NewGuid(), county))))).Code);
        // More hours, another paper.
        await running.TakeAsync(Attendance(id, 30, county) with { Site = station });
        Assert.NotEqual(issued.Number, (await Calls.IssueMyCertificateAsync(asked, me)).Number);
        Assert.Equal(2, await running.FigureAsync("certificates.issued", county));
        Assert.Equal("NO_HOURS", (await RefusedAsync(Calls.IssueMyCertificateAsync(new() { From = "2020-01-01", To = "2020-12-31" }, me))).Reason);
        Assert.Equal("FUTURE_PERIOD", (await RefusedAsync(Calls.IssueMyCertificateAsync(new() { From = "2026-01-01", To = Platform.ChinaTime.Text(Platform.ChinaTime.Today(TimeProvider.System).AddDays(30)) }, me))).Reason);
    }

    [Fact]
    public async Task An_office_issues_replaces_and_revokes_and_the_figures_say_so()
    {
        var (county, station, person, id) = await ServedAsync(90);
        var clerk = running.Service.As(Clerk(county));
        var asked = new IssueCertificateRequest { PersonId = person.PersonId, From = "2026-01-01", To = "2026-03-31", Site = station, Contact = "站里 0353-0000000" };
        var first = await Calls.IssueCertificateAsync(asked, clerk);
        Assert.Equal((station, "站里 0353-0000000", false), (first.Site, first.Contact, first.BySelf));
        var entry = (await running.Hours.ListHoursAsync(new() { PersonId = person.PersonId }, clerk)).Entries[0];
        await running.Hours.CorrectHoursAsync(new() { Id = entry.Id, Minutes = -30, Reason = "途中离开" }, running.Service.As(Office(county)));
        // The corrected hours make another one; what was issued stays what it was, and says what took its place.
        var second = await Calls.IssueCertificateAsync(new(asked) { Replaces = first.Number }, clerk);
        Assert.Equal(60, Assert.Single(second.Lines).Minutes);
        var old = await Calls.VerifyCertificateAsync(new() { Number = first.Number, Code = first.Code }, running.Service.As(Callers.Visitor(county)));
        Assert.Equal((CertificateState.Replaced, second.Number, 90, true), (old.State, old.ReplacedBy, old.Minutes, old.Intact));
        Assert.Equal("CERTIFICATE_ENDED", (await RefusedAsync(Calls.IssueCertificateAsync(new(asked) { Replaces = first.Number }, clerk))).Reason);
        Assert.Equal("CERTIFICATE_ENDED", (await RefusedAsync(Calls.RevokeCertificateAsync(new() { Number = first.Number, Reason = "有误" }, clerk))).Reason);
        await Calls.RevokeCertificateAsync(new() { Number = second.Number, Reason = "活动不是志愿服务" }, clerk);
        Assert.Equal(CertificateState.Revoked, (await Calls.VerifyCertificateAsync(new() { Number = second.Number, Code = second.Code }, running.Service.As(Callers.Visitor(county)))).State);

        // A refused one takes no number and counts nothing.
        Assert.Equal((2, 2, 1), (await running.FigureAsync("certificates.issued", county), await running.FigureAsync("certificates.ended", county), await running.FigureAsync("hours.corrections", county)));
        Assert.Equal([second.Number, first.Number], (await Calls.ListCertificatesAsync(new() { PersonId = person.PersonId }, clerk)).Certificates.Select(each => each.Number));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));

        // Not for oneself, not at another's site, not of another county.
        Assert.Equal("OWN_CERTIFICATE", (await RefusedAsync(Calls.IssueCertificateAsync(asked, running.Service.As(Callers.Staff(Role.StationClerk, county, county, id))))).Reason);
        var elsewhere = running.Service.As(Callers.Staff(Role.StationClerk, $"{county}001002", county));
        Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(Calls.IssueCertificateAsync(asked, elsewhere))).Code);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(Calls.GetCertificateAsync(new() { Number = first.Number }, elsewhere))).Code);
        Assert.Empty((await Calls.ListCertificatesAsync(new(), elsewhere)).Certificates);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(Calls.RevokeCertificateAsync(new() { Number = first.Number, Reason = "有误" }, running.Service.As(Clerk(Callers.B))))).Code);
        Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(Calls.ListCertificatesAsync(new(), running.Service.As(Callers.Person(id, county))))).Code);
    }
}
