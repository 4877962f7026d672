using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Bookings;

/// <summary>How a venue is booked (预约规则). Where none was said the usual one stands: the clerk confirms, at most four hours, a month ahead.</summary>
public sealed class VenueRule : ICountyRow
{
    public required string County { get; init; }
    public required Guid VenueId { get; init; }
    public bool Bookable { get; set; } = true;
    public bool NeedsConfirmation { get; set; } = true;
    public int MostMinutes { get; set; } = 240;
    public int DaysAhead { get; set; } = 30;
    public string Note { get; set; } = "";

    public BookingRule ToProto() => new() { VenueId = VenueId.ToString(), Bookable = Bookable, NeedsConfirmation = NeedsConfirmation, MostMinutes = MostMinutes, DaysAhead = DaysAhead, Note = Note };
}
