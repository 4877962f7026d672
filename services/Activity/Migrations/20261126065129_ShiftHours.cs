using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class ShiftHours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "checked_in_at",
                table: "shift_person",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "checked_out_at",
                table: "shift_person",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "grade",
                table: "shift_person",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "in_by_code",
                table: "shift_person",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "minutes",
                table: "shift_person",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "out_by_code",
                table: "shift_person",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "shift_person",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "shift_person",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "source_number",
                table: "mobilization_task",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                table: "mobilization_shift",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "secret",
                table: "mobilization_shift",
                type: "bytea",
                nullable: false,
                defaultValueSql: "uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())");

            migrationBuilder.AddColumn<string>(
                name: "mobilization",
                table: "home_visit",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "neighbourhood",
                table: "home_visit",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "visit_target",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    mobilization = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    neighbourhood = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    households = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_target", x => new { x.county, x.mobilization, x.site, x.neighbourhood });
                    table.CheckConstraint("visit_target_households", "households > 0");
                });

            migrationBuilder.CreateIndex(
                name: "ix_shift_person_county_person_id_shift_id",
                table: "shift_person",
                columns: new[] { "county", "person_id", "shift_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mobilization_task_county_mobilization_source_number",
                table: "mobilization_task",
                columns: new[] { "county", "mobilization", "source_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_home_visit_county_mobilization_site_neighbourhood",
                table: "home_visit",
                columns: new[] { "county", "mobilization", "site", "neighbourhood" },
                filter: "mobilization is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "visit_target");

            migrationBuilder.DropIndex(
                name: "ix_shift_person_county_person_id_shift_id",
                table: "shift_person");

            migrationBuilder.DropIndex(
                name: "ix_mobilization_task_county_mobilization_source_number",
                table: "mobilization_task");

            migrationBuilder.DropIndex(
                name: "ix_home_visit_county_mobilization_site_neighbourhood",
                table: "home_visit");

            migrationBuilder.DropColumn(
                name: "checked_in_at",
                table: "shift_person");

            migrationBuilder.DropColumn(
                name: "checked_out_at",
                table: "shift_person");

            migrationBuilder.DropColumn(
                name: "grade",
                table: "shift_person");

            migrationBuilder.DropColumn(
                name: "in_by_code",
                table: "shift_person");

            migrationBuilder.DropColumn(
                name: "minutes",
                table: "shift_person");

            migrationBuilder.DropColumn(
                name: "out_by_code",
                table: "shift_person");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "shift_person");

            migrationBuilder.DropColumn(
                name: "version",
                table: "shift_person");

            migrationBuilder.DropColumn(
                name: "source_number",
                table: "mobilization_task");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "mobilization_shift");

            migrationBuilder.DropColumn(
                name: "secret",
                table: "mobilization_shift");

            migrationBuilder.DropColumn(
                name: "mobilization",
                table: "home_visit");

            migrationBuilder.DropColumn(
                name: "neighbourhood",
                table: "home_visit");
        }
    }
}
