using CivPractice.Gateway.Routing;

namespace CivPractice.Architecture.Tests;

public sealed class AddressTests
{
    // Addresses are kept by histories, proxies and logs.
    static readonly string[] personal = ["name", "phone", "contact_name", "contact_phone", "person_name", "identity_number", "guardian_name", "guardian_phone", "tracking_code"];

    [Fact]
    public void What_names_or_proves_a_person_is_never_asked_for_in_an_address()
    {
        var read = ServiceContracts.All.Where(method => method.Verb == "GET").ToList();
        Assert.NotEmpty(read);
        Assert.Empty(read.Where(method => method.Method.InputType.Fields.InDeclarationOrder().Any(field => IsPersonal(method.Method.Service.Name, field.Name))).Select(method => $"{method.Method.FullName}"));
    }

    // In the roster a free text is a person's name; elsewhere it is a team's or a site's.
    static bool IsPersonal(string service, string field) => personal.Contains(field) || (service == "Roster" && field == "query");
}
