using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class Mechanisms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "established_on",
                table: "site_post",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "moved_from",
                table: "site_post",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateOnly[]>(
                name: "moved_on",
                table: "site_post",
                type: "date[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.CreateTable(
                name: "center_office",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    host_unit = table.Column<string>(type: "text", nullable: false),
                    host_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    staff = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_center_office", x => new { x.county, x.site });
                });

            migrationBuilder.CreateTable(
                name: "document_file",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_file", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "duty_link",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    took_place_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duty_link", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "volunteer_corps",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    founded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    precision = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_volunteer_corps", x => new { x.county, x.site });
                });

            migrationBuilder.CreateIndex(
                name: "ix_document_file_county_document_id_hash",
                table: "document_file",
                columns: new[] { "county", "document_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_duty_link_county_duty_id_kind_subject",
                table: "duty_link",
                columns: new[] { "county", "duty_id", "kind", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_duty_link_county_unit_id_id",
                table: "duty_link",
                columns: new[] { "county", "unit_id", "id" });

            StandingFill.Run(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "center_office");

            migrationBuilder.DropTable(
                name: "document_file");

            migrationBuilder.DropTable(
                name: "duty_link");

            migrationBuilder.DropTable(
                name: "volunteer_corps");

            migrationBuilder.DropColumn(
                name: "established_on",
                table: "site_post");

            migrationBuilder.DropColumn(
                name: "moved_from",
                table: "site_post");

            migrationBuilder.DropColumn(
                name: "moved_on",
                table: "site_post");
        }
    }
}
