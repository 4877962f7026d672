using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Gateway.Migrations
{
    /// <inheritdoc />
    public partial class OutboxInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
