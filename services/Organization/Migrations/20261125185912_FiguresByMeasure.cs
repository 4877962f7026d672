using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class FiguresByMeasure : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_tally_entry",
                table: "tally_entry");

            migrationBuilder.AddPrimaryKey(
                name: "pk_tally_entry",
                table: "tally_entry",
                columns: new[] { "county", "measure", "day", "site", "dimension" });

            migrationBuilder.CreateTable(
                name: "tally_year",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    measure = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    dimension = table.Column<string>(type: "text", nullable: false),
                    n = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tally_year", x => new { x.county, x.measure, x.year, x.site, x.dimension });
                });

            // Forced row security hides every row from the owner, too; within this transaction it is lifted for what must be summed.
            migrationBuilder.Sql("""
                alter table tally_entry no force row level security;
                insert into tally_year (county, measure, year, site, dimension, n)
                select county, measure, y.year, site, dimension, sum(n) from tally_entry, lateral (values (extract(year from day)::int), (9999)) as y(year)
                where measure in ('sites.running', 'divisions.due') group by 1, 2, 3, 4, 5;
                alter table tally_entry force row level security;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "tally_year");

            migrationBuilder.DropPrimaryKey(
                name: "pk_tally_entry",
                table: "tally_entry");

            migrationBuilder.AddPrimaryKey(
                name: "pk_tally_entry",
                table: "tally_entry",
                columns: new[] { "county", "site", "day", "measure", "dimension" });
        }
    }
}
