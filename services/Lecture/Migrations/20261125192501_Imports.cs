using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Lecture.Migrations
{
    /// <inheritdoc />
    public partial class Imports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The day of recording stands in the id already: its first 48 bits are milliseconds since 1970. Forced row security hides every row from the owner, too, so it is lifted meanwhile.
            foreach (var table in new[] { "lecturer_team", "lecturer" })
                migrationBuilder.Sql($"""
                    alter table {table} no force row level security;
                    alter table {table} add recorded_on date;
                    update {table} set recorded_on = (to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) at time zone 'Asia/Shanghai')::date;
                    alter table {table} alter recorded_on set not null;
                    alter table {table} force row level security;
                    """);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "lecture_session",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source_number",
                table: "lecture_session",
                type: "text",
                nullable: true);

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

            migrationBuilder.CreateIndex(
                name: "ix_lecture_session_county_source_number",
                table: "lecture_session",
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_finding");

            migrationBuilder.DropTable(
                name: "import_job");

            migrationBuilder.DropIndex(
                name: "ix_lecture_session_county_source_number",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "recorded_on",
                table: "lecturer_team");

            migrationBuilder.DropColumn(
                name: "recorded_on",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "source_number",
                table: "lecture_session");
        }
    }
}
