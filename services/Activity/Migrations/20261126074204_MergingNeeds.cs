using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class MergingNeeds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "audience",
                table: "practice_activity",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "insurance",
                table: "practice_activity",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into",
                table: "need",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_need_county_merged_into",
                table: "need",
                columns: new[] { "county", "merged_into" },
                filter: "merged_into is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_need_county_merged_into",
                table: "need");

            migrationBuilder.DropColumn(
                name: "audience",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "insurance",
                table: "practice_activity");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "need");
        }
    }
}
