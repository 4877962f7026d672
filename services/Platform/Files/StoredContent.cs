using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CivPractice.Platform.Files;

/// <summary>When a stored content may go: rows and the store are two, so a lock on the hash stands between them.</summary>
public static class StoredContent
{
    const string names = "civ:names-file";

    /// <summary>The column holds the hash of a stored content: as long as a row does, the content stays.</summary>
    public static PropertyBuilder<string> NamesFile(this PropertyBuilder<string> property)
    {
        property.Metadata.SetAnnotation(names, true);
        return property;
    }

    /// <summary>Until the transaction ends nobody else names or forgets the same content of the county. Several are locked in the order of their hashes.</summary>
    public static Task LockFileAsync(this ServiceDb db, string county, string hash, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext({county + hash}))", cancel);

    /// <summary>Deletes a content that no row names any more. Where this is cut off a content stays that nobody reads; it goes with the county.</summary>
    public static Task ForgetFileAsync(this ServiceDb db, IFileStore files, string county, string hash, CancellationToken cancel) => db.TogetherAsync(async () =>
    {
        await db.LockFileAsync(county, hash, cancel);
        var columns = db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties().Where(property => property.FindAnnotation(names) is not null).Select(property => (Table: entity.GetTableName(), Column: property.GetColumnName())));
        // Tables and columns are the model's own words.
        var sql = string.Concat("select false", string.Concat(columns.Select(each => $" or exists (select from {each.Table} where county = {{0}} and {each.Column} = {{1}})")), " as \"Value\"");
        var named = await db.Database.SqlQueryRaw<bool>(sql, county, hash).SingleAsync(cancel);
        if (!named) files.Delete(county, hash);
        return !named;
    }, cancel);
}
