using System.Text;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Load;

/// <summary>The list that <c>run.sh</c> prints after <c>ready</c>: role, phone, password, what for, parted by two spaces or more.</summary>
static class AccountsFile
{
    public static void Write(string path, Table accounts, OperatorSecret secret)
    {
        var text = new StringBuilder();
        foreach (var row in accounts.Rows) Line(row["角色"], row["手机号"], row["用途"]);
        Line("operator", OperatorSecret.Phone, "运维:开通县区、第一批账号");

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        // It holds passwords: for the one who runs the stack only.
        if (!OperatingSystem.IsWindows()) file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, file);
        writer.Write(text);

        void Line(string role, string phone, string use) => text.Append($"{role,-18}{phone}  {secret.PasswordOf(phone),-26}{use}\n");
    }
}
