using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Activity.Tests.Donations;

/// <summary>The ledger of donations on a real database.</summary>
public sealed class DonationsServiceTests(ActivityRunning running)
{
    const string association = "SH-1", name = "测试受助人";

    V1.Donations.DonationsClient Calls => new(running.Service.Channel);

    async Task<County> CountyAsync()
    {
        var county = await running.CountyAsync();
        await county.SqlAsync("insert into known_association (county, number, name, site, version) values ($1, $2, '爱心协会', $1, 1)", county.Code, association);
        return county;
    }

    async Task<V1.Donation> DonatedAsync(County county, long amount, string receipt = "JZ-1", string day = "2021-03-05") => await Calls.RecordDonationAsync(
        new RecordDonationRequest { Association = association, Receipt = receipt, ReceivedOn = day, Kind = DonationKind.Money, Amount = amount, Purpose = "助学", Donor = "测试捐赠人" }, county.As(county.Office));

    async Task<V1.Beneficiary> BeneficiaryAsync(County county, string code = "BF-1", string identity = "") => await Calls.CreateBeneficiaryAsync(
        new CreateBeneficiaryRequest { Association = association, Code = code, Name = name, IdentityNumber = identity, Category = BeneficiaryCategory.Elderly, Consent = true }, county.As(county.Office));

    AsyncUnaryCall<AllocateResponse> Allocate(County county, V1.Donation donation, V1.Beneficiary person, long amount, string number, string day = "2021-03-10") => Calls.AllocateAsync(
        new AllocateRequest { DonationId = donation.Id, BeneficiaryId = person.Id, Amount = amount, Number = number, HelpedOn = day, Purpose = "生活补助" }, county.As(county.Office));

    [Fact]
    public async Task Who_is_helped_several_times_in_a_year_is_one_person_and_the_sums_are_in_fen()
    {
        var county = await CountyAsync();
        var (donation, one, other) = (await DonatedAsync(county, 100_050), await BeneficiaryAsync(county), await BeneficiaryAsync(county, "BF-2"));
        await Allocate(county, donation, one, 30_000, "1", "2021-05-01");
        await Allocate(county, donation, one, 10_000, "2", "2021-04-01");
        await Allocate(county, donation, other, 50, "3", "2021-06-01");
        var left = await Allocate(county, donation, one, 5_000, "4", "2022-01-01");
        Assert.Equal(55_000, left.Left);

        var ledger = Assert.Single((await Calls.ListLedgersAsync(new ListLedgersRequest { Year = 2021 }, county.As(county.Visitor))).Ledgers);
        Assert.Equal((association, "爱心协会", 2, 100_050, 40_050), (ledger.Association, ledger.AssociationName, ledger.Helped, ledger.Money, ledger.Allocated));
        Assert.Equal(["2021-04-01 1", "2021-06-01 1", "2022-01-01 1"],
            await county.AskAsync<string>("select day || ' ' || n from tally_entry where county = $1 and measure = 'associations.helped' and n <> 0 order by 1", county.Code));
        // The list behind the figure.
        Assert.Equal(["BF-1", "BF-2"], (await Calls.ListBeneficiariesAsync(new ListBeneficiariesRequest { HelpedYear = 2021 }, county.As(county.Office))).Beneficiaries.Select(row => row.Code));
        Assert.Equal(["BF-1"], (await Calls.ListBeneficiariesAsync(new ListBeneficiariesRequest { HelpedYear = 2022 }, county.As(county.Office))).Beneficiaries.Select(row => row.Code));
    }

    [Fact]
    public async Task Beneficiaries_are_sought_by_the_beginning_of_their_code_within_an_association()
    {
        var county = await CountyAsync();
        await county.SqlAsync("insert into known_association (county, number, name, site, version) values ($1, 'SH-2', '助学协会', $1, 1)", county.Code);
        foreach (var code in new[] { "BF-1", "BF-2", "BF_1", "ZX-1" }) await BeneficiaryAsync(county, code);
        await Calls.CreateBeneficiaryAsync(new CreateBeneficiaryRequest { Association = "SH-2", Code = "BF-9", Name = name, Category = BeneficiaryCategory.Student, Consent = true }, county.As(county.Office));
        async Task<string> SoughtAsync(ListBeneficiariesRequest request) => string.Join(' ', (await Calls.ListBeneficiariesAsync(request, county.As(county.Office))).Beneficiaries.Select(row => row.Code));
        Assert.Equal("BF-1 BF-2 BF-9", await SoughtAsync(new() { Code = "BF-" }));
        Assert.Equal("BF-1 BF-2", await SoughtAsync(new() { Code = " BF-", Association = association }));
        // What stands for any letter elsewhere is itself here.
        Assert.Equal("BF_1", await SoughtAsync(new() { Code = "BF_" }));
        Assert.Equal("", await SoughtAsync(new() { Code = "%" }));
        var first = await Calls.ListBeneficiariesAsync(new() { Code = "BF-", PageSize = 2 }, county.As(county.Office));
        Assert.Equal("BF-9", await SoughtAsync(new() { Code = "BF-", PageSize = 2, PageToken = first.NextPageToken }));
        Assert.Equal("TOO_LONG", (await County.RefusedAsync(Calls.ListBeneficiariesAsync(new() { Code = new string('1', 41) }, county.As(county.Office)))).Reason);
    }

