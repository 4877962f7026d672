using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Lecture.Migrations
{
    /// <inheritdoc />
    public partial class MomentsOfMoralLectures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "moral_at",
                table: "lecture_session",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_lecture_session_county_order_id",
                table: "lecture_session",
                columns: new[] { "county", "order_id" },
                filter: "order_id is not null");

            MoralBefore.Fill(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_lecture_session_county_order_id",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "moral_at",
                table: "lecture_session");
        }
    }
}
