using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class RowsOfAMoment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_duty_link_county_duty_id_kind_subject",
                table: "duty_link");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "venue",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "counted_at",
                table: "practice_site",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "practice_site",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "post_appointment",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "pilot_designation",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "neighbourhood_count",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "counted_at",
                table: "honour",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "honour",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "duty_link",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_at",
                table: "dictionary_entry",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_duty_link_county_duty_id_kind_subject",
                table: "duty_link",
                columns: new[] { "county", "duty_id", "kind", "subject" },
                unique: true,
                filter: "left_at is null");

            MomentsOfOldRows.Fill(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_duty_link_county_duty_id_kind_subject",
                table: "duty_link");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "venue");

            migrationBuilder.DropColumn(
                name: "counted_at",
                table: "practice_site");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "practice_site");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "post_appointment");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "pilot_designation");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "neighbourhood_count");

            migrationBuilder.DropColumn(
                name: "counted_at",
                table: "honour");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "honour");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "duty_link");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "dictionary_entry");

            migrationBuilder.CreateIndex(
                name: "ix_duty_link_county_duty_id_kind_subject",
                table: "duty_link",
                columns: new[] { "county", "duty_id", "kind", "subject" },
                unique: true);
        }
    }
}
