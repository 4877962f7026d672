using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class RowsOfAMoment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "volunteer_answer",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "corrected_at",
                table: "project",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "counted_at",
                table: "project",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "project",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "started_before",
                table: "project",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "came",
                table: "practice_activity",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            MomentsOfOldRows.Fill(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "volunteer_answer");

            migrationBuilder.DropColumn(
                name: "corrected_at",
                table: "project");

            migrationBuilder.DropColumn(
                name: "counted_at",
                table: "project");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "project");

            migrationBuilder.DropColumn(
                name: "started_before",
                table: "project");

            migrationBuilder.DropColumn(
                name: "came",
                table: "practice_activity");
        }
    }
}
