using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Lecture.Migrations
{
    /// <inheritdoc />
    public partial class MarksAndOffers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "venue_id",
                table: "regular_slot",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "venue_name",
                table: "regular_slot",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "lecturer",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "topics",
                table: "lecturer",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<Guid>(
                name: "venue_id",
                table: "lecture_session",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "venue_name",
                table: "lecture_session",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "offer_id",
                table: "lecture_order",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "lecture_offer",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lecturer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    course_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    channel = table.Column<int>(type: "integer", nullable: false),
                    area = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lecture_offer", x => new { x.county, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_lecture_session_county_venue_name_starts_at",
                table: "lecture_session",
                columns: new[] { "county", "venue_name", "starts_at" },
                filter: "venue_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_lecture_order_county_offer_id",
                table: "lecture_order",
                columns: new[] { "county", "offer_id" },
                unique: true,
                filter: "offer_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_lecture_offer_county_area_starts_at",
                table: "lecture_offer",
                columns: new[] { "county", "area", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_lecture_offer_county_starts_at_id",
                table: "lecture_offer",
                columns: new[] { "county", "starts_at", "id" });

            SessionDimensions.Complete(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lecture_offer");

            migrationBuilder.DropIndex(
                name: "ix_lecture_session_county_venue_name_starts_at",
                table: "lecture_session");

            migrationBuilder.DropIndex(
                name: "ix_lecture_order_county_offer_id",
                table: "lecture_order");

            migrationBuilder.DropColumn(
                name: "venue_id",
                table: "regular_slot");

            migrationBuilder.DropColumn(
                name: "venue_name",
                table: "regular_slot");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "topics",
                table: "lecturer");

            migrationBuilder.DropColumn(
                name: "venue_id",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "venue_name",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "offer_id",
                table: "lecture_order");
        }
    }
}
