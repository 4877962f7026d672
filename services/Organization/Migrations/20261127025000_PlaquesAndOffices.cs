using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class PlaquesAndOffices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(PlaquesAndOfficesRows.Sql);

        /// <summary>Nothing: no table is other than before, and what was written wrongly is not written wrongly again.</summary>
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}
