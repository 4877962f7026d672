using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CivPractice.Volunteer.Imports;

/// <summary>What a row of the file must fit: the county, its sites, and the day.</summary>
/// <param name="Sites">Codes of the sites that run.</param>
public sealed record KnownAtImport(string County, IReadOnlySet<string> Sites, DateOnly Today);

/// <summary>A volunteer as the file tells, with the identity number hashed and sealed already.</summary>
public sealed record ImportedVolunteer(
    byte[] Hash, byte[] Sealed, string Name, string Phone, DateOnly BirthDate, Gender Gender, string Site, string[] Skills, string[] Kinds,
    DateOnly Registered, string? GuardianName, string? GuardianPhone);

/// <summary>
/// Volunteers from a county's own list (名册导入). A person is known by the identity number's keyed hash, in this county and in others: who is there already
/// stays as is, somebody whom another county registered becomes a volunteer here under the same person id, and nobody learns which county that was.
/// </summary>
public sealed class VolunteerImport(PersonalVault vault, TimeProvider clock) : ImportKind<VolunteerDb, KnownAtImport, ImportedVolunteer>
{
    public const string Path = "volunteers";
    const string name = "姓名", identity = "身份证号", phone = "手机号", site = "站点代码", skills = "技能", kinds = "类别", registered = "注册日期", guardian = "监护人", guardianPhone = "监护人手机号";

    static readonly DateOnly earliest = new(1990, 1, 1);

    public override string Name => Path;
    public override string Title => "志愿者";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(name, true, "测试人员"), new(identity, true, "999999199001010016"), new(phone, true, "10012345678"), new(site, true, "140322100801"),
        new(skills, false, "电工、急救"), new(kinds, false, "党员"), new(registered, false, "2021-03-05"), new(guardian, false, ""), new(guardianPhone, false, ""),
    ];

    protected override async Task<KnownAtImport> KnowAsync(VolunteerDb db, ImportJob job, CancellationToken cancel) => new(job.County,
        await db.Sites.Where(row => row.County == job.County && row.ClosedOn == null).Select(row => row.Code).ToHashSetAsync(cancel), ChinaTime.Today(clock));

    protected override ImportedVolunteer Read(ImportRow row, Check check, KnownAtImport known)
    {
        var who = check.Text(name, name, row[name], 30, least: 2);
        var mobile = check.Phone(phone, Cells.PhoneOf(row[phone]));
        check.That(IdentityNumber.TryRead(row[identity], known.Today, out var number), identity, "INVALID_IDENTITY_NUMBER", "身份证号不对,应为 18 位,请核对最后一位校验码");
        check.That(known.Sites.Contains(row[site]), site, "UNKNOWN_SITE", $"本县没有运行中的站点 {row[site]}");
        var able = Registration.Words(check, skills, skills, row.Words(skills));
        var sorts = Registration.Words(check, kinds, kinds, row.Words(kinds));
        var since = known.Today;
        if (row[registered].Length > 0)
            check.That(Cells.TryDay(row[registered], known.Today, out since) && since >= earliest && since <= known.Today, registered, "INVALID_DATE", $"{registered}应为 {earliest.Year} 年以后、今天以前的日期,如 2021-03-05");
        string? guardianName = null, guardianMobile = null;
        if (number is not null && VolunteerProfile.NeedsGuardian(number.BirthDate, known.Today))
        {
            guardianName = check.Text(guardian, "监护人(未满 14 周岁须由监护人同意)", row[guardian], 30, least: 2);
            guardianMobile = check.Phone(guardianPhone, Cells.PhoneOf(row[guardianPhone]));
        }
        check.Done();
        return new ImportedVolunteer(vault.Hash(IdentityNumber.Purpose, number!.Text), vault.Seal(IdentityNumber.Purpose, number.Text), who, mobile, number.BirthDate, number.Gender,
            row[site], able, sorts, since, guardianName, guardianMobile);
    }

    protected override async Task<BatchResult> TakeAsync(VolunteerDb db, ImportJob job, IReadOnlyList<(int Number, ImportedVolunteer Row)> rows, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using (var stage = new NpgsqlCommand(VolunteerImportSql.Stage, connection)) await stage.ExecuteNonQueryAsync(cancel);
        await CopyAsync(connection, rows, cancel);
        var last = await VolunteerNumber.HoldAsync(db, job.County, cancel);
        var rejected = new List<RowFault>();
        await foreach (var (row, reason, other) in FaultsAsync(connection, job, cancel))
            rejected.Add(reason == "TWICE" ? new RowFault(row, identity, "TWICE_IN_FILE", $"和第 {other} 行是同一个人")
                : new RowFault(row, name, "IDENTITY_MISMATCH", "这个身份证号在本县登记的是另一个姓名,请核对"));

        var added = new List<VolunteerChanged>();
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlRawAsync(VolunteerImportSql.Persons, [now], cancel);
        await using (var command = new NpgsqlCommand(VolunteerImportSql.Profiles, connection))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job.County });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.CreatedBy });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)RegistrationSource.Import });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
            await using var made = await command.ExecuteReaderAsync(cancel);
            while (await made.ReadAsync(cancel))
            {
                added.Add(new VolunteerChanged(job.County, made.GetGuid(0), made.GetString(1), made.GetFieldValue<DateOnly>(2), made.GetFieldValue<string[]>(3), made.GetString(4), 1));
                db.Count(job.County, made.GetString(4), made.GetFieldValue<DateOnly>(5), Measures.Registered);
            }
        }
        await VolunteerNumber.MoveAsync(db, job.County, last + added.Count, cancel);
        if (added.Count > 0) db.Publish(new VolunteersImported(job.County, added));
        return new BatchResult(added.Count, rows.Count - added.Count - rejected.Count, rejected);
    }

    static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<(int Number, ImportedVolunteer Row)> rows, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(VolunteerImportSql.Copy, cancel);
        foreach (var (number, row) in rows)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(number, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(row.Hash, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(row.Sealed, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(row.Name, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(row.Phone, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(row.BirthDate, NpgsqlDbType.Date, cancel);
            await copy.WriteAsync((int)row.Gender, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(row.Site, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(row.Skills, NpgsqlDbType.Array | NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(row.Kinds, NpgsqlDbType.Array | NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(row.Registered, NpgsqlDbType.Date, cancel);
            if (row.GuardianName is null) await copy.WriteNullAsync(cancel); else await copy.WriteAsync(row.GuardianName, NpgsqlDbType.Text, cancel);
            if (row.GuardianPhone is null) await copy.WriteNullAsync(cancel); else await copy.WriteAsync(row.GuardianPhone, NpgsqlDbType.Text, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    static async IAsyncEnumerable<(int Row, string Reason, int Other)> FaultsAsync(NpgsqlConnection connection, ImportJob job, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(VolunteerImportSql.Faults, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job.County });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) yield return (rows.GetInt32(0), rows.GetString(1), rows.GetInt32(2));
    }
}
