using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Imports;

/// <summary>A volunteer as the file tells, with the identity number hashed and sealed already.</summary>
public sealed record ImportedVolunteer(
    byte[] Hash, byte[] Sealed, string Name, string Phone, DateOnly BirthDate, Gender Gender, PlaceAtImport Site, string[] Skills, string[] Kinds,
    DateOnly Registered, string? GuardianName, string? GuardianPhone, string? RegistryNumber, string[] ServiceKinds, bool IsMinor);

/// <summary>
/// Volunteers from a county's own list (名册导入). A person is known by the identity number's keyed hash, in this county and in others: who is there already
/// stays as is, but for a number of the national system and kinds of service that the profile lacks; somebody whom another county registered becomes a volunteer here under the
/// same person id, and nobody learns which county that was.
/// </summary>
public sealed class VolunteerImport(PersonalVault vault, TimeProvider clock) : ImportKind<VolunteerDb, KnownAtImport, ImportedVolunteer>
{
    public const string Path = "volunteers";

    /// <summary>Volunteers in one event.</summary>
    const int mostTold = 2_000;

    const string name = "姓名", identity = "身份证号", phone = "手机号", site = "站点代码", skills = "技能", kinds = "类别", registered = "注册日期", guardian = "监护人", guardianPhone = "监护人手机号", registry = "全国系统编号", services = "服务类别";

