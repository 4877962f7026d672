using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>The folder of a county's files. Each county has programs of its own: one saves its roster as xlsx, one writes csv as old programs do.</summary>
public sealed class CountyFolder(string root, County county, Planted planted)
{
    public County County => county;

    /// <summary>Opens a file for writing, e.g. of the kind <c>volunteers</c>.</summary>
    public ImportFile Open(string name, params string[] columns)
    {
        var sheet = name == "venues" || name == "volunteers" && county.Code == "140321";
        return ImportFile.Create(Path.Combine(root, county.Code, $"{name}.{(sheet ? "xlsx" : "csv")}"), asOldProgramsDo: name == "own-volunteers" && county.Code == "140311", columns);
    }

    /// <summary>Notes down what is the matter with the file's last row.</summary>
    public void Plant(string kind, ImportFile file, string what, string expected) => planted.Add(kind, county.Code, file.Name, file.Row, what, expected);
}
