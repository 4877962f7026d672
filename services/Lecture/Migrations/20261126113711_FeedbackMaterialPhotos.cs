using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Lecture.Migrations
{
    /// <inheritdoc />
    public partial class FeedbackMaterialPhotos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "feedback_code",
                table: "lecture_session",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "feedback_until",
                table: "lecture_session",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "known_site",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "known_site",
                type: "double precision",
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

            migrationBuilder.CreateTable(
                name: "session_feedback",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rating = table.Column<int>(type: "integer", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: false),
                    papers = table.Column<int>(type: "integer", nullable: false),
                    by_clerk = table.Column<bool>(type: "boolean", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session_feedback", x => new { x.county, x.id });
                    table.CheckConstraint("session_feedback_rating", "rating between 1 and 5 and papers between 1 and 500");
                });

            migrationBuilder.CreateTable(
                name: "session_material",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session_material", x => new { x.county, x.id });
                });

            migrationBuilder.AddCheckConstraint(
                name: "known_site_position",
                table: "known_site",
                sql: "(latitude is null) = (longitude is null)");

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

            migrationBuilder.CreateIndex(
                name: "ix_session_feedback_county_session_id_id",
                table: "session_feedback",
                columns: new[] { "county", "session_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_session_material_county_session_id_hash",
                table: "session_material",
                columns: new[] { "county", "session_id", "hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "photo");

            migrationBuilder.DropTable(
                name: "session_feedback");

            migrationBuilder.DropTable(
                name: "session_material");

            migrationBuilder.DropCheckConstraint(
                name: "known_site_position",
                table: "known_site");

            migrationBuilder.DropColumn(
                name: "feedback_code",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "feedback_until",
                table: "lecture_session");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "known_site");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "known_site");
        }
    }
}
