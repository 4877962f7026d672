using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Organization.Migrations;

/// <summary>What the model cannot state of bookings. Called by the last line of the migration that makes them; put it back when that is generated anew.</summary>
static class CivicConstraints
{
    internal static void Add(MigrationBuilder migration) => migration.Sql(
        """
        create extension if not exists btree_gist;

        -- A venue is never promised twice: requested, confirmed, in use and done hold the time.
        alter table venue_booking add constraint ex_venue_booking_no_overlap
            exclude using gist (county with =, venue_id with =, tstzrange(starts_at, ends_at) with &&) where (status in (1, 2, 3, 4));
        alter table venue_booking add constraint ck_venue_booking_order check (starts_at < ends_at);
        """);
}
