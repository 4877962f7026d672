using CivPractice.Demo.Files;

namespace CivPractice.Demo.Load;

/// <summary>Each county's office says where it is and who hosts it (中心办公室), and when the corps (总队) was founded. What stands there already is left alone.</summary>
static class CenterOffices
{
    const string fileName = "center-office.csv";

    public static bool Has(Office office) => File.Exists(Path.Combine(office.Folder, fileName));

    public static Task RunAsync(Office office, CancellationToken cancel) => Progress.StepAsync(office.Name, "中心办公室", async progress =>
    {
        var row = Table.Read(office.Folder, fileName).Rows.Single();
        if ((await office.Door.ListAsync<CenterOffice>("centerOffices", "offices", cancel)).Any(one => one.County == office.County)) progress.Known++;
        else
        {
            await office.Door.PostAsync<CenterOffice>("centerOffice", new { hostUnit = row["所在单位"], address = row["地址"], phone = row["电话"], staff = row.Number("工作人员") }, cancel);
            progress.Added++;
        }
        if ((await office.Door.ListAsync<Corps>("corps", "corps", cancel)).Any(one => one.County == office.County)) progress.Known++;
        else
        {
            await office.Door.PostAsync<Corps>("corps", new { name = row["总队名称"], foundedOn = row["总队成立日期"], document = row["总队成立文件"] }, cancel);
            progress.Added++;
        }
    });
}
