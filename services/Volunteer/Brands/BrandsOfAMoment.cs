using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Brands;

/// <summary>Steps of brands as they were recorded at a moment, so that a frozen number opens to the brands that made it.</summary>
static class BrandsOfAMoment
{
    /// <summary>Steps by which a brand was listed (在册).</summary>
    /// <param name="to">On this civil day; null: whatever the day.</param>
    /// <param name="until">As it was recorded at this moment; null: as it is recorded now.</param>
    /// <param name="after">Instead, those that began or ended in the records after this moment.</param>
    internal static IQueryable<BrandStep> Listed(this IQueryable<BrandStep> steps, DateOnly? to, DateTimeOffset? until, DateTimeOffset? after)
    {
        steps = steps.Where(step => step.Status == BrandStatus.Listed);
        if (after is not null) return steps.Where(step => step.RecordedAt > after || step.EndedAt > after);
        if (to is not null) steps = steps.Where(step => step.Since <= to);
        if (until is not null) steps = steps.Where(step => step.RecordedAt <= until);
        return steps.Where(step => step.Until == null || (to != null && step.Until > to) || (until != null && step.EndedAt > until));
    }
}
