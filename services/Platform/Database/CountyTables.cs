using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CivPractice.Platform.Database;

/// <summary>A row that belongs to a county (县区).</summary>
public interface ICountyRow
{
    string County { get; }
}

/// <summary>
/// How a table's rows are fenced. Every table states it; <see cref="CountySecurity"/> writes the policies.
/// </summary>
public static class CountyTables
{
    public const string Policy = "civ:policy";
    public const string AppRights = "civ:app-rights";
    public const string JobRights = "civ:job-rights";
    public const string Exception = "civ:exception";
    public const string OwnRows = "civ:own-rows";
    public const string SealedPurpose = "civ:sealed-purpose";
    public const string Leaving = "civ:leaving";

    const string one = "county = (select nullif(current_setting('app.county', true), '')) collate \"C\"";
    const string set = "county = any ((select string_to_array(nullif(current_setting('app.counties', true), ''), ','))::text[])";

    const string own = "person = (select nullif(current_setting('app.person', true), '')::uuid)";

    /// <summary>A table with personal data: the policy admits one county.</summary>
    public static EntityTypeBuilder<T> PersonalTable<T>(this ModelBuilder model, Expression<Func<T, object?>> key) where T : class, ICountyRow =>
        model.Fenced(key, one);

    /// <summary>A table without personal data: the policy admits the set of counties of the caller.</summary>
    public static EntityTypeBuilder<T> OpenTable<T>(this ModelBuilder model, Expression<Func<T, object?>> key) where T : class, ICountyRow =>
        model.Fenced(key, set);

    /// <summary>A table of which some rows are about people: the rows that the condition (SQL) names are open to the caller's set of counties, the others to one.</summary>
    public static EntityTypeBuilder<T> PartlyOpenTable<T>(this ModelBuilder model, Expression<Func<T, object?>> key, string open) where T : class, ICountyRow =>
        model.Fenced(key, $"({one}) or ({set} and {open})");

    /// <summary>A table of the closed list: not fenced by county, with its reason. A test compares the list.</summary>
    public static EntityTypeBuilder<T> SharedTable<T>(this ModelBuilder model, Expression<Func<T, object?>> key, string reason, string policy = "true") where T : class
    {
        var entity = model.Fenced(key, policy);
        entity.Metadata.SetAnnotation(Exception, reason);
        return entity;
    }

    /// <summary>Rows can be added and read, never changed or deleted.</summary>
    public static EntityTypeBuilder<T> InsertOnly<T>(this EntityTypeBuilder<T> entity) where T : class
    {
        entity.Metadata.SetAnnotation(AppRights, "select, insert");
        return entity;
    }

    /// <summary>Rows can be added, and not even read again.</summary>
    public static EntityTypeBuilder<T> WriteOnly<T>(this EntityTypeBuilder<T> entity) where T : class
    {
        entity.Metadata.SetAnnotation(AppRights, "insert");
        return entity;
    }

    /// <summary>Besides, everybody reads the rows that carry the own person id, in whatever county.</summary>
    public static EntityTypeBuilder<T> OwnRowsReadable<T>(this EntityTypeBuilder<T> entity) where T : class
    {
        entity.Metadata.SetAnnotation(OwnRows, own);
        return entity;
    }

    /// <summary>What the role of dispatchers and schedulers may do here, over all counties.</summary>
    public static EntityTypeBuilder<T> ForJobs<T>(this EntityTypeBuilder<T> entity, string rights) where T : class
    {
        entity.Metadata.SetAnnotation(JobRights, rights);
        return entity;
    }

    /// <summary>The column holds a sealed value (<see cref="Personal.PersonalVault"/>): a county that leaves takes it along readable.</summary>
    public static PropertyBuilder<byte[]> SealedFor(this PropertyBuilder<byte[]> property, string purpose)
    {
        property.Metadata.SetAnnotation(SealedPurpose, purpose);
        return property;
    }

    /// <summary>What goes besides the rows that carry the county ($1) when one leaves: statements parted by semicolons, run after those rows are gone.</summary>
    public static void WhenACountyLeaves(this ModelBuilder model, string sql) => model.Model.SetAnnotation(Leaving, sql);

    static EntityTypeBuilder<T> Fenced<T>(this ModelBuilder model, Expression<Func<T, object?>> key, string policy) where T : class
    {
        var entity = model.Entity<T>();
        entity.HasKey(key);
        entity.Metadata.SetAnnotation(Policy, policy);
        return entity;
    }

    /// <summary>Names in lower case with underscores; codes compare byte by byte, so that a subtree is a range of an index.</summary>
    internal static void NameInSql(this IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            entity.SetTableName(Snake(entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                if (property.Name is "County" or "Site" or "Code" or "Parent" or "Prefix" or "Successor" && property.ClrType == typeof(string)) property.SetCollation("C");
                if (property.ClrType == typeof(string) && property.GetColumnType() is null) property.SetColumnType("text");
            }
            foreach (var key in entity.GetKeys()) key.SetName($"pk_{entity.GetTableName()}");
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(property => Snake(property.Name)))}");
        }
    }

    static string Snake(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
