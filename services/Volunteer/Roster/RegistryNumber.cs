namespace CivPractice.Volunteer.Roster;

/// <summary>The number under which the national system (全国志愿服务信息系统) knows a person or a team (全国系统编号). Whose form it has is not ours to check.</summary>
static class RegistryNumber
{
    internal const int Most = 40;
}