    [Fact]
    public async Task Many_at_once_never_give_more_than_there_is()
    {
        var county = await CountyAsync();
        var (donation, person) = (await DonatedAsync(county, 1_000), await BeneficiaryAsync(county));
        var given = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            try { return (await Allocate(county, donation, person, 150, $"{i}")).Allocation.Amount; }
            catch (RpcException refusal) when (refusal.StatusCode == StatusCode.InvalidArgument) { return 0; }
        }));
        Assert.Equal(6, given.Count(amount => amount == 150));
        Assert.Equal([900L], await county.AskAsync<long>("select allocated from donation where county = $1", county.Code));
        Assert.Equal([900L], await county.AskAsync<long>("select sum(amount)::bigint from allocation where county = $1", county.Code));
        Assert.Equal([1L], await county.AskAsync<long>("select sum(n)::bigint from tally_entry where county = $1 and measure = 'associations.helped'", county.Code));
        var refused = await County.RefusedAsync(Allocate(county, donation, person, 101, "x"));
        Assert.Equal("DONATION_EXHAUSTED", refused.Reason);
        Assert.Contains("1.00", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_wrongly_is_taken_back_in_sight_and_files_bear_no_names()
    {
        var county = await CountyAsync();
        var (donation, person) = (await DonatedAsync(county, 1_000), await BeneficiaryAsync(county));
        var first = (await Allocate(county, donation, person, 600, "1", "2021-03-10")).Allocation;
        await Allocate(county, donation, person, 300, "2", "2021-05-10");
        AsyncUnaryCall<ReverseAllocationResponse> Reverse(Caller by, long amount, string reason = "多写了一个零") => Calls.ReverseAllocationAsync(new ReverseAllocationRequest { AllocationId = first.Id, Amount = amount, Reason = reason }, county.As(by));
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Reverse(county.Clerk, 1))).Reason);
        Assert.Equal("REQUIRED", (await County.RefusedAsync(Reverse(county.Office, 1, " "))).Reason);
        var other = await running.CountyAsync();
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(Calls.ReverseAllocationAsync(new ReverseAllocationRequest { AllocationId = first.Id, Amount = 1, Reason = "别县的" }, other.As(other.Office)))).Reason);

        Assert.Equal(640, (await Reverse(county.Office, 540)).Left);
        // A part still stands: the person was helped on the first day all the same.
        Assert.Equal(["2021-03-10 1"], await HelpedAsync(county));
        var refused = await County.RefusedAsync(Reverse(county.Office, 61));
        Assert.Equal(("ALLOCATION_EXHAUSTED", true), (refused.Reason, refused.Message.Contains("0.60", StringComparison.Ordinal)));
        var line = (await Reverse(county.Office, 60)).Reversal;
        Assert.Equal((2, 60L, 0L), (line.Line, line.Amount, line.Standing));
        Assert.Equal(["2021-05-10 1"], await HelpedAsync(county));
        Assert.Equal([540L, 60L], (await Calls.ListReversalsAsync(new ListReversalsRequest { AllocationId = first.Id }, county.As(county.Office))).Reversals.Select(row => row.Amount));
        Assert.Equal([0L, 600L], (await Calls.ListAllocationsAsync(new ListAllocationsRequest(), county.As(county.Visitor))).Allocations.Select(row => row.Reversed));
        var ledger = Assert.Single((await Calls.ListLedgersAsync(new ListLedgersRequest { Year = 2021 }, county.As(county.Visitor))).Ledgers);
        Assert.Equal((1L, 300L), (ledger.Helped, ledger.Allocated));

        Assert.Equal(["收据号,协会,收到日期,种类,金额(元),用途,物资,捐赠人(已隐去),已发放(元),余额(元)", "JZ-1,SH-1,2021-03-05,资金,10.00,助学,,,3.00,7.00"], await LinesAsync("donations", county.Office));
        Assert.Equal(
            ["发放编号,收据号,帮扶对象编号,发放日期,金额(元),用途,协会,已冲正(元)", "2,JZ-1,BF-1,2021-05-10,3.00,生活补助,SH-1,0.00", "1,JZ-1,BF-1,2021-03-10,6.00,生活补助,SH-1,6.00"], await LinesAsync("allocations", county.Office));
        Assert.Equal(["PERMISSION_DENIED"], await LinesAsync("allocations", county.Clerk));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }

    static Task<List<string>> HelpedAsync(County county) => county.AskAsync<string>("select day || ' ' || n from tally_entry where county = $1 and measure = 'associations.helped' and n <> 0 order by 1", county.Code);

    async Task<string[]> LinesAsync(string list, Caller by)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/exports/{list}", by));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries) : [User.Reason(text)];
    }

    [Fact]
    public async Task A_name_is_sealed_and_read_only_with_a_reason_that_is_written_down()
    {
        var county = await CountyAsync();
        var (donation, person) = (await DonatedAsync(county, 1_000), await BeneficiaryAsync(county));
        await Allocate(county, donation, person, 150, "1");
        foreach (var table in new[] { "beneficiary", "donation", "allocation", "audit_entry", "tally_entry" })
            Assert.Equal([0L], await county.AskAsync<long>($"select count(*) from {table} t where t::text like '%' || $1 || '%' or t::text like '%测试捐赠人%'", name));

        // Whatever everybody may read bears no name and no code of a person.
        var shown = $"{await Calls.ListDonationsAsync(new ListDonationsRequest(), county.As(county.Visitor))}{await Calls.ListAllocationsAsync(new ListAllocationsRequest(), county.As(county.Visitor))}{await Calls.ListLedgersAsync(new ListLedgersRequest { Year = 2021 }, county.As(county.Visitor))}";
        Assert.Contains("JZ-1", shown, StringComparison.Ordinal);
        foreach (var hidden in new[] { name, "测试捐赠人", "BF-1" }) Assert.DoesNotContain(hidden, shown, StringComparison.Ordinal);

        var request = new RevealBeneficiaryRequest { Id = person.Id, Reason = ReadingReason.FollowUp };
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Calls.RevealBeneficiaryAsync(request, county.As(county.Clerk)))).Reason);
        Assert.Equal("UNKNOWN_VALUE", (await County.RefusedAsync(Calls.RevealBeneficiaryAsync(new RevealBeneficiaryRequest { Id = person.Id }, county.As(county.Office)))).Reason);
        Assert.Empty(await county.AskAsync<string>("select subject from audit_entry where county = $1 and action = 'beneficiary.reveal'", county.Code));
        Assert.Equal(name, (await Calls.RevealBeneficiaryAsync(request, county.As(county.Office))).Name);
        Assert.Equal([$"{person.Id} FollowUp"], await county.AskAsync<string>("select subject from audit_entry where county = $1 and action = 'beneficiary.reveal'", county.Code));
        var other = await running.CountyAsync();
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(Calls.RevealBeneficiaryAsync(request, other.As(other.Office)))).Reason);
    }

    [Fact]
    public async Task A_second_code_for_the_same_person_and_a_second_receipt_are_refused()
    {
        var county = await CountyAsync();
        await DonatedAsync(county, 1_000);
        await BeneficiaryAsync(county, identity: TestIdentity.Number(1950, 1, 1, 501));
        Assert.Equal("RECEIPT_EXISTS", (await County.RefusedAsync(Calls.RecordDonationAsync(
            new RecordDonationRequest { Association = association, Receipt = "JZ-1", ReceivedOn = "2021-03-05", Kind = DonationKind.Money, Amount = 1 }, county.As(county.Office)))).Reason);
        var twin = await County.RefusedAsync(Calls.CreateBeneficiaryAsync(
            new CreateBeneficiaryRequest { Association = association, Code = "BF-9", Name = name, IdentityNumber = TestIdentity.Number(1950, 1, 1, 501), Category = BeneficiaryCategory.Elderly, Consent = true }, county.As(county.Office)));
        Assert.Equal(("BENEFICIARY_KNOWN", true), (twin.Reason, twin.Message.Contains("BF-1", StringComparison.Ordinal)));
        Assert.Equal("CONSENT_REQUIRED", (await County.RefusedAsync(Calls.CreateBeneficiaryAsync(
            new CreateBeneficiaryRequest { Association = association, Code = "BF-8", Name = name, Category = BeneficiaryCategory.Elderly }, county.As(county.Office)))).Reason);
    }

    [Fact]
    public async Task Files_of_an_association_come_in_once_and_bad_rows_with_their_reasons()
    {
        var county = await CountyAsync();
        var activities = $"原编号,名称,平台,站点,开始时间,结束时间,志愿者人次,群众人次,主办协会\nXH-1,助学,教育,{county.Code},2021-03-05 09:00,2021-03-05 11:00,37,20,爱心协会\nXH-2,助学,教育,{county.Code},2021-03-06 09:00,2021-03-06 11:00,3,20,没有的协会\nHD-1,读书会,教育,{county.Station},2021-03-06 09:00,2021-03-06 11:00,5,20,\n";
        Assert.Equal(["3 主办协会 UNKNOWN_ASSOCIATION"], (await county.ImportAsync("activities", activities)).Faults);
        var donations = "收据号,协会,收到日期,种类,金额(元),用途,物资,捐赠人\nJZ-1,爱心协会,2021-03-05,资金,\"1,000.50\",助学,,匿名\nJZ-2,SH-1,2021-03-05,物资,600元,,棉被,测试捐赠人\nJZ-3,爱心协会,2021-03-05,资金,1.234,,,\nJZ-1,爱心协会,2021-03-05,资金,5,,,\n";
        Assert.Equal(["4 金额(元) INVALID_AMOUNT", "5 收据号 TWICE_IN_FILE"], (await county.ImportAsync("donations", donations)).Faults);
        var people = $"编号,协会,类别,姓名,身份证号,同意登记\nBF-1,爱心协会,老人,{name},{TestIdentity.Number(1950, 1, 1, 502)},是\nBF-2,爱心协会,老人,{name},{TestIdentity.Number(1950, 1, 1, 502)},是\nBF-3,爱心协会,老人,{name},,否\n";
        Assert.Equal(["4 同意登记 CONSENT_REQUIRED", "3 身份证号 BENEFICIARY_KNOWN"], (await county.ImportAsync("beneficiaries", people)).Faults.OrderByDescending(each => each));
        var given = "发放编号,收据号,帮扶对象编号,发放日期,金额(元),用途\nFF-1,JZ-1,BF-1,2021-03-10,900,\nFF-2,JZ-1,BF-1,2021-03-11,100.51,\nFF-3,JZ-9,BF-1,2021-03-11,1,\nFF-4,JZ-1,BF-9,2021-03-11,1,\nFF-5,JZ-1,BF-1,2021-03-01,1,\nFF-6,JZ-1,BF-1,2021-03-12,100.50,\n";
        var outcome = await county.ImportAsync("allocations", given);
        Assert.Equal(["3 金额(元) DONATION_EXHAUSTED", "4 收据号 UNKNOWN_DONATION", "5 帮扶对象编号 UNKNOWN_BENEFICIARY", "6 发放日期 BEFORE_DONATION"], outcome.Faults);
        Assert.Equal((2, 0, 0, 4, 0), outcome.Counts);
        Assert.Equal((0, 0, 2, 4, 0), (await county.ImportAsync("allocations", given)).Counts);

        Assert.Equal(
        [
            "activities.completed EDUCATION 1", "activities.published EDUCATION 1", "associations.activities SH-1 1", "associations.helped SH-1 1", "associations.volunteers SH-1 37", "attendances  5", "attendees  20",
            "donations.allocated.fen SH-1 100050", "donations.goods.fen SH-1 60000", "donations.money.fen SH-1 100050",
        ], await county.AskAsync<string>("select measure || ' ' || dimension || ' ' || sum(n) from tally_entry where county = $1 group by measure, dimension having sum(n) <> 0 order by 1", county.Code));
        // The lists behind the two figures of activities.
        async Task<int> ListedAsync(ActivityOwner owner) => (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Owner = owner }, county.As(county.Office))).Activities.Count;
        Assert.Equal((1, 1), (await ListedAsync(ActivityOwner.OwnedBySite), await ListedAsync(ActivityOwner.OwnedByAssociation)));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }
}
