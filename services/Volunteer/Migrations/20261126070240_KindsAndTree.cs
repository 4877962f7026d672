using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Volunteer.Migrations
{
    /// <inheritdoc />
    public partial class KindsAndTree : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int[]>(
                name: "availability",
                table: "volunteer_profile",
                type: "integer[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<byte[]>(
                name: "emergency_sealed",
                table: "volunteer_profile",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "service_areas",
                table: "volunteer_profile",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "host_unit",
                table: "team",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "level",
                table: "team",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "parent_id",
                table: "team",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid[]>(
                name: "project_ids",
                table: "brand",
                type: "uuid[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "status",
                table: "brand",
                type: "integer",
                nullable: false,
                defaultValue: 2);   // what is there is listed

            migrationBuilder.CreateTable(
                name: "brand_step",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    brand_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_brand_step", x => new { x.county, x.id });
                    table.CheckConstraint("brand_step_days", "until >= since");
                });

            migrationBuilder.CreateTable(
                name: "team_placement",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_placement", x => new { x.county, x.id });
                    table.CheckConstraint("team_placement_days", "until >= since");
                });

            migrationBuilder.CreateTable(
                name: "team_service_day",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_service_day", x => new { x.county, x.team_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "volunteer_kind",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    import_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    import_row = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_volunteer_kind", x => new { x.county, x.id });
                    table.CheckConstraint("volunteer_kind_days", "until >= since");
                });

            migrationBuilder.CreateIndex(
                name: "ix_team_county_parent_id",
                table: "team",
                columns: new[] { "county", "parent_id" },
                filter: "parent_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_brand_step_county_brand_id",
                table: "brand_step",
                columns: new[] { "county", "brand_id" },
                unique: true,
                filter: "until is null");

            migrationBuilder.CreateIndex(
                name: "ix_brand_step_county_brand_id_since",
                table: "brand_step",
                columns: new[] { "county", "brand_id", "since" });

            migrationBuilder.CreateIndex(
                name: "ix_team_placement_county_team_id",
                table: "team_placement",
                columns: new[] { "county", "team_id" },
                unique: true,
                filter: "until is null");

            migrationBuilder.CreateIndex(
                name: "ix_team_placement_county_team_id_since",
                table: "team_placement",
                columns: new[] { "county", "team_id", "since" });

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_kind_county_kind_person_id",
                table: "volunteer_kind",
                columns: new[] { "county", "kind", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_kind_county_person_id_kind",
                table: "volunteer_kind",
                columns: new[] { "county", "person_id", "kind" },
                unique: true,
                filter: "until is null");

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_kind_county_person_id_kind_since",
                table: "volunteer_kind",
                columns: new[] { "county", "person_id", "kind", "since" },
                unique: true);

            migrationBuilder.Sql(KindsAndTreeRows.Sql);

            migrationBuilder.DropColumn(
                name: "kinds",
                table: "volunteer_profile");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "brand_step");

            migrationBuilder.DropTable(
                name: "team_placement");

            migrationBuilder.DropTable(
                name: "team_service_day");

            migrationBuilder.DropTable(
                name: "volunteer_kind");

            migrationBuilder.DropIndex(
                name: "ix_team_county_parent_id",
                table: "team");

            migrationBuilder.DropColumn(
                name: "availability",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "emergency_sealed",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "service_areas",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "host_unit",
                table: "team");

            migrationBuilder.DropColumn(
                name: "level",
                table: "team");

            migrationBuilder.DropColumn(
                name: "parent_id",
                table: "team");

            migrationBuilder.DropColumn(
                name: "project_ids",
                table: "brand");

            migrationBuilder.DropColumn(
                name: "status",
                table: "brand");

            migrationBuilder.AddColumn<string[]>(
                name: "kinds",
                table: "volunteer_profile",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);
        }
    }
}
