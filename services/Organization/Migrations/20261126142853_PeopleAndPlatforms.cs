using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class PeopleAndPlatforms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "local_platforms",
                table: "venue",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<Guid>(
                name: "document_id",
                table: "site_criterion",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "photo_id",
                table: "site_criterion",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "floor_area",
                table: "practice_site",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "short_name",
                table: "practice_site",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "count_source",
                table: "division",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "counted_on",
                table: "division",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "division",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "residents",
                table: "division",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "division",
                type: "bigint",
                nullable: false,
                defaultValue: 1L);

            migrationBuilder.CreateTable(
                name: "division_count",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    residents = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_division_count", x => new { x.county, x.code, x.day });
                });

            migrationBuilder.CreateIndex(
                name: "ix_resident_quote_county_site_said_on",
                table: "resident_quote",
                columns: new[] { "county", "site", "said_on" });

            StandingFill.Platforms(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "division_count");

            migrationBuilder.DropIndex(
                name: "ix_resident_quote_county_site_said_on",
                table: "resident_quote");

            migrationBuilder.DropColumn(
                name: "local_platforms",
                table: "venue");

            migrationBuilder.DropColumn(
                name: "document_id",
                table: "site_criterion");

            migrationBuilder.DropColumn(
                name: "photo_id",
                table: "site_criterion");

            migrationBuilder.DropColumn(
                name: "floor_area",
                table: "practice_site");

            migrationBuilder.DropColumn(
                name: "short_name",
                table: "practice_site");

            migrationBuilder.DropColumn(
                name: "count_source",
                table: "division");

            migrationBuilder.DropColumn(
                name: "counted_on",
                table: "division");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "division");

            migrationBuilder.DropColumn(
                name: "residents",
                table: "division");

            migrationBuilder.DropColumn(
                name: "version",
                table: "division");
        }
    }
}
