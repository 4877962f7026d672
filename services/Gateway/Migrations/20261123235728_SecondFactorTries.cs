using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Gateway.Migrations
{
    /// <inheritdoc />
    public partial class SecondFactorTries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "second_factor_failures",
                table: "account",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "second_factor_locked_until",
                table: "account",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "second_factor_failures",
                table: "account");

            migrationBuilder.DropColumn(
                name: "second_factor_locked_until",
                table: "account");
        }
    }
}
