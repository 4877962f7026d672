using CivPractice.Organization.V1;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Organization.Migrations;

/// <summary>What the model cannot state. Called by the last line of the migration that brings it; put it back when that is generated anew.</summary>
static class SiteKinds
{
    /// <summary>Sites that were there before get their kind by the end of their name, where that is clear, as new ones do (<see cref="Sites.SiteForm.KindOf"/>).</summary>
    internal static void ByName(MigrationBuilder migration) => migration.Sql(
        $"""
        -- The owner is fenced, too, and sees no rows; the step that runs the migrations fences the tables anew at its end.
        alter table practice_site no force row level security;
        update practice_site set kind = case
            when tier = {(int)Tier.Institute} and rtrim(replace(name, '新时代文明实践', ''), '站所') ~ '(街道|街道办|街道办事处)$' then {(int)SiteKind.Subdistrict}
            when tier = {(int)Tier.Institute} and rtrim(replace(name, '新时代文明实践', ''), '站所') ~ '(镇|乡)$' then {(int)SiteKind.Township}
            when tier = {(int)Tier.Station} and rtrim(replace(name, '新时代文明实践', ''), '站所') ~ '(社区|居委会)$' then {(int)SiteKind.Community}
            when tier = {(int)Tier.Station} and rtrim(replace(name, '新时代文明实践', ''), '站所') ~ '(村|村委会)$' then {(int)SiteKind.Village}
            else 0 end;
        """);
}
