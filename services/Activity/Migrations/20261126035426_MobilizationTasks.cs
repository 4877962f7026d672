using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class MobilizationTasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "allocation_reversal",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    allocation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    donation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    standing = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    reversed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    reversed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_allocation_reversal", x => new { x.county, x.allocation_id, x.line });
                    table.CheckConstraint("allocation_reversal_standing", "line > 0 and amount > 0 and standing >= 0");
                });

            migrationBuilder.CreateTable(
                name: "mobilization_shift",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mobilization = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    needed = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    present = table.Column<int>(type: "integer", nullable: false),
                    filled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mobilization_shift", x => new { x.county, x.id });
                    table.CheckConstraint("mobilization_shift_people", "starts_at < ends_at and people between 0 and needed and present between 0 and people");
                });

            migrationBuilder.CreateTable(
                name: "mobilization_task",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mobilization = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    what = table.Column<string>(type: "text", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    neighbourhood = table.Column<string>(type: "text", nullable: false),
                    needed = table.Column<int>(type: "integer", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mobilization_task", x => new { x.county, x.id });
                    table.CheckConstraint("mobilization_task_order", "starts_at < ends_at and needed > 0");
                });

            migrationBuilder.CreateTable(
                name: "shift_hand_over",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    next_shift_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shift_hand_over", x => new { x.county, x.shift_id });
                });

            migrationBuilder.CreateTable(
                name: "shift_person",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    put_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    present = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shift_person", x => new { x.county, x.shift_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "shift_team",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    present = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shift_team", x => new { x.county, x.shift_id, x.team_id });
                    table.CheckConstraint("shift_team_people", "people > 0 and present between 0 and people");
                });

            migrationBuilder.CreateTable(
                name: "team_answer",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    mobilization = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    people = table.Column<int>(type: "integer", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_answer", x => new { x.county, x.mobilization, x.team_id });
                    table.CheckConstraint("team_answer_people", "people > 0");
                });

            migrationBuilder.CreateIndex(
                name: "ix_mobilization_shift_county_mobilization",
                table: "mobilization_shift",
                columns: new[] { "county", "mobilization" });

            migrationBuilder.CreateIndex(
                name: "ix_mobilization_shift_county_task_id_starts_at_id",
                table: "mobilization_shift",
                columns: new[] { "county", "task_id", "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_mobilization_task_county_mobilization_starts_at_id",
                table: "mobilization_task",
                columns: new[] { "county", "mobilization", "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_shift_hand_over_county_next_shift_id",
                table: "shift_hand_over",
                columns: new[] { "county", "next_shift_id" });

            migrationBuilder.CreateIndex(
                name: "ix_shift_team_county_team_id",
                table: "shift_team",
                columns: new[] { "county", "team_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "allocation_reversal");

            migrationBuilder.DropTable(
                name: "mobilization_shift");

            migrationBuilder.DropTable(
                name: "mobilization_task");

            migrationBuilder.DropTable(
                name: "shift_hand_over");

            migrationBuilder.DropTable(
                name: "shift_person");

            migrationBuilder.DropTable(
                name: "shift_team");

            migrationBuilder.DropTable(
                name: "team_answer");
        }
    }
}