    public override string Name => Path;
    public override string Title => "志愿者";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(name, true, "测试人员"), new(identity, true, "999999199001010016"), new(phone, true, "10012345678"), new(site, true, "140322100801"),
        new(skills, false, "电工、急救"), new(kinds, false, "党员"), new(registered, false, "2021-03-05"), new(guardian, false, ""), new(guardianPhone, false, ""), new(registry, false, ""),
        new(services, false, "便民利民服务"),
    ];

    protected override Task<KnownAtImport> KnowAsync(VolunteerDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job, clock, cancel);

    protected override ImportedVolunteer Read(ImportRow row, Check check, KnownAtImport known)
    {
        var who = check.Text(name, name, row[name], 30, least: 2);
        var mobile = check.Phone(phone, Cells.PhoneOf(row[phone]));
        var number = known.IdentityOf(check, identity, row[identity]);
        var place = known.Sites.Living(check, site, row[site]);
        var able = Registration.Words(check, skills, skills, row.Words(skills));
        var sorts = Registration.Words(check, kinds, kinds, row.Words(kinds));
        var since = row[registered].Length > 0 ? known.Past(check, registered, row[registered]) : known.Today;
        var registryNumber = KnownAtImport.RegistryOf(check, registry, row[registry]);
        var wished = Registration.Words(check, services, services, row.Words(services));
        string? guardianName = null, guardianMobile = null;
        var minor = number is not null && VolunteerProfile.IsMinor(number.BirthDate, known.Today);
        if (number is not null && VolunteerProfile.NeedsGuardian(number.BirthDate, known.Today))
        {
            guardianName = check.Text(guardian, "监护人(未满 14 周岁须由监护人同意)", row[guardian], 30, least: 2);
            guardianMobile = check.Phone(guardianPhone, Cells.PhoneOf(row[guardianPhone]));
        }
        else if (minor)
        {
            if (row[guardian].Length > 0) guardianName = check.Text(guardian, guardian, row[guardian], 30, least: 2);
            if (row[guardianPhone].Length > 0) guardianMobile = check.Phone(guardianPhone, Cells.PhoneOf(row[guardianPhone]));
        }
        check.Done();
        return new ImportedVolunteer(vault.Hash(IdentityNumber.Purpose, number!.Text), known.Taking ? vault.Seal(IdentityNumber.Purpose, number.Text) : [], who, mobile, number.BirthDate, number.Gender,
            place, able, sorts, since, guardianName, guardianMobile, registryNumber, wished, minor);
    }

    protected override async Task<BatchResult> TakeAsync(VolunteerDb db, ImportJob job, IReadOnlyList<(int Number, ImportedVolunteer Row)> rows, CancellationToken cancel)
    {
        await VolunteerImportSql.Arriving.FillAsync(db, rows, cancel);
        var last = await VolunteerNumber.HoldAsync(db, job.County, cancel);
        await db.RunAsync(VolunteerImportSql.LookUp, cancel, job.County);
        var rejected = await db.RunAsync(VolunteerImportSql.Faults, row => FaultOf(row.GetInt32(0), row.GetString(1), row.GetInt32(2)), cancel, job.County, job.Id);

        var (scope, remarks, now) = (PersonSeen.ScopeOf(Measures.RegistryCity, job.County), new List<RowFault>(), clock.GetUtcNow());
        var numbered = new HashSet<int>();
        if (rows.Any(each => each.Row.RegistryNumber is not null))
            foreach (var (row, where, day, first) in await db.RunAsync(VolunteerImportSql.Numbers, row => (row.GetInt32(0), new ProfileStanding(job.County, row.GetString(1), row.GetFieldValue<string[]>(4), row.GetFieldValue<DateOnly[]>(5)), row.GetFieldValue<DateOnly>(2), row.GetBoolean(3)), cancel, job.County, scope))
            {
                numbered.Add(row);
                CountRegistry(db, where, day, first);
            }
        var wishing = rows.Any(each => each.Row.ServiceKinds.Length > 0) ? (await db.RunAsync(VolunteerImportSql.ServiceKinds, row => row.GetInt32(0), cancel, job.County)).ToHashSet() : [];
        foreach (var row in numbered.Union(wishing))
        {
            var gains = new[] { numbered.Contains(row) ? registry : null, wishing.Contains(row) ? services : null }.OfType<string>().ToList();
            remarks.Add(new RowFault(row, gains[0], "ALREADY_REGISTERED", $"本县已登记,补上了{string.Join("、", gains)}"));
        }
        var completed = remarks.Count;

        await db.RunAsync(VolunteerImportSql.Persons, cancel, now);
        var (read, added) = (rows.ToDictionary(each => each.Number, each => each.Row), new List<VolunteerChanged>());
        foreach (var (row, person, number, elsewhere, first) in await db.RunAsync(VolunteerImportSql.Profiles, row => (row.GetInt32(0), row.GetGuid(1), row.GetString(2), row.GetBoolean(3), row.GetBoolean(4)),
            cancel, job.County, job.CreatedBy, now, (int)RegistrationSource.Import, last, job.Id, scope))
        {
            var made = read[row];
            added.Add(new VolunteerChanged(job.County, person, made.Name, made.BirthDate, made.Skills, made.Site.Code, 1, number, made.RegistryNumber ?? ""));
            db.Count(job.County, made.Site.Code, made.Registered, Measures.Registered);
            foreach (var kind in made.Kinds) db.Count(job.County, made.Site.Code, made.Registered, Measures.Kinds, dimension: kind);
            if (made.RegistryNumber is not null) CountRegistry(db, new ProfileStanding(job.County, made.Site.Code, [], []), made.Registered, first);
            if (elsewhere) remarks.Add(new RowFault(row, identity, "ALSO_ELSEWHERE", "此人在其他县区也登记过,按同一个人计"));
            if (made is { IsMinor: true, GuardianName: null }) remarks.Add(new RowFault(row, guardian, "GUARDIAN_NOT_INFORMED", $"未满 {VolunteerProfile.FullAge} 周岁,没有写监护人;告诉监护人以后,请在志愿者档案里补登"));
            if (made.Site.IsMerged) remarks.Add(made.Site.Remark(row, site));
        }
        await VolunteerNumber.MoveAsync(db, job.County, last + added.Count, cancel);
        // Somebody of elsewhere who has served here before.
        var today = Platform.ChinaTime.Day(now);
        foreach (var living in await db.RunAsync(Hours.FirstHours.Of("select v.person_id from volunteer_profile v join arriving a on a.row = v.import_row where v.county = $1 and v.import_job_id = $3"), row => row.GetString(0), cancel, job.County, today, job.Id))
            db.Count(job.County, living, today, Measures.WithHours);
        foreach (var part in added.Chunk(mostTold)) db.Publish(new VolunteersImported(job.County, part));
        return new BatchResult(added.Count, rows.Count - added.Count - completed - rejected.Count, rejected) { Completed = completed, Remarks = remarks };
    }

    sealed record ProfileStanding(string County, string Site, string[] MovedFrom, DateOnly[] MovedOn) : IMovingRow;

    static void CountRegistry(VolunteerDb db, ProfileStanding where, DateOnly day, bool first)
    {
        db.CountAt(where, day, Measures.Registry);
        if (first) db.CountAt(where, day, Measures.RegistryCity);
    }

    static RowFault FaultOf(int row, string reason, int other) => reason switch
    {
        "TWICE" => new(row, identity, "TWICE_IN_FILE", $"和第 {other} 行是同一个人"),
        "NAME" => new(row, name, "IDENTITY_MISMATCH", "这个身份证号在本县登记的是另一个姓名,请核对"),
        "DIFFERS" => new(row, registry, "REGISTRY_NUMBER_DIFFERS", "此人在本县登记的是另一个全国系统编号,请核对"),
        _ => new(row, registry, "REGISTRY_NUMBER_TAKEN", other > 0 ? $"和第 {other} 行的全国系统编号相同,却不是同一个人" : "这个全国系统编号在本县已经是另一个人的,请核对"),
    };
}
