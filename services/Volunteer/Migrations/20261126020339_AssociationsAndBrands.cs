using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Volunteer.Migrations
{
    /// <inheritdoc />
    public partial class AssociationsAndBrands : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "association",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    moved_from = table.Column<string[]>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    moved_on = table.Column<DateOnly[]>(type: "date[]", nullable: false, defaultValueSql: "'{}'"),
                    supervisor = table.Column<string>(type: "text", nullable: false),
                    founded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    import_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    import_row = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_association", x => new { x.county, x.number });
                });

            migrationBuilder.CreateTable(
                name: "brand",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    moved_from = table.Column<string[]>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    moved_on = table.Column<DateOnly[]>(type: "date[]", nullable: false, defaultValueSql: "'{}'"),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    story = table.Column<string>(type: "text", nullable: false),
                    projects = table.Column<string[]>(type: "text[]", nullable: false),
                    awards = table.Column<string>(type: "text", nullable: false),
                    import_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    import_row = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_brand", x => new { x.county, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_association_county_site_number",
                table: "association",
                columns: new[] { "county", "site", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_brand_county_name",
                table: "brand",
                columns: new[] { "county", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_brand_county_site_id",
                table: "brand",
                columns: new[] { "county", "site", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "association");

            migrationBuilder.DropTable(
                name: "brand");
        }
    }
}
