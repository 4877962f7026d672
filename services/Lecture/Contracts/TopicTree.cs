namespace CivPractice.Lecture.V1;

/// <summary>
/// What lectures and courses are about: a tree of two levels (主题). A topic is written as the branch, e.g. 惠民政策, or as branch and leaf, e.g. 惠民政策/医疗保障; a file may use another name of a leaf, and a leaf of its own
/// below a known branch counts under the branch. The branches are what the plan of the work names: the party's theories, policies for people, the situation, law, the place's own development, manners, and what helps in life.
/// </summary>
public static class TopicTree
{
    /// <summary>A branch (一级主题) with its leaves (二级主题).</summary>
    /// <param name="Also">Other names of the branch.</param>
    public sealed record Branch(string Name, string[] Also, (string Name, string[] Also)[] Leaves);

    public static readonly IReadOnlyList<Branch> Branches =
    [
        new("党的创新理论", ["创新理论", "理论学习"], [("党史", ["党史学习教育", "红色故事"]), ("会议精神", ["全会精神", "党的会议精神"]), ("理想信念", ["爱国主义"])]),
        new("惠民政策", ["惠农政策", "民生政策"], [("养老和高龄补贴", ["高龄补贴", "养老政策", "养老保险"]), ("医疗保障", ["医保", "医保政策"]), ("就业创业", ["就业政策"]), ("救助帮扶", ["社会救助", "低保政策"]), ("教育政策", ["助学政策"])]),
        new("形势政策", ["党的政策", "最新政策", "政策"], [("经济形势", []), ("国家安全", ["国防教育"]), ("民族团结", [])]),
        new("法治", ["法律", "法律常识", "普法"], [("民法典", []), ("防范诈骗", ["防诈骗", "反诈", "反诈骗"]), ("禁毒", []), ("未成年人保护", []), ("平安建设", ["扫黑除恶"])]),
        new("本地发展", ["地方发展"], [("乡村振兴", []), ("产业发展", ["产业"]), ("生态环保", ["环保", "垃圾分类"])]),
        new("乡风文明", ["文明风尚"], [("移风易俗", ["婚丧新风"]), ("家风家训", ["家教家风", "家风"]), ("道德模范", ["身边好人"]), ("志愿服务", [])]),
        new("健康", ["卫生健康", "健康知识"], [("疾病预防", ["防疫", "科学防疫"]), ("心理健康", []), ("急救", ["急救知识"])]),
        new("科技", ["科学技术"], [("农业技术", ["农技", "种植技术"]), ("科学普及", ["科普"]), ("数字生活", ["智能手机"])]),
        new("安全", ["安全常识", "安全知识"], [("森林防火", ["防火"]), ("交通安全", []), ("居家安全", ["防煤气中毒"])]),
    ];
}
