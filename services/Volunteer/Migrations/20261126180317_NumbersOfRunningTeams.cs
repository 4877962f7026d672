using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Volunteer.Migrations
{
    /// <inheritdoc />
    public partial class NumbersOfRunningTeams : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_team_county_registry_number",
                table: "team");

            migrationBuilder.CreateIndex(
                name: "ix_team_county_registry_number",
                table: "team",
                columns: new[] { "county", "registry_number" },
                unique: true,
                filter: "registry_number is not null and ended_on is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_team_county_registry_number",
                table: "team");

            migrationBuilder.CreateIndex(
                name: "ix_team_county_registry_number",
                table: "team",
                columns: new[] { "county", "registry_number" },
                unique: true,
                filter: "registry_number is not null");
        }
    }
}
