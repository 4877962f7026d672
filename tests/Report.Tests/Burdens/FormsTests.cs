using System.Text.RegularExpressions;
using CivPractice.Report.Burdens;
using CivPractice.Testing;

namespace CivPractice.Report.Tests.Burdens;

public sealed partial class FormsTests
{
    // Deeds without a form of their own: of jobs, what another form does besides, or a file that is sent.
    static readonly HashSet<string> withoutForm = ["five-haves.clear", "slot.plan", "schedule.mark", "certificate.replace", "document.add-file", "material.add"];

    [Fact]
    public void Every_deed_that_a_service_writes_down_has_its_form_in_the_contracts()
    {
        var unknown = new List<string>();
        foreach (var (owner, folder) in new[] { ("organization", "Organization"), ("volunteer", "Volunteer"), ("activity", "Activity"), ("lecture", "Lecture"), ("report", "Report") })
            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "services", folder), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
                foreach (Match deed in Deed().Matches(File.ReadAllText(file)))
                    if (deed.Groups[1].Value is var action && Forms.IsByHand(action) && !withoutForm.Contains(action) && Forms.Of(owner, action) is null) unknown.Add($"{owner} {action}");
        Assert.Empty(unknown.Distinct());
    }

    [Fact]
    public void Forms_of_all_contracts_are_counted_and_not_of_the_four_main_ones_alone()
    {
        Assert.Equal("CreateCampaign", Forms.Of("organization", "campaign.create")!.Method.Name);
        Assert.Equal("HandOverShift", Forms.Of("activity", "mobilization.shift.hand-over")!.Method.Name);
        Assert.True(Forms.FieldsOf("organization", "campaign.create") > 2);
        Assert.True(Forms.FieldsOf("volunteer", "association.create") > 4);
        Assert.Equal(1, Forms.FieldsOf("organization", "no.such"));
    }

    [Fact]
    public void What_several_forms_ask_is_found_from_the_contracts_and_a_things_own_name_is_no_repetition()
    {
        var repeated = Forms.Repeated();
        Assert.NotEmpty(repeated);
        Assert.All(repeated, question =>
        {
            Assert.True(question.Forms.Count > 1 && question.Forms.Select(form => form.Method.FullName).Distinct().Count() == question.Forms.Count);
            Assert.All(question.Forms, form => Assert.Contains(form.Method.InputType.Fields.InDeclarationOrder(), field => field.Name == question.Field));
        });
        Assert.Contains(repeated.Single(question => question.Field == "starts_at").Forms, form => form is { Owner: "lecture", Method.Name: "CreateSession" });
        Assert.DoesNotContain(repeated, question => question.Field is "title" or "name" or "id" || question.Field.EndsWith("_id", StringComparison.Ordinal));
    }

    [GeneratedRegex("""Audit\([^;\n]*?"([a-z-]+(?:\.[a-z-]+)+)""" + "\"")]
    private static partial Regex Deed();
}
