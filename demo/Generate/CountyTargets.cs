using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>A county's part of the city's figures.</summary>
/// <param name="Minutes">F16, minutes of the national registry.</param>
/// <param name="Scale">How much history there is in other years than those that the figures tell of.</param>
public sealed record CountyTargets(
    int Venues, int Volunteers, int Minutes, int RegistryTeams, int RegistryProjects, int PracticeTeams, int Memberships,
    int Activities, int Lectures, int HeadCount, int LecturerTeams, int Lecturers, int Brands, int Scale)
{
    /// <summary>Shares in percent, in the order of the counties: by people, and by how busy they are.</summary>
    static readonly int[] people = [21, 17, 16, 22, 24], busy = [15, 18, 24, 19, 24];

    /// <summary>The county whose lecturers the figures name (矿区), and how many teams the others have to its hundred.</summary>
    public const int Lecturing = 1;
    static readonly int[] lecturerTeams = [84, 100, 96, 152, 165];

    /// <summary>The city's figures over its five counties: another seed shares them out otherwise, never to another sum.</summary>
    public static IReadOnlyList<CountyTargets> Of(Targets city, Dice dice, int scale)
    {
        int[] About(int[] percent) => [.. percent.Select(each => each * dice.Between(85, 115))];
        int[] By(string id, int[] percent, int least) => Share.Split(city[id], About(percent), least);

        var (venues, volunteers, minutes) = (By("F01", people, 2), By("F15", people, 20), By("F16", busy, 60));
        var (registryTeams, projects, practiceTeams) = (By("F17", people, 1), By("F18", busy, 1), By("F19", busy, 2));
        // As large on the average in every county, so that the smallest still has the people for it.
        var memberships = Share.Split(city["F20"] - 7, practiceTeams).Select((part, i) => part + (i == Yangquan.Chain ? 7 : 0)).ToArray();
        var (activities, lectures) = (By("F21", busy, 3), By("F23", people, 6));
        var audience = Share.Split(city["F24"], [.. lectures.Select(held => held * dice.Between(85, 115))], least: 12);
        var brands = Share.Split(city["F22"], people, least: 1);
        return [.. Yangquan.Counties.Select((_, i) =>
        {
            var teams = i == Lecturing ? city["F25"] : Math.Max(3, city["F25"] * lecturerTeams[i] * dice.Between(92, 108) / 10_000);
            var lecturers = i == Lecturing ? city["F26"] : (int)((long)city["F26"] * teams / city["F25"]);
            return new CountyTargets(venues[i], volunteers[i], minutes[i], registryTeams[i], projects[i], practiceTeams[i], memberships[i], activities[i], lectures[i], audience[i], teams, lecturers, brands[i], scale);
        })];
    }
}
