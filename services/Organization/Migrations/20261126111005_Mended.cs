using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class Mended : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // It follows from the duties (StandingFigures), and is no day of leaving.
            migrationBuilder.DropColumn(
                name: "bound_on",
                table: "coordination_unit");

            migrationBuilder.AddColumn<DateOnly>(
                name: "left_on",
                table: "coordination_unit",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ended_reason",
                table: "unit_duty",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "until",
                table: "unit_duty",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "assessed_by",
                table: "site_criterion",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "withdrawn_on",
                table: "neighbourhood",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "withdrawn_reason",
                table: "neighbourhood",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "left_reason",
                table: "coordination_unit",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_visit_count_county_venue_id_day",
                table: "visit_count",
                columns: new[] { "county", "venue_id", "day" });

            StandingFill.Mend(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_visit_count_county_venue_id_day",
                table: "visit_count");

            migrationBuilder.DropColumn(
                name: "ended_reason",
                table: "unit_duty");

            migrationBuilder.DropColumn(
                name: "until",
                table: "unit_duty");

            migrationBuilder.DropColumn(
                name: "assessed_by",
                table: "site_criterion");

            migrationBuilder.DropColumn(
                name: "withdrawn_on",
                table: "neighbourhood");

            migrationBuilder.DropColumn(
                name: "withdrawn_reason",
                table: "neighbourhood");

            migrationBuilder.DropColumn(
                name: "left_reason",
                table: "coordination_unit");

            migrationBuilder.DropColumn(
                name: "left_on",
                table: "coordination_unit");

            migrationBuilder.AddColumn<DateOnly>(
                name: "bound_on",
                table: "coordination_unit",
                type: "date",
                nullable: true);
        }
    }
}
