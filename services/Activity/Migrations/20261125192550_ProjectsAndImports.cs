using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class ProjectsAndImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "import_job_id",
                table: "practice_activity",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "import_row",
                table: "practice_activity",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "project_id",
                table: "practice_activity",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "recorded_volunteers",
                table: "practice_activity",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source_number",
                table: "practice_activity",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "activity_term",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    term = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    activity_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activity_term", x => new { x.county, x.term, x.starts_at, x.activity_id });
                });

            migrationBuilder.CreateTable(
                name: "import_finding",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    column = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    taken = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_finding", x => new { x.county, x.job_id, x.row, x.column, x.reason });
                });

            migrationBuilder.CreateTable(
                name: "import_job",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    file_hash = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    starts_by_itself = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    read = table.Column<int>(type: "integer", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    completed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    remarked = table.Column<int>(type: "integer", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fault = table.Column<string>(type: "text", nullable: false),
                    fault_message = table.Column<string>(type: "text", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_job", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "project",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    platform = table.Column<int>(type: "integer", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    target_group = table.Column<string>(type: "text", nullable: false),
                    goal = table.Column<string>(type: "text", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    registry_number = table.Column<string>(type: "text", nullable: true),
                    import_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    import_row = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_project", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "project_term",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    term = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_project_term", x => new { x.county, x.term, x.project_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_practice_activity_county_project_id_starts_at_id",
                table: "practice_activity",
                columns: new[] { "county", "project_id", "starts_at", "id" },
                filter: "project_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_practice_activity_county_source_number",
                table: "practice_activity",
                columns: new[] { "county", "source_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_import_job_county_kind_id",
                table: "import_job",
                columns: new[] { "county", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_import_job_id",
                table: "import_job",
                column: "id",
                filter: "state in (1, 3)");

            migrationBuilder.CreateIndex(
                name: "ix_project_county_registry_number",
                table: "project",
                columns: new[] { "county", "registry_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_project_county_site_name",
                table: "project",
                columns: new[] { "county", "site", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_project_county_starts_on_id",
                table: "project",
                columns: new[] { "county", "starts_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_project_term_county_project_id",
                table: "project_term",
                columns: new[] { "county", "project_id" });

            TermsOfOldActivities.Write(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activity_term");

            migrationBuilder.DropTable(
                name: "import_finding");

            migrationBuilder.DropTable(
                name: "import_job");

            migrationBuilder.DropTable(
                name: "project");

            migrationBuilder.DropTable(
                name: "project_term");

            migrationBuilder.DropIndex(
                name: "ix_practice_activity_county_project_id_starts_at_id",
                table: "practice_activity");

            migrationBuilder.DropIndex(
                name: "ix_practice_activity_county_source_number",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "import_job_id",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "import_row",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "project_id",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "recorded_volunteers",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "source_number",
                table: "practice_activity");
        }
    }
}
