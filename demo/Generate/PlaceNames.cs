namespace CivPractice.Demo.Generate;

/// <summary>Names of villages and communities, invented, each once in a county.</summary>
public sealed class PlaceNames(Dice dice)
{
    static readonly string[] sides = ["东", "西", "南", "北", "上", "下", "前", "后", "大", "小"];
    static readonly string[] trees = ["柳", "槐", "枣", "杏", "石", "土", "青", "白", "红", "黄", "清", "双", "井", "窑", "松", "榆", "桃", "梨"];
    static readonly string[] lands = ["沟", "坪", "峪", "岭", "泉", "河", "坡", "湾", "洼", "垴", "掌", "崖", "梁", "滩", "庄", "头"];
    static readonly string[] virtues = ["德", "安", "和", "康", "福", "新", "锦", "瑞", "兴", "祥", "文", "景", "裕", "宁"];
    static readonly string[] grounds = ["泰", "园", "苑", "华", "馨", "秀", "丰", "源", "庭", "里"];

    readonly HashSet<string> given = [Yangquan.ChainCommunity];

    public string Village() => Fresh(() => dice.Roll(3) == 0
        ? $"{dice.Of(trees)}{dice.Of(lands)}村"
        : $"{dice.Of(sides)}{dice.Of(trees)}{dice.Of(lands)}村");

    public string Community() => Fresh(() => $"{dice.Of(virtues)}{dice.Of(grounds)}社区");

    string Fresh(Func<string> invent)
    {
        string name;
        do name = invent(); while (!given.Add(name));
        return name;
    }
}
