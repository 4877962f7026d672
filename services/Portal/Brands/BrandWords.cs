using CivPractice.Volunteer.V1;

namespace CivPractice.Portal.Brands;

/// <summary>States of brands in the people's words.</summary>
public static class BrandWords
{
    public static string Said(this BrandStatus status) => status switch { BrandStatus.Fostered => "培育中", BrandStatus.Listed => "在册", BrandStatus.Stopped => "停用", _ => "" };

    public static (string Text, string Kind) State(this Brand brand) => (brand.Status.Said(), brand.Status switch { BrandStatus.Listed => "good", BrandStatus.Fostered => "info", _ => "" });
}
