using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Lecture.Migrations
{
    /// <inheritdoc />
    public partial class RecordedAt : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "lecture_session",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "lecture_session");
        }
    }
}
