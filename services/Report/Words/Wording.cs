namespace CivPractice.Report.Words;

/// <summary>How an indicator's number is rounded and worded (表述), as data: the dictionary shows the rule, the report follows it.</summary>
/// <param name="Classifier">The classifier (量词): 支, 个, 名, 场, 人次.</param>
public abstract record Wording(string Classifier)
{
    /// <summary>The rule in the words of the people.</summary>
    public abstract string Rule { get; }

    /// <param name="of">Of a ratio what the value is a part of.</param>
    public abstract string Of(long value, long of);
}

/// <summary>As it is.</summary>
public sealed record Exactly(string Classifier) : Wording(Classifier)
{
    public override string Rule => "原数";
    public override string Of(long value, long of) => Say.Exact(value, Classifier);
}

/// <summary>Cut off, with 余.</summary>
public sealed record CutOff(string Classifier, int Digits) : Wording(Classifier)
{
    public override string Rule => $"取前 {Digits} 位数字，有余数写“余”";
    public override string Of(long value, long of) => Say.Floored(value, Classifier, Digits);
}

/// <summary>Cut off in ten thousands, with 余.</summary>
public sealed record InWan(string Classifier, int Digits) : Wording(Classifier)
{
    public override string Rule => $"满一万以“万”计，取前 {Digits} 位数字，有余数写“余”（不足十万写在“万”后，满十万写在“万”前）";
    public override string Of(long value, long of) => Say.FlooredWan(value, Classifier, Digits);
}

/// <summary>Money, kept in fen, cut off in ten thousands of yuan, with 余.</summary>
public sealed record InYuan(int Digits) : Wording("元")
{
    public override string Rule => $"以元计，满一万以“万”计，取前 {Digits} 位数字，有余数写“余”（不足十万写在“万”后，满十万写在“万”前）";
    public override string Of(long value, long of) => Say.Money(value, Digits);
}

/// <summary>An attribute that somebody told, cut off, with 多.</summary>
public sealed record Roughly(string Classifier, int Digits) : Wording(Classifier)
{
    public override string Rule => $"满一万以“万”计，取前 {Digits} 位数字，有余数写“多”";
    public override string Of(long value, long of) => Say.About(value, Classifier, Digits);
}

/// <summary>Hours of summed minutes.</summary>
public sealed record InHours() : Wording("小时")
{
    public override string Rule => "分钟相加后折成小时，四舍五入到一位小数";
    public override string Of(long value, long of) => Say.Hours(value);
}

/// <summary>A share of what must be there.</summary>
public sealed record Covered() : Wording("%")
{
    public override string Rule => $"全部建成写“实现100%全覆盖”，{Say.NearlyCovered}% 以上写“基本实现全覆盖”，其余写百分比（舍去，不进位）";
    public override string Of(long value, long of) => Say.Coverage(value, of);
}

/// <summary>A share that need not be whole.</summary>
public sealed record AsShare() : Wording("%")
{
    public override string Rule => "百分比，取一位小数（舍去，不进位）；没有可计的不写比例";
    public override string Of(long value, long of) => Say.Share(value, of);
}

/// <summary>A sum over what it is a sum of.</summary>
public sealed record OnAverage(string Classifier) : Wording(Classifier)
{
    public override string Rule => "合计除以件数，四舍五入到一位小数；没有可计的不写平均数";
    public override string Of(long value, long of) => Say.Average(value, of, Classifier);
}
