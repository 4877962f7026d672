using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class MovingRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_project_county_site_name",
                table: "project");

            migrationBuilder.AddColumn<string[]>(
                name: "moved_from",
                table: "project",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateOnly[]>(
                name: "moved_on",
                table: "project",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string[]>(
                name: "moved_from",
                table: "need",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateOnly[]>(
                name: "moved_on",
                table: "need",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "named_site",
                table: "project",
                type: "text",
                nullable: false,
                computedColumnSql: "coalesce(moved_from[1] collate \"C\", site)",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_project_county_named_site_name",
                table: "project",
                columns: new[] { "county", "named_site", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_project_county_site_id",
                table: "project",
                columns: new[] { "county", "site", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_project_county_named_site_name",
                table: "project");

            migrationBuilder.DropIndex(
                name: "ix_project_county_site_id",
                table: "project");

            migrationBuilder.DropColumn(
                name: "named_site",
                table: "project");

            migrationBuilder.DropColumn(
                name: "moved_from",
                table: "project");

            migrationBuilder.DropColumn(
                name: "moved_on",
                table: "project");

            migrationBuilder.DropColumn(
                name: "moved_from",
                table: "need");

            migrationBuilder.DropColumn(
                name: "moved_on",
                table: "need");

            migrationBuilder.CreateIndex(
                name: "ix_project_county_site_name",
                table: "project",
                columns: new[] { "county", "site", "name" },
                unique: true);
        }
    }
}
