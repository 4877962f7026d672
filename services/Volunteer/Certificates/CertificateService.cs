using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.Sites;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Certificates;

/// <summary>Certificates of volunteer record (志愿服务记录证明), from the ledger of hours. Nobody pays for one.</summary>
public sealed class CertificateService(VolunteerDb db, CallerScope scope, PersonalVault vault) : V1.Certificates.CertificatesBase
{
    [Requires<IssueCertificates>]
    public override async Task<V1.Certificate> IssueCertificate(IssueCertificateRequest request, ServerCallContext context)
    {
        var (check, caller, cancel) = (new Check(), scope.Caller, context.CancellationToken);
        var person = check.Id("personId", "人员", request.PersonId);
        var (from, to) = Period(check, request.From, request.To);
        var site = check.Site("site", request.Site, caller);
        var contact = check.Optional("contact", "联系方式", request.Contact, 60);
        check.Done();
        caller.Require<IssueCertificates>(site);
        await KnownSite.RequireAsync(db, caller.County, site, cancel);
        var profile = await ProfileAsync(person, cancel);
        caller.Require<IssueCertificates>(profile.Site);
        // Whoever issues is answerable for what stands in it: one's own is asked for like everybody's.
        if (person == caller.PersonId) throw Fault.Precondition("OWN_CERTIFICATE", "自己的证明请在“我的”里出具");

        var certificate = await db.TogetherAsync(async () =>
        {
            var old = request.Replaces.Length > 0 ? await FindAsync(request.Replaces, cancel) : null;
            if (old is not null && old.PersonId != person) throw Fault.NotFound("这个人的这份证明");
            var made = await IssueAsync(await DraftAsync(profile, from, to, site, contact, cancel), profile, site, cancel);
            if (old is not null)
            {
                old.Replace(made.Number, caller.PersonId, made.IssuedAt);
                old.CountEnded(db);
                db.Audit(old.County, "certificate.replace", old.Number);
            }
            await db.SaveChangesAsync(cancel);
            return made;
        }, cancel);
        return certificate.Shown(vault, whole: true);
    }

    [Requires<ReadOwnRecord>]
    public override async Task<V1.Certificate> IssueMyCertificate(IssueMyCertificateRequest request, ServerCallContext context)
    {
        var (check, caller, cancel) = (new Check(), scope.Caller, context.CancellationToken);
        var (from, to) = Period(check, request.From, request.To);
        check.Done();
        var profile = await ProfileAsync(caller.PersonId, cancel);
        var certificate = await db.TogetherAsync(async () =>
        {
            // Of two taps at once the second waits here, and gets what the first one got.
            await db.Database.ExecuteSqlAsync($"select from volunteer_profile where county = {profile.County} and person_id = {profile.PersonId} for update", cancel);
            var draft = await DraftAsync(profile, from, to, profile.County, "", cancel);
            if (await SameAsync(draft, profile, cancel) is { } same) return same;
            var made = await IssueAsync(draft, profile, profile.County, cancel);
            await db.SaveChangesAsync(cancel);
            return made;
        }, cancel);
        return certificate.Shown(vault, whole: true);
    }

    [Requires<IssueCertificates>]
    public override Task<ListCertificatesResponse> ListCertificates(ListCertificatesRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        Guid? person = request.PersonId.Length > 0 ? check.Id("personId", "人员", request.PersonId) : null;
        check.Done();
        var rows = db.Certificates.Under(row => row.Site, [prefix]).Under(row => row.Site, scope.Caller.PrefixesOf<IssueCertificates>());
        if (person is not null) rows = rows.Where(row => row.PersonId == person);
        return PageAsync(Page.Of(request, 2), rows, context.CancellationToken);
    }

    [Requires<ReadOwnRecord>]
    public override Task<ListCertificatesResponse> ListMyCertificates(ListMyCertificatesRequest request, ServerCallContext context)
    {
        var me = scope.Caller.PersonId;
        return PageAsync(Page.Of(request, 2), db.Certificates.Where(row => row.PersonId == me), context.CancellationToken);
    }

