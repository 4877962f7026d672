using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Report.Migrations
{
    /// <inheritdoc />
    public partial class ChecksAndSchedules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "drawn_as",
                table: "spot_sample",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "stratum",
                table: "spot_sample",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "export_schedule",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    what = table.Column<int>(type: "integer", nullable: false),
                    list = table.Column<string>(type: "text", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    rhythm = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    prefix = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    registered_by = table.Column<Guid>(type: "uuid", nullable: false),
                    registered_as = table.Column<string>(type: "text", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_from = table.Column<DateOnly>(type: "date", nullable: false),
                    next_due = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_export_schedule", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sample_publication",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sample_publication", x => new { x.county, x.sample_id });
                });

            migrationBuilder.CreateTable(
                name: "scheduled_content",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheduled_content", x => new { x.county, x.file_id });
                });

            migrationBuilder.CreateTable(
                name: "scheduled_file",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    marked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    made_as = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    kept_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheduled_file", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "spot_finding",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_id = table.Column<string>(type: "text", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    finding = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    found_by = table.Column<Guid>(type: "uuid", nullable: false),
                    found_as = table.Column<string>(type: "text", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spot_finding", x => new { x.county, x.sample_id, x.row_id, x.line });
                });

            migrationBuilder.CreateIndex(
                name: "ix_export_schedule_next_due",
                table: "export_schedule",
                column: "next_due",
                filter: "ended_on is null");

            migrationBuilder.CreateIndex(
                name: "ix_sample_publication_county_published_at",
                table: "sample_publication",
                columns: new[] { "county", "published_at" });

            migrationBuilder.CreateIndex(
                name: "ix_scheduled_file_county_from_id",
                table: "scheduled_file",
                columns: new[] { "county", "from", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_scheduled_file_county_schedule_id_from",
                table: "scheduled_file",
                columns: new[] { "county", "schedule_id", "from" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "export_schedule");

            migrationBuilder.DropTable(
                name: "sample_publication");

            migrationBuilder.DropTable(
                name: "scheduled_content");

            migrationBuilder.DropTable(
                name: "scheduled_file");

            migrationBuilder.DropTable(
                name: "spot_finding");

            migrationBuilder.DropColumn(
                name: "drawn_as",
                table: "spot_sample");

            migrationBuilder.DropColumn(
                name: "stratum",
                table: "spot_sample");
        }
    }
}
