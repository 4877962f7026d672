using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;

namespace CivPractice.Gateway.Grants;

/// <summary>Who may grant what: only below one's own prefix, and never a role above one's own.</summary>
public static class GrantRule
{
    /// <summary>The roles that a role may grant. A role that stands here nowhere grants nothing.</summary>
    static readonly Dictionary<Role, Role[]> granted = new()
    {
        [Role.CenterOffice] = [Role.TeamLeader, Role.StationClerk, Role.InstituteClerk, Role.CenterOffice, Role.SpotChecker],
        [Role.Operator] = [.. Role.Granted],
    };

    /// <exception cref="Fault">PERMISSION_DENIED over that prefix; ROLE_ABOVE_OWN.</exception>
    public static void MayGive(Caller caller, Role role, string prefix)
    {
        caller.Require<ManageGrants>(prefix);
        if (!Gives(caller, role, prefix))
            throw new Fault(Grpc.Core.StatusCode.PermissionDenied, "ROLE_ABOVE_OWN", $"您不能授予“{role.Title}”");
    }

    /// <summary>
    /// Who may open somebody's account anew who lost the second factor: not oneself, since a stolen sign-in must not be enough; and only who could have
    /// given every role that the person holds, since the account is then worth as much as these.
    /// </summary>
    /// <exception cref="Fault">OWN_SECOND_FACTOR, NOT_FOUND for a person of elsewhere, ROLE_ABOVE_OWN for one who is more besides.</exception>
    public static void MayReset(Caller caller, Guid person, IReadOnlyCollection<RoleGrant> held)
    {
        if (person == caller.Person) throw Fault.Precondition("OWN_SECOND_FACTOR", "不能重置自己的第二重验证,请联系其他管理员");
        if (held.All(grant => Role.Find(grant.Role) is { } role && Gives(caller, role, grant.Prefix))) return;
        if (!held.Any(grant => caller.MayAsStaff<ManageAccounts>(grant.Prefix))) throw Fault.NotFound("这个人的账号");
        throw new Fault(Grpc.Core.StatusCode.PermissionDenied, "ROLE_ABOVE_OWN", "这个人还有您不能授予的授权,请联系上级或运维");
    }

    static bool Gives(Caller caller, Role role, string prefix) =>
        caller.Grants.Any(grant => grant.Covers(prefix) && granted.GetValueOrDefault(grant.Role)?.Contains(role) is true);

    /// <summary>An operator works for the whole platform; every other role stands over a city, a county or a part of one.</summary>
    public static void Fits(Check check, Role role, string prefix)
    {
        if (role == Role.Operator) check.That(prefix.Length == 0, "prefix", "INVALID_CODE", "运维不限站点,请不要填写站点代码");
        else if (role == Role.CityCoordinator) check.That(prefix.Length == 4, "prefix", "INVALID_CODE", "市级协调的范围是 4 位市代码");
        else check.That(prefix.Length is 4 or >= 6, "prefix", "INVALID_CODE", "请填写市、县区或站点的代码");
    }
}
