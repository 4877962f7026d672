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
        if (!caller.Grants.Any(grant => grant.Covers(prefix) && granted.GetValueOrDefault(grant.Role)?.Contains(role) is true))
            throw new Fault(Grpc.Core.StatusCode.PermissionDenied, "ROLE_ABOVE_OWN", $"您不能授予“{role.Title}”");
    }

    /// <summary>An operator works for the whole platform; every other role stands over a city, a county or a part of one.</summary>
    public static void Fits(Check check, Role role, string prefix)
    {
        if (role == Role.Operator) check.That(prefix.Length == 0, "prefix", "INVALID_CODE", "运维不限站点,请不要填写站点代码");
        else if (role == Role.CityCoordinator) check.That(prefix.Length == 4, "prefix", "INVALID_CODE", "市级协调的范围是 4 位市代码");
        else check.That(prefix.Length is 4 or >= 6, "prefix", "INVALID_CODE", "请填写市、县区或站点的代码");
    }
}
