using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Volunteer.Migrations
{
    /// <inheritdoc />
    public partial class Registry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "volunteer_profile",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<bool>(
                name: "first_in_city",
                table: "volunteer_profile",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "import_job_id",
                table: "volunteer_profile",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "import_row",
                table: "volunteer_profile",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "registry_number",
                table: "volunteer_profile",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "import_job_id",
                table: "team",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "import_row",
                table: "team",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "practice",
                table: "team",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "registry_number",
                table: "team",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "import_job_id",
                table: "membership",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "import_row",
                table: "membership",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_job_id",
                table: "hours_entry",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "import_row",
                table: "hours_entry",
                type: "integer",
                nullable: true);

            // What is there arose from activities here.
            migrationBuilder.AddColumn<int>(
                name: "source",
                table: "hours_entry",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "source_number",
                table: "hours_entry",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "given_name",
                table: "volunteer_profile",
                type: "text",
                nullable: false,
                computedColumnSql: "case when length(name) > 2 and left(name, 2) in ('欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '夏侯', '端木', '司徒', '长孙', '宇文', '南宫', '呼延', '澹台') then substr(name, 3) else substr(name, 2) end",
                stored: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "phone_tail",
                table: "volunteer_profile",
                type: "text",
                nullable: false,
                computedColumnSql: "right(phone, 4)",
                stored: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "person_seen",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_seen", x => new { x.person_id, x.scope });
                });

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_profile_county_given_name",
                table: "volunteer_profile",
                columns: new[] { "county", "given_name" });

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_profile_county_name",
                table: "volunteer_profile",
                columns: new[] { "county", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_profile_county_phone_tail",
                table: "volunteer_profile",
                columns: new[] { "county", "phone_tail" });

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_profile_county_registry_number",
                table: "volunteer_profile",
                columns: new[] { "county", "registry_number" },
                unique: true,
                filter: "registry_number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_team_county_registry_number",
                table: "team",
                columns: new[] { "county", "registry_number" },
                unique: true,
                filter: "registry_number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_hours_entry_county_source_source_number",
                table: "hours_entry",
                columns: new[] { "county", "source", "source_number" },
                unique: true,
                filter: "source_number is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "person_seen");

            migrationBuilder.DropIndex(
                name: "ix_volunteer_profile_county_given_name",
                table: "volunteer_profile");

            migrationBuilder.DropIndex(
                name: "ix_volunteer_profile_county_name",
                table: "volunteer_profile");

            migrationBuilder.DropIndex(
                name: "ix_volunteer_profile_county_phone_tail",
                table: "volunteer_profile");

            migrationBuilder.DropIndex(
                name: "ix_volunteer_profile_county_registry_number",
                table: "volunteer_profile");

            migrationBuilder.DropIndex(
                name: "ix_team_county_registry_number",
                table: "team");

            migrationBuilder.DropIndex(
                name: "ix_hours_entry_county_source_source_number",
                table: "hours_entry");

            migrationBuilder.DropColumn(
                name: "given_name",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "phone_tail",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "first_in_city",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "import_job_id",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "import_row",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "registry_number",
                table: "volunteer_profile");

            migrationBuilder.DropColumn(
                name: "import_job_id",
                table: "team");

            migrationBuilder.DropColumn(
                name: "import_row",
                table: "team");

            migrationBuilder.DropColumn(
                name: "practice",
                table: "team");

            migrationBuilder.DropColumn(
                name: "registry_number",
                table: "team");

            migrationBuilder.DropColumn(
                name: "import_job_id",
                table: "membership");

            migrationBuilder.DropColumn(
                name: "import_row",
                table: "membership");

            migrationBuilder.DropColumn(
                name: "import_job_id",
                table: "hours_entry");

            migrationBuilder.DropColumn(
                name: "import_row",
                table: "hours_entry");

            migrationBuilder.DropColumn(
                name: "source",
                table: "hours_entry");

            migrationBuilder.DropColumn(
                name: "source_number",
                table: "hours_entry");

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "volunteer_profile",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");
        }
    }
}
