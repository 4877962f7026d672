using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CivPractice.Platform.Database;

/// <summary>Row-level security of every table, from one place: written anew at each migration, from what the model states.</summary>
public static class CountySecurity
{
    /// <summary>The statements that fence every table of a model; the role that runs them owns the tables.</summary>
    /// <exception cref="InvalidOperationException">A table states no policy.</exception>
    public static string Script(IModel model)
    {
        var sql = new StringBuilder();
        sql.AppendLine("grant usage on schema public to civ_app, civ_jobs, civ_backup;");
        sql.AppendLine("grant select on \"__EFMigrationsHistory\" to civ_app, civ_backup;");
        foreach (var entity in model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            var policy = Stated(entity, CountyTables.Policy) ?? throw new InvalidOperationException($"Table {table} states no policy.");
            var rights = Stated(entity, CountyTables.AppRights) ?? "select, insert, update, delete";
            var jobs = Stated(entity, CountyTables.JobRights);
            sql.AppendLine($"alter table {table} enable row level security; alter table {table} force row level security;");
            sql.AppendLine($"drop policy if exists county on {table}; drop policy if exists jobs on {table}; drop policy if exists own on {table};");
            sql.AppendLine($"create policy county on {table} to civ_app using ({policy}) with check ({policy});");
            sql.AppendLine($"revoke all on {table} from civ_app, civ_jobs; grant {rights} on {table} to civ_app; grant select on {table} to civ_backup;");
            if (Stated(entity, CountyTables.OwnRows) is { } own)
                sql.AppendLine($"create policy own on {table} for select to civ_app using ({own});");
            if (jobs is not null)
                sql.AppendLine($"create policy jobs on {table} to civ_jobs using (true) with check (true); grant {jobs} on {table} to civ_jobs;");
        }
        return sql.ToString();
    }

    static string? Stated(IEntityType entity, string annotation) => entity.FindAnnotation(annotation)?.Value as string;
}
