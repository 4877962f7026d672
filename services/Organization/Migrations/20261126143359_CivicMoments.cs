using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class CivicMoments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "visit_count",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "practice_base",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "finished_at",
                table: "livelihood_item",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "counted_at",
                table: "candidate",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "candidate",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "plaqued_at",
                table: "candidate",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "former_visit_count",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    half_day = table.Column<int>(type: "integer", nullable: false),
                    venue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    method = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_visit_count", x => new { x.county, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_former_visit_count_county_day_site",
                table: "former_visit_count",
                columns: new[] { "county", "day", "site" });

            MomentsOfCivicRows.Fill(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "former_visit_count");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "visit_count");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "practice_base");

            migrationBuilder.DropColumn(
                name: "finished_at",
                table: "livelihood_item");

            migrationBuilder.DropColumn(
                name: "counted_at",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "plaqued_at",
                table: "candidate");
        }
    }
}
