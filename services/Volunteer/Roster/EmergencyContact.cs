using System.Text.Json;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Roster;

/// <summary>
/// Whom to tell in an emergency (紧急联系人). Kept because activities bear bodily risk (志愿服务条例 Art. 17) and somebody who is hurt cannot say whom to call; it is of a third person, so it
/// is sealed at rest, stands in no list and no export, and is shown only on demand: to the volunteer, to a clerk of the site and to the leader of a team that the volunteer is in, with the
/// purpose, and written down before it is shown.
/// </summary>
public sealed record EmergencyContact(string Name, string Phone, string Relation)
{
    public const string Purpose = "emergency-contact";

    /// <summary>What a request says; null when it names nobody.</summary>
    internal static EmergencyContact? Of(Check check, SetEmergencyContactRequest request)
    {
        if (request.Name.Trim().Length == 0 && request.Phone.Trim().Length == 0) return null;
        return new EmergencyContact(check.Text("name", "联系人姓名", request.Name, 30, least: 2), check.Phone("phone", request.Phone), check.Optional("relation", "关系", request.Relation, 20));
    }

    internal byte[] Sealed(PersonalVault vault) => vault.Seal(Purpose, JsonSerializer.Serialize(this));

    internal static EmergencyContact Opened(PersonalVault vault, byte[] @sealed) => JsonSerializer.Deserialize<EmergencyContact>(vault.Open(Purpose, @sealed))!;

    public V1.EmergencyContact Shown() => new() { Name = Name, Phone = Phone, Relation = Relation };
}
