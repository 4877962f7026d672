using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Volunteer.Migrations
{
    /// <inheritdoc />
    public partial class MovingRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_team_county_site_name",
                table: "team");

            migrationBuilder.AddColumn<string[]>(
                name: "moved_from",
                table: "volunteer_profile",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateOnly[]>(
                name: "moved_on",
                table: "volunteer_profile",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string[]>(
                name: "moved_from",
                table: "team",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateOnly[]>(
                name: "moved_on",
                table: "team",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "named_site",
                table: "team",
                type: "text",
                nullable: false,
                computedColumnSql: "coalesce(moved_from[1] collate \"C\", site)",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_team_county_named_site_name",
                table: "team",
                columns: new[] { "county", "named_site", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_team_county_named_site_name",
                table: "team");

            migrationBuilder.DropColumn(
                name: "named_site",
                table: "team");

            migrationBuilder.DropColumn(
                name: "moved_from",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "moved_on",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "moved_from",
                table: "team");

            migrationBuilder.DropColumn(
                name: "moved_on",
                table: "team");

            migrationBuilder.CreateIndex(
                name: "ix_team_county_site_name",
                table: "team",
                columns: new[] { "county", "site", "name" },
                unique: true);
        }
    }
}
