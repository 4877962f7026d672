using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Volunteer.Migrations
{
    /// <inheritdoc />
    public partial class LogosAndEndings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "service_kinds",
                table: "volunteer_profile",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "end_reason",
                table: "team",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_at",
                table: "team",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ended_on",
                table: "team",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "photo",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    alt = table.Column<string>(type: "text", nullable: false),
                    caption = table.Column<string>(type: "text", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    small_hash = table.Column<string>(type: "text", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_photo", x => new { x.county, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_photo_county_hash",
                table: "photo",
                columns: new[] { "county", "hash" });

            migrationBuilder.CreateIndex(
                name: "ix_photo_county_kind_subject_hash",
                table: "photo",
                columns: new[] { "county", "kind", "subject", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_photo_county_small_hash",
                table: "photo",
                columns: new[] { "county", "small_hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "photo");

            migrationBuilder.DropColumn(
                name: "service_kinds",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "end_reason",
                table: "team");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "team");

            migrationBuilder.DropColumn(
                name: "ended_on",
                table: "team");
        }
    }
}
