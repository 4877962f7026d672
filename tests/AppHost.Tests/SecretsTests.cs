namespace CivPractice.AppHost.Tests;

public sealed class SecretsTests
{
    [Fact]
    public void A_secret_is_made_once_and_only_its_owner_reads_it()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var path = Path.Combine(folder, "secrets.json");
        var made = new Secrets(path).Get("one", Secrets.NewPassword);
        Assert.Equal(made, new Secrets(path).Get("one", Secrets.NewPassword));
        Assert.NotEqual(made, new Secrets(path).Get("two", Secrets.NewPassword));
        Assert.Equal(32, Convert.FromBase64String(new Secrets(path).Get("key", Secrets.NewKey)).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Directory.Delete(folder, recursive: true);
    }
}
