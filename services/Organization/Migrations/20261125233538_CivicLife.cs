using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivPractice.Organization.Migrations
{
    /// <inheritdoc />
    public partial class CivicLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "campaign",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    declare_from = table.Column<DateOnly>(type: "date", nullable: false),
                    declare_to = table.Column<DateOnly>(type: "date", nullable: false),
                    notice_days = table.Column<int>(type: "integer", nullable: false),
                    bar_months = table.Column<int>(type: "integer", nullable: false),
                    recheck_months = table.Column<int>(type: "integer", nullable: false),
                    most_stars = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "candidate",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    deed = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false),
                    notice_from = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_to = table.Column<DateOnly>(type: "date", nullable: true),
                    named_on = table.Column<DateOnly>(type: "date", nullable: true),
                    recheck_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    barred_until = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_candidate", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "dictionary_entry",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    list = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    aliases = table.Column<string[]>(type: "text[]", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    link = table.Column<string>(type: "text", nullable: false),
                    standard = table.Column<bool>(type: "boolean", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dictionary_entry", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "honour",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    bearer = table.Column<int>(type: "integer", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    is_nomination = table.Column<bool>(type: "boolean", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    classifier = table.Column<string>(type: "text", nullable: false),
                    awarded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    awarded_precision = table.Column<int>(type: "integer", nullable: false),
                    issuer = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    deed = table.Column<string>(type: "text", nullable: false),
                    shown_name = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_honour", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "honour_holder",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    honour_id = table.Column<Guid>(type: "uuid", nullable: false),
                    award = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    is_minor = table.Column<bool>(type: "boolean", nullable: false),
                    consent = table.Column<int>(type: "integer", nullable: false),
                    guardian = table.Column<string>(type: "text", nullable: false),
                    guardian_agreed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_honour_holder", x => new { x.county, x.honour_id });
                });

            migrationBuilder.CreateTable(
                name: "item_score",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scheme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    no = table.Column<int>(type: "integer", nullable: false),
                    evidence = table.Column<long>(type: "bigint", nullable: false),
                    tenths = table.Column<int>(type: "integer", nullable: false),
                    by_hand = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    appeal = table.Column<string>(type: "text", nullable: false),
                    appeal_status = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_score", x => new { x.county, x.scheme_id, x.site, x.no });
                });

            migrationBuilder.CreateTable(
                name: "livelihood_item",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    responsible_unit = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    progress = table.Column<string>(type: "text", nullable: false),
                    finished_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_livelihood_item", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "news_item",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false),
                    subtitle = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    tags = table.Column<string[]>(type: "text[]", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    writer = table.Column<Guid>(type: "uuid", nullable: false),
                    reviewer = table.Column<Guid>(type: "uuid", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_news_item", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "practice_base",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    theme = table.Column<string>(type: "text", nullable: false),
                    batch = table.Column<string>(type: "text", nullable: false),
                    host_unit = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    plaque_on = table.Column<DateOnly>(type: "date", nullable: false),
                    plaque_precision = table.Column<int>(type: "integer", nullable: false),
                    withdrawn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practice_base", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "resident_quote",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    said_on = table.Column<DateOnly>(type: "date", nullable: false),
                    quote = table.Column<string>(type: "text", nullable: false),
                    called = table.Column<string>(type: "text", nullable: false),
                    rating = table.Column<int>(type: "integer", nullable: false),
                    consent = table.Column<bool>(type: "boolean", nullable: false),
                    shown = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resident_quote", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "scheme",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    tier = table.Column<int>(type: "integer", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_to = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheme", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "site_criterion",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    criterion = table.Column<int>(type: "integer", nullable: false),
                    evidence = table.Column<int>(type: "integer", nullable: false),
                    overridden = table.Column<bool>(type: "boolean", nullable: false),
                    met = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    assessed_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_criterion", x => new { x.county, x.site, x.criterion });
                });

            migrationBuilder.CreateTable(
                name: "venue_booking",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    venue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    contact_name = table.Column<string>(type: "text", nullable: false),
                    contact_phone = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_venue_booking", x => new { x.county, x.id });
                });

            migrationBuilder.CreateTable(
                name: "venue_rule",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    venue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bookable = table.Column<bool>(type: "boolean", nullable: false),
                    needs_confirmation = table.Column<bool>(type: "boolean", nullable: false),
                    most_minutes = table.Column<int>(type: "integer", nullable: false),
                    days_ahead = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_venue_rule", x => new { x.county, x.venue_id });
                });

            migrationBuilder.CreateTable(
                name: "visit_count",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    site = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    half_day = table.Column<int>(type: "integer", nullable: false),
                    venue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    method = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_count", x => new { x.county, x.site, x.day, x.half_day, x.venue_id });
                });

            migrationBuilder.CreateTable(
                name: "candidate_step",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    candidate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    taken_on = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_candidate_step", x => new { x.county, x.candidate_id, x.no });
                    table.ForeignKey(
                        name: "FK_candidate_step_candidate_county_candidate_id",
                        columns: x => new { x.county, x.candidate_id },
                        principalTable: "candidate",
                        principalColumns: new[] { "county", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "objection",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    contact_name = table.Column<string>(type: "text", nullable: false),
                    contact_phone = table.Column<string>(type: "text", nullable: false),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decision = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objection", x => new { x.county, x.id });
                    table.ForeignKey(
                        name: "FK_objection_candidate_county_candidate_id",
                        columns: x => new { x.county, x.candidate_id },
                        principalTable: "candidate",
                        principalColumns: new[] { "county", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scheme_item",
                columns: table => new
                {
                    county = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scheme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    weight = table.Column<int>(type: "integer", nullable: false),
                    measure = table.Column<string>(type: "text", nullable: false),
                    target = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheme_item", x => new { x.county, x.scheme_id, x.no });
                    table.ForeignKey(
                        name: "FK_scheme_item_scheme_county_scheme_id",
                        columns: x => new { x.county, x.scheme_id },
                        principalTable: "scheme",
                        principalColumns: new[] { "county", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_county_kind_title",
                table: "campaign",
                columns: new[] { "county", "kind", "title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_candidate_county_campaign_id_id",
                table: "candidate",
                columns: new[] { "county", "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_candidate_county_site_name",
                table: "candidate",
                columns: new[] { "county", "site", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_dictionary_entry_county_list_text",
                table: "dictionary_entry",
                columns: new[] { "county", "list", "text" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dictionary_entry_county_rank_id",
                table: "dictionary_entry",
                columns: new[] { "county", "rank", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_honour_county_awarded_on_id",
                table: "honour",
                columns: new[] { "county", "awarded_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_honour_holder_county_award_name",
                table: "honour_holder",
                columns: new[] { "county", "award", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_livelihood_item_county_due_on_id",
                table: "livelihood_item",
                columns: new[] { "county", "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_livelihood_item_county_year_title",
                table: "livelihood_item",
                columns: new[] { "county", "year", "title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_news_item_county_status_id",
                table: "news_item",
                columns: new[] { "county", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_objection_county_candidate_id",
                table: "objection",
                columns: new[] { "county", "candidate_id" });

            migrationBuilder.CreateIndex(
                name: "ix_practice_base_county_name",
                table: "practice_base",
                columns: new[] { "county", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_practice_base_county_site_id",
                table: "practice_base",
                columns: new[] { "county", "site", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_scheme_county_title",
                table: "scheme",
                columns: new[] { "county", "title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_venue_booking_county_person_starts_at",
                table: "venue_booking",
                columns: new[] { "county", "person", "starts_at" },
                filter: "person is not null");

            migrationBuilder.CreateIndex(
                name: "ix_venue_booking_county_starts_at_id",
                table: "venue_booking",
                columns: new[] { "county", "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_venue_booking_county_venue_id_starts_at",
                table: "venue_booking",
                columns: new[] { "county", "venue_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_visit_count_county_day_site",
                table: "visit_count",
                columns: new[] { "county", "day", "site" });

            CivicConstraints.Add(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign");

            migrationBuilder.DropTable(
                name: "candidate_step");

            migrationBuilder.DropTable(
                name: "dictionary_entry");

            migrationBuilder.DropTable(
                name: "honour");

            migrationBuilder.DropTable(
                name: "honour_holder");

            migrationBuilder.DropTable(
                name: "item_score");

            migrationBuilder.DropTable(
                name: "livelihood_item");

            migrationBuilder.DropTable(
                name: "news_item");

            migrationBuilder.DropTable(
                name: "objection");

            migrationBuilder.DropTable(
                name: "practice_base");

            migrationBuilder.DropTable(
                name: "resident_quote");

            migrationBuilder.DropTable(
                name: "scheme_item");

            migrationBuilder.DropTable(
                name: "site_criterion");

            migrationBuilder.DropTable(
                name: "venue_booking");

            migrationBuilder.DropTable(
                name: "venue_rule");

            migrationBuilder.DropTable(
                name: "visit_count");

            migrationBuilder.DropTable(
                name: "candidate");

            migrationBuilder.DropTable(
                name: "scheme");
        }
    }
}
