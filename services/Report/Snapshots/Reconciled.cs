using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Report.Words;
using CivPractice.Report.Years;

namespace CivPractice.Report.Snapshots;

/// <summary>The four numbers of a snapshot beside those of the rows that are here (对账), by the grain in which the system shows them.</summary>
static class Reconciled
{
    /// <summary>F15 to F18, in the order of the snapshot's numbers.</summary>
    internal static readonly IReadOnlyList<Indicator> Indicators = [.. new[] { "F15", "F16", "F17", "F18" }.Select(IndicatorList.Get)];

    /// <param name="fewest">Hours for each volunteer, in hundredths of an hour, below which they are few.</param>
    internal static Reconciliation Of(ExternalSnapshot snapshot, Reading own, long fewest)
    {
        var answer = new Reconciliation { Snapshot = snapshot.Shown(), Missing = { own.Missing } };
        foreach (var (indicator, external) in Indicators.Zip([snapshot.Volunteers, snapshot.Minutes, snapshot.Teams, snapshot.Projects]))
            if (own[indicator.Id] is { } number) answer.Numbers.Add(new ReconciledNumber
            {
                Indicator = indicator.Id,
                Name = indicator.Name,
                External = external,
                Own = number.Whole.Value,
                Difference = Difference(indicator, number.Whole.Value, external),
                ExternalPhrase = indicator.Wording.Of(external, 0),
                OwnPhrase = number.Phrase,
            });
        answer.Agrees = answer.Numbers.Count == Indicators.Count && answer.Numbers.All(number => number.Difference == 0);
        answer.ExternalPerVolunteer = PerVolunteer(snapshot.Minutes, snapshot.Volunteers);
        answer.OwnPerVolunteer = own["F16"] is { } hours && own["F15"] is { } people ? PerVolunteer(hours.Whole.Value, people.Whole.Value) : -1;
        (answer.FewestPerVolunteer, answer.Few) = (fewest, answer.ExternalPerVolunteer >= 0 && answer.ExternalPerVolunteer < fewest);
        answer.Explained = !answer.Agrees && snapshot.Explanation.Length > 0;
        return answer;
    }

    /// <summary>Hundredths of an hour, cut off: 2,345,694 minutes of 161,022 volunteers are 0.24 hours each.</summary>
    internal static long PerVolunteer(long minutes, long volunteers) => volunteers <= 0 ? -1 : (long)((Int128)minutes * 100 / 60 / volunteers);

    // Two sums of minutes that the system would show as the same hours do not differ.
    static long Difference(Indicator indicator, long own, long external) => indicator.Wording is InHours && Say.Tenths(own) == Say.Tenths(external) ? 0 : own - external;
}
