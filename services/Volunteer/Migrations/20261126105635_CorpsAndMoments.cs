using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Volunteer.Migrations
{
    /// <inheritdoc />
    public partial class CorpsAndMoments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_at",
                table: "team_placement",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "team_placement",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "practice_noted_at",
                table: "team",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "registry_noted_at",
                table: "team",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "membership",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_at",
                table: "brand_step",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "brand_step",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.CreateTable(
                name: "corps_founding",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    precision = table.Column<int>(type: "integer", nullable: false),
                    document_title = table.Column<string>(type: "text", nullable: false),
                    document_number = table.Column<string>(type: "text", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    founding_name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_corps_founding", x => new { x.county, x.team_id });
                });

            migrationBuilder.Sql(CorpsAndMomentsRows.Sql);

            migrationBuilder.CreateIndex(
                name: "ix_team_county",
                table: "team",
                column: "county",
                unique: true,
                filter: "level = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "corps_founding");

            migrationBuilder.DropIndex(
                name: "ix_team_county",
                table: "team");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "team_placement");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "team_placement");

            migrationBuilder.DropColumn(
                name: "practice_noted_at",
                table: "team");

            migrationBuilder.DropColumn(
                name: "registry_noted_at",
                table: "team");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "membership");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "brand_step");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "brand_step");
        }
    }
}
