using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Portal.Charity;
using CivPractice.Portal.Civic;
using CivPractice.Volunteer.V1;
using Google.Protobuf;
using Microsoft.AspNetCore.Components;

namespace CivPractice.Portal.Tests.Charity;

/// <summary>Pages of donations and associations: every giving can be reached, nobody is missing from a choice, and a number is one part of an address whatever stands in it.</summary>
public sealed class CharityPagesTests
{
    static string Rows(string query) => $"href=\"/c/140322/donations?{query}\"";

    [Fact]
    public async Task Every_giving_of_a_year_is_reached_page_by_page_beside_the_donations()
    {
        var page = new Drawing("/c/140322/donations?year=2021&page=d2&given=g2")
            .Answering("ListAllocations", new ListAllocationsResponse { Allocations = { new Allocation { HelpedOn = "2021-03-10" } }, NextPageToken = "g3" })
            .Answering("ListDonations", new ListDonationsResponse { Donations = { new Donation { Kind = DonationKind.Money } }, NextPageToken = "d3" });
        var (html, _) = await page.OfAsync<DonationsPage>();
        Assert.Equal(("g2", "d2"), (page.The<ListAllocationsRequest>().PageToken, page.The<ListDonationsRequest>().PageToken));
        Assert.Contains(Rows("year=2021&page=d2&given=g3"), html, StringComparison.Ordinal);
        Assert.Contains(Rows("year=2021&given=g2&page=d3"), html, StringComparison.Ordinal);
        Assert.Contains(Rows("year=2021&page=d2"), html, StringComparison.Ordinal);
        // Of another kind or year both lists begin anew.
        Assert.Contains(Rows("year=2021&kind=Goods"), html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_givings_of_persons_go_on_by_the_page()
    {
        var page = new Drawing("/c/140322/donations?first=yes&page=g2").Answering("ListAllocations", new ListAllocationsResponse { Allocations = { new Allocation { HelpedOn = "2021-03-10" } }, NextPageToken = "g3" });
        var (html, _) = await page.OfAsync<DonationsPage>();
        Assert.Equal(("g2", ""), (page.The<ListAllocationsRequest>().PageToken, page.The<ListDonationsRequest>().PageToken));
        Assert.Contains(Rows("first=yes&page=g3"), html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2, "next", "编号靠前的 2 位")]
    [InlineData("BF-2", 2, "", "编号以“BF-2”开头")]
    [InlineData("BF-9", 0, "", "没有这样编号的帮扶对象")]
    public async Task Who_is_helped_is_chosen_among_the_associations_own_and_sought_by_code(string code, int found, string next, string said)
    {
        var page = Office($"/c/140322/workbench/donations?give=0&of=A%231&code={code}")
            .Answering("ListBeneficiaries", new ListBeneficiariesResponse { Beneficiaries = { Enumerable.Range(0, found).Select(n => new Beneficiary { Id = $"id{n}", Code = $"BF-2{n}", Category = BeneficiaryCategory.Elderly }) }, NextPageToken = next });
        var (html, _) = await page.OfAsync<DonationsWorkPage>();
        var asked = page.The<ListBeneficiariesRequest>();
        Assert.Equal(("A#1", code), (asked.Association, asked.Code));
        Assert.Contains(said, html, StringComparison.Ordinal);
        foreach (var kept in new[] { "name=\"give\" value=\"0\"", "name=\"of\" value=\"A#1\"", "name=\"code\"" }) Assert.Contains(kept, html, StringComparison.Ordinal);
        Assert.Equal(found, html.Split("<option value=\"id").Length - 1);
    }

    [Fact]
    public async Task A_short_list_needs_no_search_and_the_link_says_whose_donation_it_is()
    {
        var page = Office("/c/140322/workbench/donations?give=0&of=SH-1")
            .Answering("ListDonations", new ListDonationsResponse { Donations = { new Donation { Id = "7", Association = "民证2021#3", Amount = 100 } } })
            .Answering("ListBeneficiaries", new ListBeneficiariesResponse { Beneficiaries = { new Beneficiary { Id = "id0", Code = "BF-1" } } });
        var (html, _) = await page.OfAsync<DonationsWorkPage>();
        Assert.DoesNotContain("name=\"code\"", html, StringComparison.Ordinal);
        Assert.Contains($"/c/140322/workbench/donations?give=7&of={Uri.EscapeDataString("民证2021#3")}", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("民证2021#3")]
    [InlineData("A?1")]
    [InlineData("50%")]
    public async Task The_number_of_an_association_is_one_part_of_its_address(string number)
    {
        var link = new HonourLink { HonourId = "h", AssociationNumber = number, AssociationName = "爱心协会" };
        var honour = new Honour { Id = "h", Bearer = HonourBearer.Organization, Status = HonourStatus.Verified, AwardedOn = "2021-03-05" };
        async Task LeadsAsync<TPage>(Drawing page, params (string Name, object? Value)[] parameters) where TPage : IComponent =>
            Assert.Contains($"href=\"/c/140322/associations/{Uri.EscapeDataString(number)}\"", (await page.OfAsync<TPage>(parameters)).Html, StringComparison.Ordinal);

        await LeadsAsync<AssociationsPage>(At("/c/140322/associations", "ListAssociations", new ListAssociationsResponse { Associations = { new Association { Number = number, Name = "爱心协会", FoundedOn = "2012-03-05" } } }));
        await LeadsAsync<DonationsPage>(At("/c/140322/donations", "ListLedgers", new ListLedgersResponse { Ledgers = { new Ledger { Association = number } } }));
        await LeadsAsync<HonoursPage>(At("/c/140322/honours", "ListHonours", new ListHonoursResponse { Honours = { honour } }).Answering("ListHonourLinks", new ListHonourLinksResponse { Links = { link } }));
        await LeadsAsync<HonourWorkPage>(At("/c/140322/workbench/honours/h", "GetHonour", honour).Answering("ListHonourLinks", new ListHonourLinksResponse { Links = { link } }).As("honours.manage"), ("Id", "h"));
    }

    static Drawing Office(string address) => new Drawing(address).As("donations.manage");

    static Drawing At(string address, string method, IMessage answer) => new Drawing(address).Answering(method, answer);
}
