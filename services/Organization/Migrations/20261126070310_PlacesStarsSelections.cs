using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class PlacesStarsSelections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "equipment",
                table: "venue",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "venue",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "venue",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source",
                table: "venue",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "kind",
                table: "practice_site",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "practice_site",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "practice_site",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "seats",
                table: "practice_site",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "author",
                table: "news_item",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "copyright",
                table: "news_item",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "editor",
                table: "news_item",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "neighbourhood",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "neighbourhood",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "grade",
                table: "honour_holder",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "school",
                table: "honour_holder",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "show_school",
                table: "honour_holder",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "shown_school",
                table: "honour",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "consent",
                table: "candidate",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "grade",
                table: "candidate",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "guardian",
                table: "candidate",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "guardian_agreed_on",
                table: "candidate",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "honour_id",
                table: "candidate",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_minor",
                table: "candidate",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "plaque_on",
                table: "candidate",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "plaque_precision",
                table: "candidate",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "recommender",
                table: "candidate",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "school",
                table: "candidate",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "show_school",
                table: "candidate",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "votes",
                table: "candidate",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "honour",
                table: "campaign",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "level",
                table: "campaign",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "round",
                table: "campaign",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "site_star",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    moved_from = table.Column<string[]>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    moved_on = table.Column<DateOnly[]>(type: "date[]", nullable: false, defaultValueSql: "'{}'"),
                    stars = table.Column<int>(type: "integer", nullable: false),
                    round = table.Column<string>(type: "text", nullable: false),
                    issuer = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    rated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    rated_precision = table.Column<int>(type: "integer", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_star", x => new { x.county, x.id });
                    table.CheckConstraint("site_star_days", "ended_on >= rated_on");
                });

            migrationBuilder.CreateIndex(
                name: "ix_venue_county_latitude_longitude",
                table: "venue",
                columns: new[] { "county", "latitude", "longitude" },
                filter: "latitude is not null");

            migrationBuilder.AddCheckConstraint(
                name: "venue_position",
                table: "venue",
                sql: "(latitude is null) = (longitude is null)");

            migrationBuilder.CreateIndex(
                name: "ix_practice_site_county_latitude_longitude",
                table: "practice_site",
                columns: new[] { "county", "latitude", "longitude" },
                filter: "latitude is not null");

            migrationBuilder.AddCheckConstraint(
                name: "practice_site_position",
                table: "practice_site",
                sql: "(latitude is null) = (longitude is null)");

            migrationBuilder.AddCheckConstraint(
                name: "neighbourhood_position",
                table: "neighbourhood",
                sql: "(latitude is null) = (longitude is null)");

            migrationBuilder.CreateIndex(
                name: "ix_candidate_county_honour_id",
                table: "candidate",
                columns: new[] { "county", "honour_id" },
                unique: true,
                filter: "honour_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_site_star_county_site",
                table: "site_star",
                columns: new[] { "county", "site" },
                unique: true,
                filter: "ended_on is null");

            migrationBuilder.CreateIndex(
                name: "ix_site_star_county_site_id",
                table: "site_star",
                columns: new[] { "county", "site", "id" });

            SiteKinds.ByName(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "site_star");

            migrationBuilder.DropIndex(
                name: "ix_venue_county_latitude_longitude",
                table: "venue");

            migrationBuilder.DropCheckConstraint(
                name: "venue_position",
                table: "venue");

            migrationBuilder.DropIndex(
                name: "ix_practice_site_county_latitude_longitude",
                table: "practice_site");

            migrationBuilder.DropCheckConstraint(
                name: "practice_site_position",
                table: "practice_site");

            migrationBuilder.DropCheckConstraint(
                name: "neighbourhood_position",
                table: "neighbourhood");

            migrationBuilder.DropIndex(
                name: "ix_candidate_county_honour_id",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "equipment",
                table: "venue");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "venue");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "venue");

            migrationBuilder.DropColumn(
                name: "source",
                table: "venue");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "practice_site");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "practice_site");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "practice_site");

            migrationBuilder.DropColumn(
                name: "seats",
                table: "practice_site");

            migrationBuilder.DropColumn(
                name: "author",
                table: "news_item");

            migrationBuilder.DropColumn(
                name: "copyright",
                table: "news_item");

            migrationBuilder.DropColumn(
                name: "editor",
                table: "news_item");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "neighbourhood");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "neighbourhood");

            migrationBuilder.DropColumn(
                name: "grade",
                table: "honour_holder");

            migrationBuilder.DropColumn(
                name: "school",
                table: "honour_holder");

            migrationBuilder.DropColumn(
                name: "show_school",
                table: "honour_holder");

            migrationBuilder.DropColumn(
                name: "shown_school",
                table: "honour");

            migrationBuilder.DropColumn(
                name: "consent",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "grade",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "guardian",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "guardian_agreed_on",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "honour_id",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "is_minor",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "plaque_on",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "plaque_precision",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "recommender",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "school",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "show_school",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "votes",
                table: "candidate");

            migrationBuilder.DropColumn(
                name: "honour",
                table: "campaign");

            migrationBuilder.DropColumn(
                name: "level",
                table: "campaign");

            migrationBuilder.DropColumn(
                name: "round",
                table: "campaign");
        }
    }
}
