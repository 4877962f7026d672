using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Gateway.Migrations
{
    /// <inheritdoc />
    public partial class GrantsThatFollow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "appointment",
                table: "role_grant",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "appointment_version",
                table: "role_grant",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "site_successor",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    successor = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_successor", x => new { x.county, x.code });
                });

            migrationBuilder.CreateIndex(
                name: "ix_role_grant_county_appointment",
                table: "role_grant",
                columns: new[] { "county", "appointment" },
                unique: true,
                filter: "appointment is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "site_successor");

            migrationBuilder.DropIndex(
                name: "ix_role_grant_county_appointment",
                table: "role_grant");

            migrationBuilder.DropColumn(
                name: "appointment",
                table: "role_grant");

            migrationBuilder.DropColumn(
                name: "appointment_version",
                table: "role_grant");
        }
    }
}
