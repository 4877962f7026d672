using System.Globalization;
using CivPractice.Demo.Figures;
using CivPractice.Demo.Generate;
using CivPractice.Platform.Imports;

namespace CivPractice.Demo.Tests;

/// <summary>Files that the generator wrote, read as the platform reads them: csv of any encoding, and xlsx.</summary>
public sealed class Written : IDisposable
{
    /// <summary>The usual figures, and those with which the tests of the whole platform load fast.</summary>
    public static readonly Targets Full = Targets.Usual, Small = Targets.Read(Path.Combine(Root(), "tests", "Testing", "demo-figures.csv"));

    public static readonly IReadOnlyList<string> Counties = [.. Yangquan.Counties.Select(county => county.Code)];

    /// <summary>Everything that the tests look at is over by then.</summary>
    static readonly DateOnly today = new(2026, 1, 1);

    public Written(Targets targets, int seed = 1, int scale = 1) => DataSet.Generate(Folder, seed, scale, targets);

    public string Folder { get; } = Directory.CreateTempSubdirectory("civ-demo-").FullName;
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public Dictionary<string, string> Bytes() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Folder, file), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    /// <summary>Rows of a file in each county's folder, or in one's.</summary>
    public IEnumerable<WrittenRow> Rows(string file, string? county = null) => Counties.Where(code => county is null || code == county).SelectMany(code => RowsOf(code, file));

    /// <summary>Rows of a file of the city's own.</summary>
    public IEnumerable<WrittenRow> OfCity(string file) => RowsOf(Yangquan.City, file);

    IEnumerable<WrittenRow> RowsOf(string county, string file)
    {
        var path = new[] { ".csv", ".xlsx" }.Select(ending => Path.Combine(Folder, county, file + ending)).FirstOrDefault(File.Exists);
        if (path is null) yield break;
        using var stream = File.OpenRead(path);
        var headings = Headings(file);
        using var sheet = Sheet.Open(stream, headings);
        foreach (var row in sheet.Rows()) yield return new WrittenRow(county, Path.GetFileName(path), row, headings);
    }

    /// <summary>As the decisions on the imports name them.</summary>
    static string[] Headings(string file) => (file switch
    {
        "divisions" => "代码,名称,应建层级,常住人口,统计日期,数据来源",
        "sites" => "代码,名称,层级,地址,电话,开放时间,挂牌日期,小区数,人口,停用日期,并入站点,纬度,经度",
        "venues" => "名称,类别,所属站点,产权单位,使用方式,平台,地址,座位数,面积,开放时间,联系电话,入库日期",
        "neighbourhoods" => "站点,小区,户数,人口,统计日期,纬度,经度",
        "pilots" => "站点,级别,确定日期,批次,文件",
        "documents" => "标题,发文机关,文号,级别,类别,发文日期,内容提要,替代文件",
        "meetings" => "会议名称,召开日期,类别,召集单位,地点,主持人,参会单位,议题,纪要",
        "decisions" => "会议,召开日期,序号,决议,责任单位,完成时限,状态,完成日期,落实情况",
        "member-units" => "协调小组,单位,类别,分管负责人,联络员,联系电话,加入日期",
        "duties" => "单位,文件,条款,职责,起始日期",
        "volunteers" or "own-volunteers" => "姓名,身份证号,手机号,站点代码,技能,类别,注册日期,监护人,监护人手机号,全国系统编号,服务类别",
        "teams" => "名称,类别,所属站点,成立日期,口号,队长身份证号,文明实践队伍,全国系统编号",
        "members" => "队伍,所属站点,身份证号,加入日期",
        "hours" => "记录编号,身份证号,活动名称,记录站点,队伍,服务日期,分钟,来源",
        "projects" => "名称,类别,平台,队伍,所属站点,服务对象,目标,开始日期,结束日期,全国系统编号",
        "activities" => "原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效,目的,任务领域,结合工作,主题,主办单位,承办单位,协办单位",
        "dictionaries" => "字典,词,别名,说明,网址,启用日期",
        "bases" => "名称,主题,所属站点,批次,依托单位,地址,授牌日期",
        "honours" => "荣誉名称,级别,获评对象,姓名或名称,站点,届次,名次,是否提名,类别,量词,获评时间,授予单位,文号,事迹,是否未成年人,公开意愿,监护人,监护人同意日期,是否已核验",
        "association-activities" => "原编号,名称,平台,站点,开始时间,结束时间,地点,志愿者人次,群众人次,成效,主办协会",
        "associations" => "登记证号,名称,已登记,所属站点,业务主管单位,成立日期,宗旨",
        "beneficiaries" => "编号,协会,类别,姓名,身份证号,同意登记",
        "donations" => "收据号,协会,收到日期,种类,金额(元),用途,物资,捐赠人",
        "allocations" => "发放编号,收据号,帮扶对象编号,发放日期,金额(元),用途",
        "brands" => "名称,级别,所属站点,队伍,起始日期,品牌故事,项目,获奖",
        "mobilizations" => "编号,事件,级别,发布单位,统一指挥,号召,范围,任务,需要人数,开始时间,结束时间,演练",
        "mobilization-sites" => "动员编号,站点,响应时间,说明",
        "mobilization-answers" => "动员编号,志愿者编号,站点,类别,任务,响应时间",
        "lecturer-teams" => "名称,级别,站点,红色讲师团,宣讲员条件,定期宣讲,定期宣讲题目,定期宣讲地点",
        "lecturers" => "队伍,队伍站点,姓名,专长,职务,方言,身份,本社区工作或居住,理论和实践,示范宣讲员,称号,团长",
        "sessions" or "late-sessions" => "原编号,题目,主题,站点,队伍,队伍站点,讲师,级别,渠道,方法,形式,六进,开始时间,分钟,听众,计数方式",
        _ => throw new ArgumentException(file),
    }).Split(',');

    /// <summary>Codes of the sites of a county's file, closed ones among them.</summary>
    public HashSet<string> Sites(string county) => [.. Rows("sites", county).Select(row => row["代码"])];

    /// <summary>What keeps a row of a file of volunteers from being taken, by the rules and not by what the generator says of it; null for a good row.</summary>
    public static string? FaultOf(WrittenRow row, IReadOnlySet<string> sites)
    {
        if (row.Fault is not null) return row.Fault;
        if (!IdentityNumber.IsValid(row["身份证号"])) return "INVALID_IDENTITY_NUMBER";
        if (!sites.Contains(row["站点代码"])) return "UNKNOWN_SITE";
        if (!Cells.TryDay(row["注册日期"], today, out var since) || since > today) return "INVALID_DATE";
        Assert.Matches("^100[0-9]{8}$", Cells.PhoneOf(row["手机号"]));
        var birth = DateOnly.ParseExact(row["身份证号"].AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);
        return birth > today.AddYears(-14) && (row["监护人"].Length == 0 || row["监护人手机号"].Length != 11) ? "REQUIRED" : null;
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Directory.Packages.props"))) folder = folder.Parent;
        return folder.FullName;
    }
}

/// <summary>A row, its file, and what kept it from being read.</summary>
public sealed class WrittenRow(string county, string file, SheetRow row, string[] headings)
{
    public string County => county;
    public string File => file;
    public int Number => row.Number;
    public string? Fault => row.Fault?.Reason;
    public string this[string heading] => row.Cells[Array.IndexOf(headings, heading)];
    public int Count(string heading) => int.Parse(this[heading], CultureInfo.InvariantCulture);

    public DateOnly Day(string heading) => Cells.TryDay(this[heading], new DateOnly(2026, 1, 1), out var day) ? day : throw new FormatException($"{file} {row.Number}: {this[heading]}");
    public override string ToString() => string.Join(',', row.Cells);
}