    [Requires<ReadOwnRecord>]
    public override async Task<V1.Certificate> GetCertificate(GetCertificateRequest request, ServerCallContext context)
    {
        var (caller, found) = (scope.Caller, await FindAsync(request.Number, context.CancellationToken));
        // A number tells its order: who may not see a certificate does not learn that it is there.
        if (found.PersonId != caller.PersonId && !caller.MayAsStaff<IssueCertificates>(found.Site)) throw NotThere();
        return found.Shown(vault, whole: true);
    }

    [Requires<IssueCertificates>]
    public override async Task<V1.Certificate> RevokeCertificate(RevokeCertificateRequest request, ServerCallContext context)
    {
        var (check, caller, cancel) = (new Check(), scope.Caller, context.CancellationToken);
        var reason = check.Text("reason", "撤销原因", request.Reason, 200, least: 2);
        check.Done();
        var certificate = await FindAsync(request.Number, cancel);
        if (!caller.MayAsStaff<IssueCertificates>(certificate.Site)) throw NotThere();
        certificate.Revoke(reason, caller.PersonId, db.Clock.GetUtcNow());
        certificate.CountEnded(db);
        db.Audit(certificate.County, "certificate.revoke", certificate.Number);
        await db.SaveChangesAsync(cancel);
        return certificate.Shown(vault, whole: true);
    }

    [Requires<VerifyCertificates>]
    public override async Task<VerifiedCertificate> VerifyCertificate(VerifyCertificateRequest request, ServerCallContext context)
    {
        var check = new Check();
        var number = check.Text("number", "证明编号", request.Number, 20).ToUpperInvariant();
        var code = check.Text("code", "验证码", request.Code, 20);
        check.Done();
        var county = scope.PersonalCounty;
        var found = Certificate.Fits(vault, number, code) ? await db.Certificates.AsNoTracking().SingleOrDefaultAsync(row => row.County == county && row.Number == number, context.CancellationToken) : null;
        return found?.Verified() ?? throw new Fault(StatusCode.NotFound, "CERTIFICATE_UNKNOWN", "编号和验证码不相符，没有这份证明。请核对后再试，并留意证明是哪个县区出具的");
    }

    /// <summary>What the ledger says of somebody's days; it has no number yet.</summary>
    /// <exception cref="Fault">NO_HOURS; TOO_MANY_ROWS.</exception>
    async Task<CertificateContent> DraftAsync(VolunteerProfile profile, DateOnly from, DateOnly to, string site, string contact, CancellationToken cancel)
    {
        var (now, county) = (db.Clock.GetUtcNow(), profile.County);
        var entries = await db.Ledger.AsNoTracking().Where(entry => entry.County == county && entry.PersonId == profile.PersonId && entry.ServedOn >= from && entry.ServedOn <= to)
            .GroupBy(entry => new { entry.ActivityId, entry.ServedOn, entry.ActivityTitle, entry.Site }).Select(group => new { group.Key.ServedOn, group.Key.ActivityTitle, group.Key.Site, group.Key.ActivityId, Minutes = group.Sum(entry => entry.Minutes) })
            .Where(line => line.Minutes > 0).OrderBy(line => line.ServedOn).ThenBy(line => line.ActivityId).Take(Certificate.MostLines + 1).ToListAsync(cancel);
        if (entries.Count == 0) throw Fault.Precondition("NO_HOURS", "这段时间没有服务时长记录，不能出具证明");
        if (entries.Count > Certificate.MostLines) throw Fault.Precondition("TOO_MANY_ROWS", $"这段时间超过 {Certificate.MostLines} 次活动，请分段出具");
        var codes = entries.Select(entry => entry.Site).Append(site).Distinct().ToList();
        var names = await db.Sites.AsNoTracking().Where(each => each.County == county && codes.Contains(each.Code)).ToDictionaryAsync(each => each.Code, each => each.Name, cancel);
        // A copy that is older than its names says the code.
        string NameOf(string code) => names.GetValueOrDefault(code) is { Length: > 0 } name ? name : code;

        return new CertificateContent("", profile.Name, profile.Number, Masked.IdentityNumber(vault.Open(IdentityNumber.Purpose, profile.IdentitySealed)), from, to, entries.Sum(entry => (long)entry.Minutes),
            NameOf(site), contact, ChinaTime.Day(now), [.. entries.Select(entry => new ContentLine(entry.ServedOn, entry.ActivityTitle, entry.Site, NameOf(entry.Site), entry.Minutes))]);
    }

