using CivPractice.Activity.Donations;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Personal;
using Microsoft.EntityFrameworkCore;
using Beneficiary = CivPractice.Activity.Donations.Beneficiary;

namespace CivPractice.Activity.Imports;

/// <summary>A beneficiary as the file tells: the name is sealed and the identity number hashed already.</summary>
public sealed record ImportedBeneficiary(string Code, KnownAssociation Association, BeneficiaryCategory Category, byte[] Name, byte[]? IdentityHash)
{
    /// <summary>By which rows of one file are compared.</summary>
    public string? Identity => IdentityHash is null ? null : Convert.ToHexString(IdentityHash);
}

/// <summary>Beneficiaries (帮扶对象) from an association's own list, known by their codes; a second code of the same person is refused.</summary>
public sealed class BeneficiaryImport(PersonalVault vault, TimeProvider clock) : ImportKind<ActivityDb, KnownAtImport, ImportedBeneficiary>
{
    public const string Path = "beneficiaries";
    const string code = "编号", association = "协会", category = "类别", name = "姓名", identity = "身份证号", consent = "同意登记";

    public override string Name => Path;
    public override string Title => "帮扶对象";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(code, true, "BF-001"), new(association, true, "爱心公益志愿者协会"), new(category, true, "老人"), new(name, true, "测试某"), new(identity, false, ""), new(consent, true, "是"),
    ];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedBeneficiary Read(ImportRow row, Check check, KnownAtImport known)
    {
        var number = check.Text(code, code, row[code], Beneficiary.MostCode);
        var by = known.AssociationRow(check, association, row[association]);
        check.That(row[association].Length > 0, association, "REQUIRED", $"请填写{association}");
        check.That(CategoryWords.TryRead(row[category], out var kind), category, "UNKNOWN_VALUE", $"{category}应为{string.Join("、", CategoryWords.All)}");
        var called = check.Text(name, name, row[name], 30);
        var digits = check.Optional(identity, identity, row[identity], 18).ToUpperInvariant();
        check.That(digits.Length is 0 or 18, identity, "INVALID_IDENTITY_NUMBER", $"{identity}应为 18 位");
        check.That(Cells.TryYes(row[consent], out var agrees) && agrees, consent, "CONSENT_REQUIRED", "登记帮扶对象须本人或监护人同意");
        check.Done();
        return new ImportedBeneficiary(number, by!, kind, vault.Seal(Beneficiary.NamePurpose, called), digits.Length == 0 ? null : vault.Hash(Beneficiary.IdentityPurpose, digits));
    }

    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedBeneficiary Row)> rows, CancellationToken cancel)
    {
        var (rejected, added, now) = (new List<RowFault>(), 0, clock.GetUtcNow());
        var apart = Twins.Apart(rows, row => row.Code, code, "同一个编号", rejected);
        var (codes, hashes) = (apart.Select(each => each.Row.Code).ToArray(), apart.Select(each => each.Row.IdentityHash).OfType<byte[]>().ToList());
        var known = await db.Beneficiaries.Where(row => row.County == job.County && codes.Contains(row.Code)).Select(row => new { row.Code, row.ImportJobId, row.ImportRow }).ToDictionaryAsync(row => row.Code, cancel);
        var people = (await db.Beneficiaries.Where(row => row.County == job.County && row.IdentityHash != null && hashes.Contains(row.IdentityHash)).Select(row => new { row.Code, row.IdentityHash }).ToListAsync(cancel))
            .ToDictionary(row => Convert.ToHexString(row.IdentityHash!), row => row.Code);
        foreach (var (line, row) in apart)
        {
            if (known.TryGetValue(row.Code, out var there))
            {
                if (there.ImportJobId == job.Id) rejected.Add(new RowFault(line, code, "TWICE_IN_FILE", $"和第 {there.ImportRow} 行是同一个编号"));
                continue;
            }
            if (row.Identity is { } person && !people.TryAdd(person, row.Code))
            {
                rejected.Add(new RowFault(line, identity, "BENEFICIARY_KNOWN", $"这个人已经登记过了,编号 {people[person]}"));
                continue;
            }
            db.Add(new Beneficiary
            {
                County = job.County,
                Id = Guid.CreateVersion7(now),
                Code = row.Code,
                Association = row.Association.Number,
                Site = row.Association.Site,
                Name = row.Name,
                IdentityHash = row.IdentityHash,
                Category = row.Category,
                ConsentAt = now,
                ImportJobId = job.Id,
                ImportRow = line,
            });
            added++;
        }
        return new BatchResult(added, rows.Count - added - rejected.Count, rejected);
    }
}
