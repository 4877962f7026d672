using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Volunteer.Migrations
{
    /// <inheritdoc />
    public partial class Certificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "known_site",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "certificate",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    minutes = table.Column<long>(type: "bigint", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_self = table.Column<bool>(type: "boolean", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    end_reason = table.Column<string>(type: "text", nullable: false),
                    replaced_by = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate", x => new { x.county, x.number });
                });

            migrationBuilder.CreateTable(
                name: "certificate_number",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_number", x => new { x.county, x.year });
                });

            migrationBuilder.CreateTable(
                name: "first_hours",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    noted_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_first_hours", x => new { x.county, x.person_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_certificate_county_issued_at_number",
                table: "certificate",
                columns: new[] { "county", "issued_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_certificate_county_person_id_issued_at",
                table: "certificate",
                columns: new[] { "county", "person_id", "issued_at" });

            // Two figures begin now whose rows have been there before. Forced row security hides every row from the owner, too; within this transaction it is lifted for what must be counted.
            migrationBuilder.Sql("""
                alter table hours_entry no force row level security; alter table volunteer_profile no force row level security;
                alter table tally_entry no force row level security; alter table tally_year no force row level security;
                insert into first_hours (county, person_id, noted_on)
                select county, person_id, (now() at time zone 'Asia/Shanghai')::date from volunteer_profile v where exists (select from hours_entry h where h.county = v.county and h.person_id = v.person_id);
                with counted as (
                    select v.county, 'volunteers.recorded' as measure, f.noted_on as day, v.site, '' as dimension, count(*) as n
                    from first_hours f join volunteer_profile v on v.county = f.county and v.person_id = f.person_id group by 1, 3, 4
                ), days as (
                    insert into tally_entry (county, measure, day, site, dimension, n) select * from counted
                )
                insert into tally_year (county, measure, year, site, dimension, n)
                select county, measure, y.year, site, dimension, n from counted, lateral (values (extract(year from day)::int), (9999)) as y(year);
                insert into tally_entry (county, measure, day, site, dimension, n)
                select county, 'hours.corrections', (recorded_at at time zone interval '8 hours')::date, site, '', count(*) from hours_entry where corrects_id is not null and recorded_by is not null group by 1, 3, 4;
                alter table hours_entry force row level security; alter table volunteer_profile force row level security;
                alter table tally_entry force row level security; alter table tally_year force row level security;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "certificate");

            migrationBuilder.DropTable(
                name: "certificate_number");

            migrationBuilder.DropTable(
                name: "first_hours");

            migrationBuilder.DropColumn(
                name: "name",
                table: "known_site");
        }
    }
}