    /// <summary>Gives the draft its number, and notes it to be saved.</summary>
    async Task<Certificate> IssueAsync(CertificateContent draft, VolunteerProfile profile, string site, CancellationToken cancel)
    {
        var number = await CertificateNumber.NextAsync(db, profile.County, draft.IssuedOn.Year, cancel);
        var certificate = Certificate.Of(draft with { Number = number }, profile.County, profile.PersonId, site, scope.Caller.PersonId, db.Clock.GetUtcNow());
        db.Add(certificate);
        certificate.CountIssued(db);
        db.Audit(profile.County, "certificate.issue", number);
        return certificate;
    }

    // A valid one that says the same but for its number and its day.
    async Task<Certificate?> SameAsync(CertificateContent draft, VolunteerProfile profile, CancellationToken cancel)
    {
        var former = await db.Certificates.AsNoTracking().Where(row => row.County == profile.County && row.PersonId == profile.PersonId && row.BySelf && row.State == CertificateState.Valid && row.From == draft.From && row.To == draft.To && row.Minutes == draft.Minutes)
            .OrderByDescending(row => row.IssuedAt).FirstOrDefaultAsync(cancel);
        var told = former?.Told();
        return told is not null && told.Lines.SequenceEqual(draft.Lines) && told.Name == draft.Name && told.IdentityNumber == draft.IdentityNumber && told.Issuer == draft.Issuer ? former : null;
    }

    (DateOnly From, DateOnly To) Period(Check check, string first, string last)
    {
        var (from, to) = (check.Day("from", "起始日期", first), check.Day("to", "截止日期", last));
        check.That(from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.That(to <= ChinaTime.Today(db.Clock), "to", "FUTURE_PERIOD", "截止日期还没有到");
        check.That(to < from.AddYears(Certificate.MostYears), "from", "PERIOD_TOO_LONG", $"最多 {Certificate.MostYears} 年");
        return (from, to);
    }

    async Task<VolunteerProfile> ProfileAsync(Guid person, CancellationToken cancel)
    {
        var county = scope.PersonalCounty;
        return await db.Profiles.AsNoTracking().SingleOrDefaultAsync(row => row.County == county && row.PersonId == person, cancel) ?? throw Fault.NotFound("这位志愿者");
    }

    async Task<Certificate> FindAsync(string asked, CancellationToken cancel)
    {
        var (check, county) = (new Check(), scope.PersonalCounty);
        var number = check.Text("number", "证明编号", asked, 20);
        check.Done();
        return await db.Certificates.SingleOrDefaultAsync(row => row.County == county && row.Number == number, cancel) ?? throw NotThere();
    }

    static Fault NotThere() => Fault.NotFound("这份证明");

    async Task<ListCertificatesResponse> PageAsync(Page page, IQueryable<Certificate> rows, CancellationToken cancel)
    {
        var county = scope.PersonalCounty;
        rows = rows.AsNoTracking().Where(row => row.County == county);
        if (!page.IsFirst)
        {
            var (time, number) = (page.TimeAfter(0), page.After[1]);
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.IssuedAt, row.Number), ValueTuple.Create(time, number)));
        }
        var found = await rows.OrderByDescending(row => row.IssuedAt).ThenByDescending(row => row.Number).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [Page.Key(row.IssuedAt), row.Number]);
        return new ListCertificatesResponse { Certificates = { found.Select(row => row.Shown(vault, whole: false)) }, NextPageToken = next };
    }
}
