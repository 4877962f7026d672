using CivPractice.Organization.Figures;
using CivPractice.Organization.Honours;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;
using Honour = CivPractice.Organization.Honours.Honour;

namespace CivPractice.Organization.Creation;

/// <summary>What comes of a selection (评选): an honour for whoever was chosen, which follows the person's consent and goes when it is taken back.</summary>
static class SelectionHonours
{
    /// <summary>The county gave it by its own procedure, so there is no proof to be looked at: it is verified at once.</summary>
    /// <exception cref="Fault">HONOUR_EXISTS.</exception>
    internal static async Task HonourAsync(this OrganizationDb db, Candidate candidate, Campaign campaign, DateOnly today, CancellationToken cancel)
    {
        var check = new Check();
        var (honour, holder) = HonourForm.Read(check, new CreateHonourRequest
        {
            Kind = campaign.Honour,
            Level = campaign.Level,
            Bearer = HonourBearer.Person,
            Round = campaign.Round,
            AwardedOn = ChinaTime.Text(today),
            Deed = candidate.Deed,
            Name = candidate.Name,
            IsMinor = candidate.IsMinor,
            Consent = candidate.MayBeShown ? NameConsent.Full : NameConsent.Hidden,
            Guardian = candidate.Guardian,
            GuardianAgreedOn = candidate.GuardianAgreedOn is { } day ? ChinaTime.Text(day) : "",
            School = candidate.School,
            Grade = candidate.Grade,
            ShowSchool = candidate.ShowSchool,
        }, candidate.County, candidate.Site, Guid.CreateVersion7(db.Clock.GetUtcNow()), today);
        check.Done();
        if (await db.HonourHolders.AnyAsync(other => other.County == holder.County && other.Award == holder.Award && other.Name == holder.Name, cancel)) throw Fault.Duplicate("HONOUR_EXISTS", $"{holder.Name}的“{honour.Kind}”已经登记过了");

        db.Enter(honour, holder);
        db.Verify(honour);
        candidate.Win(honour.Id);
        db.Count(candidate.County, candidate.Site, today, CivicMeasures.SelectionWinners, dimension: candidate.Kind.ToString());
    }

    /// <summary>The name is taken back, and with it what counted it.</summary>
    internal static async Task RevokeAsync(this OrganizationDb db, Candidate candidate, Campaign campaign, string reason, DateTimeOffset now, CancellationToken cancel)
    {
        candidate.Revoke(campaign, reason, now);
        db.Uncount(candidate, ChinaTime.Day(now));
        if (candidate.HonourId is { } id && await db.Honours.SingleOrDefaultAsync(row => row.County == candidate.County && row.Id == id && row.Status == HonourStatus.Verified, cancel) is { } honour) db.Revoke(honour, reason);
    }

    /// <summary>The same when it was the honour that was taken back.</summary>
    internal static async Task RevokeCandidateAsync(this OrganizationDb db, Honour honour, string reason, DateTimeOffset now, CancellationToken cancel)
    {
        var candidate = await db.Candidates.SingleOrDefaultAsync(row => row.County == honour.County && row.HonourId == honour.Id, cancel);
        if (candidate is not { IsNamed: true }) return;
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(row => row.County == candidate.County && row.Id == candidate.CampaignId, cancel);
        candidate.Revoke(campaign, reason, now);
        db.Uncount(candidate, ChinaTime.Day(now));
    }

    /// <summary>What a person agreed to holds for the honour, too.</summary>
    internal static async Task ShowAsync(this OrganizationDb db, Candidate candidate, CancellationToken cancel)
    {
        if (candidate.HonourId is not { } id) return;
        var honour = await db.Honours.SingleAsync(row => row.County == candidate.County && row.Id == id, cancel);
        var holder = await db.HonourHolders.SingleAsync(row => row.County == candidate.County && row.HonourId == id, cancel);
        holder.Agree(candidate.MayBeShown ? NameConsent.Full : NameConsent.Hidden, candidate.Guardian, candidate.GuardianAgreedOn, candidate.ShowSchool);
        honour.Show(holder);
    }

    static void Uncount(this OrganizationDb db, Candidate candidate, DateOnly today)
    {
        var kind = candidate.Kind.ToString();
        if (candidate.Kind.IsSelection()) db.Count(candidate.County, candidate.Site, candidate.NamedOn!.Value, CivicMeasures.SelectionWinners, by: -1, dimension: kind);
        else db.Count(candidate.County, candidate.Site, today, CivicMeasures.CreationNamed, by: -1, dimension: kind);
        if (candidate.PlaqueOn is not null) db.Count(candidate.County, candidate.Site, today, CivicMeasures.CreationPlaqued, by: -1, dimension: kind);
    }
}
