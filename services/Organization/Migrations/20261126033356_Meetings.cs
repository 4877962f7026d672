using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class Meetings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "decision_step",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decision_step", x => new { x.county, x.decision_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "held_meeting",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    convener = table.Column<string>(type: "text", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    chaired_by = table.Column<string>(type: "text", nullable: false),
                    attending_units = table.Column<string[]>(type: "text[]", nullable: false),
                    agenda = table.Column<string>(type: "text", nullable: false),
                    minutes = table.Column<string>(type: "text", nullable: false),
                    decisions = table.Column<int>(type: "integer", nullable: false),
                    decisions_done = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_held_meeting", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "meeting_decision",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    responsible_unit = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_decision", x => new { x.county, x.id });
                    table.CheckConstraint("meeting_decision_done", "(done_on is not null) = (state = 3)");
                });

            migrationBuilder.CreateIndex(
                name: "ix_held_meeting_county_held_on_id",
                table: "held_meeting",
                columns: new[] { "county", "held_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_held_meeting_county_held_on_title",
                table: "held_meeting",
                columns: new[] { "county", "held_on", "title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_decision_county_due_on_id",
                table: "meeting_decision",
                columns: new[] { "county", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_decision_county_meeting_id_no",
                table: "meeting_decision",
                columns: new[] { "county", "meeting_id", "no" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "decision_step");

            migrationBuilder.DropTable(
                name: "held_meeting");

            migrationBuilder.DropTable(
                name: "meeting_decision");
        }
    }
}
