using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class ActivityMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "assisting_units",
                table: "practice_activity",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string[]>(
                name: "cross_work",
                table: "practice_activity",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string[]>(
                name: "host_units",
                table: "practice_activity",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string[]>(
                name: "organizing_units",
                table: "practice_activity",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int[]>(
                name: "purposes",
                table: "practice_activity",
                type: "integer[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "task_field",
                table: "practice_activity",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "theme",
                table: "practice_activity",
                type: "text",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "assisting_units",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "cross_work",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "host_units",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "organizing_units",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "purposes",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "task_field",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "theme",
                table: "practice_activity");
        }
    }
}
