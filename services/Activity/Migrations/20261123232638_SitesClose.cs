using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Activity.Migrations
{
    /// <inheritdoc />
    public partial class SitesClose : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "closed_on",
                table: "known_site",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "successor",
                table: "known_site",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_id",
                table: "outbox_message",
                column: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_message_id",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "closed_on",
                table: "known_site");

            migrationBuilder.DropColumn(
                name: "successor",
                table: "known_site");
        }
    }
}
