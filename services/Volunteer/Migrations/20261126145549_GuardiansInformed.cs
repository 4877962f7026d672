using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Volunteer.Migrations
{
    /// <inheritdoc />
    public partial class GuardiansInformed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "guardian_informed_at",
                table: "volunteer_profile",
                type: "timestamp with time zone",
                nullable: true);

            // Of minors whose guardian was named, the guardian was told with the consent. Forced row security hides every row from the owner, too; within this transaction it is lifted.
            migrationBuilder.Sql("""
                alter table volunteer_profile no force row level security;
                update volunteer_profile set guardian_informed_at = consent_at where guardian_name is not null;
                alter table volunteer_profile force row level security;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "guardian_informed_at",
                table: "volunteer_profile");
        }
    }
}
