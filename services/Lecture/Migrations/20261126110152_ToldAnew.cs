using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Lecture.Migrations
{
    /// <inheritdoc />
    public partial class ToldAnew : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "audience_kind",
                table: "regular_slot",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "method",
                table: "regular_slot",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "place_kind",
                table: "regular_slot",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int[]>(
                name: "purposes",
                table: "regular_slot",
                type: "integer[]",
                nullable: false,
                defaultValue: new int[0]);

            migrationBuilder.AddColumn<int>(
                name: "task_field",
                table: "regular_slot",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "end_reason",
                table: "lecturer_team",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_at",
                table: "lecturer_team",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ended_on",
                table: "lecturer_team",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int[]>(
                name: "purposes",
                table: "lecture_session",
                type: "integer[]",
                nullable: false,
                defaultValue: new int[0]);

            migrationBuilder.AddColumn<int>(
                name: "task_field",
                table: "lecture_session",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "audience_kind",
                table: "lecture_offer",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "form",
                table: "lecture_offer",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "method",
                table: "lecture_offer",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "place_kind",
                table: "lecture_offer",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int[]>(
                name: "purposes",
                table: "lecture_offer",
                type: "integer[]",
                nullable: false,
                defaultValue: new int[0]);

            migrationBuilder.AddColumn<int>(
                name: "task_field",
                table: "lecture_offer",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "session_change",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: false),
                    after = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session_change", x => new { x.county, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_lecture_session_county_team_id_starts_at",
                table: "lecture_session",
                columns: new[] { "county", "team_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_session_change_county_session_id_id",
                table: "session_change",
                columns: new[] { "county", "session_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "session_change");

            migrationBuilder.DropIndex(
                name: "ix_lecture_session_county_team_id_starts_at",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "audience_kind",
                table: "regular_slot");

            migrationBuilder.DropColumn(
                name: "method",
                table: "regular_slot");

            migrationBuilder.DropColumn(
                name: "place_kind",
                table: "regular_slot");

            migrationBuilder.DropColumn(
                name: "purposes",
                table: "regular_slot");

            migrationBuilder.DropColumn(
                name: "task_field",
                table: "regular_slot");

            migrationBuilder.DropColumn(
                name: "end_reason",
                table: "lecturer_team");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "lecturer_team");

            migrationBuilder.DropColumn(
                name: "ended_on",
                table: "lecturer_team");

            migrationBuilder.DropColumn(
                name: "purposes",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "task_field",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "audience_kind",
                table: "lecture_offer");

            migrationBuilder.DropColumn(
                name: "form",
                table: "lecture_offer");

            migrationBuilder.DropColumn(
                name: "method",
                table: "lecture_offer");

            migrationBuilder.DropColumn(
                name: "place_kind",
                table: "lecture_offer");

            migrationBuilder.DropColumn(
                name: "purposes",
                table: "lecture_offer");

            migrationBuilder.DropColumn(
                name: "task_field",
                table: "lecture_offer");
        }
    }
}
