using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class PoliciesAndHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "moved_from",
                table: "venue",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateOnly[]>(
                name: "moved_on",
                table: "venue",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "role",
                table: "site_post",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string[]>(
                name: "moved_from",
                table: "practice_base",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateOnly[]>(
                name: "moved_on",
                table: "practice_base",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "document",
                table: "post_appointment",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "single",
                table: "post_appointment",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "post_appointment",
                type: "bigint",
                nullable: false,
                defaultValue: 1L);

            migrationBuilder.AddColumn<DateOnly>(
                name: "since",
                table: "division",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(2018, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "until",
                table: "division",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "coordination_unit",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    leader = table.Column<string>(type: "text", nullable: false),
                    liaison = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    joined_on = table.Column<DateOnly>(type: "date", nullable: false),
                    bound_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coordination_unit", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "neighbourhood",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    moved_from = table.Column<string[]>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    moved_on = table.Column<DateOnly[]>(type: "date[]", nullable: false, defaultValueSql: "'{}'"),
                    named_site = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    first_counted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    counted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    households = table.Column<int>(type: "integer", nullable: false),
                    residents = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_neighbourhood", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "neighbourhood_count",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    neighbourhood_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    households = table.Column<int>(type: "integer", nullable: false),
                    residents = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_neighbourhood_count", x => new { x.county, x.neighbourhood_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "pilot_designation",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    level = table.Column<int>(type: "integer", nullable: false),
                    designated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    precision = table.Column<int>(type: "integer", nullable: false),
                    batch = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pilot_designation", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "policy_document",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    issuer = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    precision = table.Column<int>(type: "integer", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false),
                    supersedes = table.Column<Guid>(type: "uuid", nullable: true),
                    superseded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    tasks = table.Column<int>(type: "integer", nullable: false),
                    tasks_done = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_document", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "policy_task",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clause = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    responsible_unit = table.Column<string>(type: "text", nullable: false),
                    cooperating_units = table.Column<string[]>(type: "text[]", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_task", x => new { x.county, x.id });
                    table.CheckConstraint("policy_task_done", "(done_on is not null) = (state = 3)");
                });

            migrationBuilder.CreateTable(
                name: "policy_task_step",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_task_step", x => new { x.county, x.task_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "site_building",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    phase = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_building", x => new { x.county, x.site, x.since });
                });

            migrationBuilder.CreateTable(
                name: "unit_duty",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clause = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit_duty", x => new { x.county, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_practice_site_county_successor",
                table: "practice_site",
                columns: new[] { "county", "successor" },
                filter: "successor <> ''");

            migrationBuilder.AddCheckConstraint(
                name: "appointment_days",
                table: "post_appointment",
                sql: "\"to\" >= \"from\"");

            migrationBuilder.CreateIndex(
                name: "ix_coordination_unit_county_group_name",
                table: "coordination_unit",
                columns: new[] { "county", "group", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_coordination_unit_county_name_id",
                table: "coordination_unit",
                columns: new[] { "county", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_neighbourhood_county_named_site_name",
                table: "neighbourhood",
                columns: new[] { "county", "named_site", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_neighbourhood_county_site_id",
                table: "neighbourhood",
                columns: new[] { "county", "site", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_pilot_designation_county_site_level",
                table: "pilot_designation",
                columns: new[] { "county", "site", "level" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_document_county_issued_on_id",
                table: "policy_document",
                columns: new[] { "county", "issued_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_document_county_title",
                table: "policy_document",
                columns: new[] { "county", "title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_task_county_document_id_clause_responsible_unit",
                table: "policy_task",
                columns: new[] { "county", "document_id", "clause", "responsible_unit" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_site_building_county_site_phase",
                table: "site_building",
                columns: new[] { "county", "site", "phase" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_unit_duty_county_unit_id_document_id_clause",
                table: "unit_duty",
                columns: new[] { "county", "unit_id", "document_id", "clause" },
                unique: true);

            Constraints.OneHolder(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "coordination_unit");

            migrationBuilder.DropTable(
                name: "neighbourhood");

            migrationBuilder.DropTable(
                name: "neighbourhood_count");

            migrationBuilder.DropTable(
                name: "pilot_designation");

            migrationBuilder.DropTable(
                name: "policy_document");

            migrationBuilder.DropTable(
                name: "policy_task");

            migrationBuilder.DropTable(
                name: "policy_task_step");

            migrationBuilder.DropTable(
                name: "site_building");

            migrationBuilder.DropTable(
                name: "unit_duty");

            migrationBuilder.DropIndex(
                name: "ix_practice_site_county_successor",
                table: "practice_site");

            migrationBuilder.DropCheckConstraint(
                name: "appointment_days",
                table: "post_appointment");

            migrationBuilder.DropColumn(
                name: "moved_from",
                table: "venue");

            migrationBuilder.DropColumn(
                name: "moved_on",
                table: "venue");

            migrationBuilder.DropColumn(
                name: "role",
                table: "site_post");

            migrationBuilder.DropColumn(
                name: "moved_from",
                table: "practice_base");

            migrationBuilder.DropColumn(
                name: "moved_on",
                table: "practice_base");

            migrationBuilder.DropColumn(
                name: "document",
                table: "post_appointment");

            migrationBuilder.DropColumn(
                name: "single",
                table: "post_appointment");

            migrationBuilder.DropColumn(
                name: "version",
                table: "post_appointment");

            migrationBuilder.DropColumn(
                name: "since",
                table: "division");

            migrationBuilder.DropColumn(
                name: "until",
                table: "division");
        }
    }
}
