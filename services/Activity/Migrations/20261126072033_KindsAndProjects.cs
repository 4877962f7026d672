using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class KindsAndProjects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "award",
                table: "project",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "budget_fen",
                table: "project",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "cross_work",
                table: "project",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "base",
                table: "practice_activity",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "kind",
                table: "practice_activity",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "venue",
                table: "practice_activity",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddCheckConstraint(
                name: "project_budget",
                table: "project",
                sql: "budget_fen > 0");

            FiguresOfOldRows.Count(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "project_budget",
                table: "project");

            migrationBuilder.DropColumn(
                name: "award",
                table: "project");

            migrationBuilder.DropColumn(
                name: "budget_fen",
                table: "project");

            migrationBuilder.DropColumn(
                name: "cross_work",
                table: "project");

            migrationBuilder.DropColumn(
                name: "base",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "venue",
                table: "practice_activity");
        }
    }
}
