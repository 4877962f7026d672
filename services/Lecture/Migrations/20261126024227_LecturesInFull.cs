using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Lecture.Migrations
{
    /// <inheritdoc />
    public partial class LecturesInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_lecturer_county_team_id_person_id",
                table: "lecturer");

            migrationBuilder.AddColumn<Guid>(
                name: "leader_id",
                table: "lecturer_team",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "rule_background",
                table: "lecturer_team",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int[]>(
                name: "rule_kinds",
                table: "lecturer_team",
                type: "integer[]",
                nullable: false,
                defaultValue: new int[0]);

            migrationBuilder.AddColumn<bool>(
                name: "rule_local",
                table: "lecturer_team",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "rule_text",
                table: "lecturer_team",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "background",
                table: "lecturer",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "is_leading",
                table: "lecturer",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "kind",
                table: "lecturer",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "left_on",
                table: "lecturer",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "local",
                table: "lecturer",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "public_title",
                table: "lecturer",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "public_title_since",
                table: "lecturer",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "activity_id",
                table: "lecture_session",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "audience_kind",
                table: "lecture_session",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "by_leading",
                table: "lecture_session",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "corrected",
                table: "lecture_session",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "course_id",
                table: "lecture_session",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "course_version",
                table: "lecture_session",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "deed",
                table: "lecture_session",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "model_person",
                table: "lecture_session",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string[]>(
                name: "moral_steps",
                table: "lecture_session",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<Guid>(
                name: "order_id",
                table: "lecture_session",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "place",
                table: "lecture_session",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "planned_ahead",
                table: "lecture_session",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "lecture_session",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "slot_day",
                table: "lecture_session",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "slot_id",
                table: "lecture_session",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "audience_entry",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    count_method = table.Column<int>(type: "integer", nullable: false),
                    persons = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_entry", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "board",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    moved_from = table.Column<string[]>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    moved_on = table.Column<DateOnly[]>(type: "date[]", nullable: false, defaultValueSql: "'{}'"),
                    named_site = table.Column<string>(type: "text", nullable: false, computedColumnSql: "coalesce(moved_from[1] collate \"C\", site)", stored: true),
                    place = table.Column<string>(type: "text", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    changed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    theme = table.Column<string>(type: "text", nullable: false),
                    changes = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "board_change",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    board_id = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    theme = table.Column<string>(type: "text", nullable: false),
                    issues = table.Column<int>(type: "integer", nullable: false),
                    remark = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_change", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "course_version",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    course_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    outline = table.Column<string>(type: "text", nullable: false),
                    written_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    remark = table.Column<string>(type: "text", nullable: false),
                    reviewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_course_version", x => new { x.county, x.course_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "lecture_course",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    in_force = table.Column<int>(type: "integer", nullable: false),
                    newest = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lecture_course", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "lecture_order",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    moved_from = table.Column<string[]>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    moved_on = table.Column<DateOnly[]>(type: "date[]", nullable: false, defaultValueSql: "'{}'"),
                    topic = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    dialect = table.Column<string>(type: "text", nullable: false),
                    listeners = table.Column<int>(type: "integer", nullable: false),
                    wished_from = table.Column<DateOnly>(type: "date", nullable: true),
                    wished_to = table.Column<DateOnly>(type: "date", nullable: true),
                    contact_name = table.Column<string>(type: "text", nullable: false),
                    contact_phone = table.Column<string>(type: "text", nullable: false),
                    on_behalf_of = table.Column<string>(type: "text", nullable: false),
                    by_clerk = table.Column<bool>(type: "boolean", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    rating = table.Column<int>(type: "integer", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: false),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    held_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lecture_order", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "order_counter",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_counter", x => new { x.county, x.day });
                });

            migrationBuilder.CreateTable(
                name: "question",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    need_number = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_question", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "regular_slot",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rhythm = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    time = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    duration_minutes = table.Column<int>(type: "integer", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    place = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<int>(type: "integer", nullable: false),
                    form = table.Column<string>(type: "text", nullable: false),
                    lecturer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    planned_until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_regular_slot", x => new { x.county, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_lecturer_county_person_id",
                table: "lecturer",
                columns: new[] { "county", "person_id" },
                filter: "person_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_lecturer_county_team_id_person_id",
                table: "lecturer",
                columns: new[] { "county", "team_id", "person_id" },
                unique: true,
                filter: "person_id is not null and left_on is null");

            migrationBuilder.CreateIndex(
                name: "ix_lecture_session_county_activity_id",
                table: "lecture_session",
                columns: new[] { "county", "activity_id" },
                filter: "activity_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_lecture_session_county_lecturer_id_starts_at",
                table: "lecture_session",
                columns: new[] { "county", "lecturer_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_lecture_session_county_slot_id_slot_day",
                table: "lecture_session",
                columns: new[] { "county", "slot_id", "slot_day" },
                unique: true,
                filter: "slot_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_audience_entry_county_session_id_id",
                table: "audience_entry",
                columns: new[] { "county", "session_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_board_county_named_site_name",
                table: "board",
                columns: new[] { "county", "named_site", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_board_county_site_id",
                table: "board",
                columns: new[] { "county", "site", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_board_change_county_board_id_changed_on_id",
                table: "board_change",
                columns: new[] { "county", "board_id", "changed_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lecture_course_county_site_title",
                table: "lecture_course",
                columns: new[] { "county", "site", "title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lecture_order_county_number",
                table: "lecture_order",
                columns: new[] { "county", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lecture_order_county_site_id",
                table: "lecture_order",
                columns: new[] { "county", "site", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_question_county_session_id_id",
                table: "question",
                columns: new[] { "county", "session_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_regular_slot_county_team_id",
                table: "regular_slot",
                columns: new[] { "county", "team_id" },
                unique: true,
                filter: "ended_on is null");

            WrittenBefore.Complete(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audience_entry");

            migrationBuilder.DropTable(
                name: "board");

            migrationBuilder.DropTable(
                name: "board_change");

            migrationBuilder.DropTable(
                name: "course_version");

            migrationBuilder.DropTable(
                name: "lecture_course");

            migrationBuilder.DropTable(
                name: "lecture_order");

            migrationBuilder.DropTable(
                name: "order_counter");

            migrationBuilder.DropTable(
                name: "question");

            migrationBuilder.DropTable(
                name: "regular_slot");

            migrationBuilder.DropIndex(
                name: "ix_lecturer_county_person_id",
                table: "lecturer");

            migrationBuilder.DropIndex(
                name: "ix_lecturer_county_team_id_person_id",
                table: "lecturer");

            migrationBuilder.DropIndex(
                name: "ix_lecture_session_county_activity_id",
                table: "lecture_session");

            migrationBuilder.DropIndex(
                name: "ix_lecture_session_county_lecturer_id_starts_at",
                table: "lecture_session");

            migrationBuilder.DropIndex(
                name: "ix_lecture_session_county_slot_id_slot_day",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "leader_id",
                table: "lecturer_team");

            migrationBuilder.DropColumn(
                name: "rule_background",
                table: "lecturer_team");

            migrationBuilder.DropColumn(
                name: "rule_kinds",
                table: "lecturer_team");

            migrationBuilder.DropColumn(
                name: "rule_local",
                table: "lecturer_team");

            migrationBuilder.DropColumn(
                name: "rule_text",
                table: "lecturer_team");

            migrationBuilder.DropColumn(
                name: "background",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "is_leading",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "left_on",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "local",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "public_title",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "public_title_since",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "activity_id",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "audience_kind",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "by_leading",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "corrected",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "course_id",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "course_version",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "deed",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "model_person",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "moral_steps",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "order_id",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "place",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "planned_ahead",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "slot_day",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "slot_id",
                table: "lecture_session");

            migrationBuilder.CreateIndex(
                name: "ix_lecturer_county_team_id_person_id",
                table: "lecturer",
                columns: new[] { "county", "team_id", "person_id" },
                unique: true,
                filter: "person_id is not null");
        }
    }
}
