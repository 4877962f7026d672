using CivPractice.Organization.V1;
using CivPractice.Portal.Civic;

namespace CivPractice.Portal.Tests.Civic;

/// <summary>The form that corrects what the evidence says of a site (五有, 人工改判): which document and photo go with the word.</summary>
public sealed class FiveHavesFormTests
{
    static async Task<OverrideFiveHaveRequest> PostedAsync(string deed, string chosen, bool met)
    {
        var said = met ? "met" : "unmet";
        var page = new Drawing("/c/140322/workbench/five-haves").As("assessments.read", "assessments.assess");
        await page.OfAsync<FiveHavesPage>(null, ("do", deed), ("site", "140322100201"), ("criterion", nameof(FiveHave.Team)), ("reason", "现场看过"), ("documentId", chosen), ($"document-{FiveHave.Team}-{said}", "d1"), ($"photo-{FiveHave.Team}-{said}", "p1"));
        return page.The<OverrideFiveHaveRequest>();
    }

    [Theory]
    [InlineData("met", "", true, "d1", "p1")]       // the same is said, with the evidence of before
    [InlineData("met", "d2", true, "d2", "p1")]
    [InlineData("met", "none", true, "", "p1")]
    [InlineData("unmet", "", true, "", "")]         // the contrary is said: what showed the one does not show the other
    [InlineData("unmet", "", false, "d1", "p1")]
    [InlineData("clear", "d2", true, "", "")]
    public async Task Evidence_stays_while_the_same_is_said(string deed, string chosen, bool met, string document, string photo)
    {
        var request = await PostedAsync(deed, chosen, met);
        Assert.Equal((document, photo, deed == "met", deed == "clear", FiveHave.Team, "140322100201"), (request.DocumentId, request.PhotoId, request.Met, request.Clear, request.Criterion, request.Site));
    }
}
