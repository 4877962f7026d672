using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Lecture.Migrations
{
    /// <inheritdoc />
    public partial class RecordedAt : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "lecture_session",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            // Of older rows the id tells when they were written down: its first 48 bits are milliseconds since 1970. Forced row security hides every row from the owner, too, so it is lifted meanwhile.
            migrationBuilder.Sql("""
                alter table lecture_session no force row level security;
                update lecture_session set recorded_at = to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0);
                alter table lecture_session force row level security;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "lecture_session");
        }
    }
}
