using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class DonationsMobilizationsVisits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "association",
                table: "practice_activity",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "number",
                table: "known_volunteer",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "registry_number",
                table: "known_volunteer",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "allocation",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    donation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    beneficiary_id = table.Column<Guid>(type: "uuid", nullable: false),
                    association = table.Column<string>(type: "text", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    category = table.Column<int>(type: "integer", nullable: false),
                    helped_on = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_allocation", x => new { x.county, x.id });
                    table.CheckConstraint("allocation_amount", "amount > 0");
                });

            migrationBuilder.CreateTable(
                name: "beneficiary",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    association = table.Column<string>(type: "text", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<byte[]>(type: "bytea", nullable: false),
                    identity_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    category = table.Column<int>(type: "integer", nullable: false),
                    consent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    import_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    import_row = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_beneficiary", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "beneficiary_year",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    association = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    beneficiary_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    first_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_beneficiary_year", x => new { x.county, x.association, x.year, x.beneficiary_id });
                });

            migrationBuilder.CreateTable(
                name: "donation",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    receipt = table.Column<string>(type: "text", nullable: false),
                    association = table.Column<string>(type: "text", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    allocated = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    goods = table.Column<string>(type: "text", nullable: false),
                    donor = table.Column<byte[]>(type: "bytea", nullable: false),
                    import_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    import_row = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_donation", x => new { x.county, x.id });
                    table.CheckConstraint("donation_allocated", "amount > 0 and allocated between 0 and amount");
                });

            migrationBuilder.CreateTable(
                name: "home_visit",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    visitor_person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visited_on = table.Column<DateOnly>(type: "date", nullable: false),
                    household_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    household = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    category = table.Column<int>(type: "integer", nullable: false),
                    gift = table.Column<string>(type: "text", nullable: false),
                    persons = table.Column<int>(type: "integer", nullable: false),
                    found_something = table.Column<bool>(type: "boolean", nullable: false),
                    follow_up = table.Column<bool>(type: "boolean", nullable: false),
                    consent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_home_visit", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "known_association",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_association", x => new { x.county, x.number });
                });

            migrationBuilder.CreateTable(
                name: "mobilization",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    issued_by = table.Column<string>(type: "text", nullable: false),
                    command = table.Column<string>(type: "text", nullable: false),
                    call = table.Column<string>(type: "text", nullable: false),
                    area = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    task_kinds = table.Column<string[]>(type: "text[]", nullable: false),
                    needed = table.Column<int>(type: "integer", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    drill = table.Column<bool>(type: "boolean", nullable: false),
                    import_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    import_row = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mobilization", x => new { x.county, x.number });
                });

            migrationBuilder.CreateTable(
                name: "site_answer",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    mobilization = table.Column<string>(type: "text", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_answer", x => new { x.county, x.mobilization, x.site });
                });

            migrationBuilder.CreateTable(
                name: "visit_note",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_note", x => new { x.county, x.visit_id });
                });

            migrationBuilder.CreateTable(
                name: "volunteer_answer",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    mobilization = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false),
                    task_kinds = table.Column<string[]>(type: "text[]", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_volunteer_answer", x => new { x.county, x.mobilization, x.person_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_practice_activity_county_association_starts_at_id",
                table: "practice_activity",
                columns: new[] { "county", "association", "starts_at", "id" },
                filter: "association is not null");

            migrationBuilder.CreateIndex(
                name: "ix_known_volunteer_county_number",
                table: "known_volunteer",
                columns: new[] { "county", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_known_volunteer_county_registry_number",
                table: "known_volunteer",
                columns: new[] { "county", "registry_number" });

            migrationBuilder.CreateIndex(
                name: "ix_allocation_county_beneficiary_id_helped_on",
                table: "allocation",
                columns: new[] { "county", "beneficiary_id", "helped_on" });

            migrationBuilder.CreateIndex(
                name: "ix_allocation_county_helped_on_id",
                table: "allocation",
                columns: new[] { "county", "helped_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_allocation_county_number",
                table: "allocation",
                columns: new[] { "county", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_beneficiary_county_code",
                table: "beneficiary",
                columns: new[] { "county", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_beneficiary_county_identity_hash",
                table: "beneficiary",
                columns: new[] { "county", "identity_hash" },
                unique: true,
                filter: "identity_hash is not null");

            migrationBuilder.CreateIndex(
                name: "ix_donation_county_receipt",
                table: "donation",
                columns: new[] { "county", "receipt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_donation_county_received_on_id",
                table: "donation",
                columns: new[] { "county", "received_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_home_visit_county_site_visited_on",
                table: "home_visit",
                columns: new[] { "county", "site", "visited_on" },
                filter: "follow_up");

            migrationBuilder.CreateIndex(
                name: "ix_home_visit_county_visited_on_id",
                table: "home_visit",
                columns: new[] { "county", "visited_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_mobilization_county_starts_at_number",
                table: "mobilization",
                columns: new[] { "county", "starts_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_visit_note_expires_at",
                table: "visit_note",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "allocation");

            migrationBuilder.DropTable(
                name: "beneficiary");

            migrationBuilder.DropTable(
                name: "beneficiary_year");

            migrationBuilder.DropTable(
                name: "donation");

            migrationBuilder.DropTable(
                name: "home_visit");

            migrationBuilder.DropTable(
                name: "known_association");

            migrationBuilder.DropTable(
                name: "mobilization");

            migrationBuilder.DropTable(
                name: "site_answer");

            migrationBuilder.DropTable(
                name: "visit_note");

            migrationBuilder.DropTable(
                name: "volunteer_answer");

            migrationBuilder.DropIndex(
                name: "ix_practice_activity_county_association_starts_at_id",
                table: "practice_activity");

            migrationBuilder.DropIndex(
                name: "ix_known_volunteer_county_number",
                table: "known_volunteer");

            migrationBuilder.DropIndex(
                name: "ix_known_volunteer_county_registry_number",
                table: "known_volunteer");

            migrationBuilder.DropColumn(
                name: "association",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "number",
                table: "known_volunteer");

            migrationBuilder.DropColumn(
                name: "registry_number",
                table: "known_volunteer");
        }
    }
}
