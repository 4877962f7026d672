using CivPractice.Gateway.Accounts;
using CivPractice.Gateway.Counties;
using CivPractice.Gateway.Grants;
using CivPractice.Gateway.SignIns;
using CivPractice.Gateway.Tokens;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway;

public sealed class GatewayDb(DbContextOptions<GatewayDb> options, CallerScope scope, TimeProvider clock) : ServiceDb(options, scope, clock)
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<PhoneGuard> PhoneGuards => Set<PhoneGuard>();
    public DbSet<SignIn> SignIns => Set<SignIn>();
    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    public DbSet<SiteSuccessor> SiteSuccessors => Set<SiteSuccessor>();
    public DbSet<County> Counties => Set<County>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    /// <summary>For the log of accounts, which is the platform's own.</summary>
    public Task ActForPlatformAsync(CancellationToken cancel) => ActForAsync([Tenants.Platform], cancel);

    protected override void MapTables(ModelBuilder model)
    {
        var account = model.SharedTable<Account>(row => row.Id, "One human signs in once for all counties; name and phone are sealed, found by keyed hash.");
        account.HasIndex(row => row.PhoneHash);
        account.HasIndex(row => row.Person).IsUnique();
        account.Property(row => row.Version).IsConcurrencyToken();

        model.SharedTable<PhoneGuard>(row => row.PhoneHash, "A phone number is guarded before anybody knows whose it is; only its keyed hash is here.").ForJobs("select, delete");

        var signIn = model.SharedTable<SignIn>(row => row.Id, "A token is looked up before anybody knows whose it is; only its hash is here.").ForJobs("select, delete");
        signIn.HasIndex(row => row.TokenHash).IsUnique();
        signIn.HasIndex(row => row.Person);

        var grant = model.OpenTable<RoleGrant>(row => new { row.County, row.Id }).OwnRowsReadable();
        grant.HasIndex(row => row.Person);
        grant.HasIndex(row => new { row.County, row.Prefix });
        grant.HasIndex(row => new { row.County, row.Appointment }).IsUnique().HasFilter("appointment is not null");
        grant.Property(row => row.Version).IsConcurrencyToken();
        model.OpenTable<SiteSuccessor>(row => new { row.County, row.Code });

        model.SharedTable<County>(row => row.Code, "The list of open counties is public.");

        // Accounts are people's, not a county's: they stay, without any right there.
        model.WhenACountyLeaves("delete from county where code = $1");

        model.SharedTable<SigningKey>(row => row.Id, "The gateway's own keys, sealed; no county's rows.").ForJobs("select, insert, delete")
            .Metadata.SetAnnotation(CountyTables.AppRights, "select");
    }
}
