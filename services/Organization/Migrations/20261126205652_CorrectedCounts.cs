using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class CorrectedCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_division_count",
                table: "division_count");

            migrationBuilder.AddColumn<string>(
                name: "correction",
                table: "division_count",
                type: "text",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_division_count",
                table: "division_count",
                columns: new[] { "county", "code", "day", "recorded_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_division_count",
                table: "division_count");

            migrationBuilder.DropColumn(
                name: "correction",
                table: "division_count");

            migrationBuilder.AddPrimaryKey(
                name: "pk_division_count",
                table: "division_count",
                columns: new[] { "county", "code", "day" });
        }
    }
}
