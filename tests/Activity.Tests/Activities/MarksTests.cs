using CivPractice.Activity.Activities;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.Tests.Activities;

/// <summary>What marks may say.</summary>
public sealed class MarksTests
{
    static string[] Faults(ActivityMarks said)
    {
        var check = new Check();
        Marks.Of(check, said, CountyWords.None);
        try { check.Done(); }
        catch (Fault fault) { return [.. fault.Fields.Select(field => $"{field.Field} {field.Reason}")]; }
        return [];
    }

    [Fact]
    public void Without_a_word_there_are_none()
    {
        var marks = Marks.Of(new Check(), null, CountyWords.None);
        Assert.Equal(new ActivityMarks(), marks.ToWire());
    }

    [Fact]
    public void What_is_said_twice_counts_once_and_purposes_stand_in_their_order()
    {
        var said = new ActivityMarks
        {
            Purposes = { ActivityPurpose.PurposeService, ActivityPurpose.PurposeCare, ActivityPurpose.PurposeService },
            CrossWork = { " 平安建设 ", "科普", "平安建设" },
            TaskField = TaskField.CulturalLife,
            Theme = " 试点先行、融合共建 ",
            HostUnits = { "县文明办", "县文明办" },
        };
        var marks = Marks.Of(new Check(), said, CountyWords.None);
        Assert.Equal([(int)ActivityPurpose.PurposeCare, (int)ActivityPurpose.PurposeService], marks.Purposes);
        Assert.Equal(["平安建设", "科普"], marks.CrossWork);
        Assert.Equal((TaskField.CulturalLife, "试点先行、融合共建"), (marks.TaskField, marks.Theme));
        Assert.Equal(["县文明办"], marks.HostUnits);
        Assert.Empty(Faults(said));
    }

    [Fact]
    public void Unknown_values_long_words_and_too_many_are_refused_each_at_its_field() => Assert.Equal(
        ["marks.purposes UNKNOWN_VALUE", "marks.purposes UNKNOWN_VALUE", "marks.taskField UNKNOWN_VALUE", "marks.kind UNKNOWN_VALUE", "marks.theme TOO_LONG", "marks.crossWork TOO_MANY", "marks.hostUnits REQUIRED", "marks.organizingUnits TOO_LONG"],
        Faults(new ActivityMarks
        {
            Purposes = { ActivityPurpose.Unspecified, (ActivityPurpose)5 },
            TaskField = (TaskField)7,
            CrossWork = { Enumerable.Range(1, 9).Select(number => $"工作{number}") },
            Kind = (ActivityKind)50,
            Theme = new string('主', 61),
            HostUnits = { " " },
            OrganizingUnits = { new string('单', 61) },
        }));

    [Theory]
    [InlineData("平安、建设")]
    [InlineData("平安,建设")]
    [InlineData("平安\uff0c建设")]
    [InlineData("平安;建设")]
    public void A_word_that_a_file_would_take_for_two_is_refused(string word) => Assert.Equal(["marks.crossWork SEPARATOR_IN_WORD"], Faults(new ActivityMarks { CrossWork = { word } }));

    [Fact]
    public void A_unit_has_one_role() => Assert.Equal(
        ["marks.organizingUnits UNIT_TWICE", "marks.assistingUnits UNIT_TWICE", "marks.assistingUnits UNIT_TWICE"],
        Faults(new ActivityMarks { HostUnits = { "甲单位" }, OrganizingUnits = { "乙单位", "甲单位" }, AssistingUnits = { "甲单位", "乙单位", "丙单位" } }));

    [Fact]
    public void Files_call_every_purpose_and_field_by_a_word_that_is_read_again()
    {
        foreach (var purpose in Enum.GetValues<ActivityPurpose>().Where(one => one != 0)) Assert.True(MarkWords.TryReadPurpose(purpose.Word(), out var read) && read == purpose);
        foreach (var field in Enum.GetValues<TaskField>().Where(one => one != 0)) Assert.True(MarkWords.TryReadField(field.Word(), out var read) && read == field);
        Assert.True(MarkWords.TryReadPurpose("关心", out var care) && care == ActivityPurpose.PurposeCare);
        foreach (var kind in Enum.GetValues<ActivityKind>().Where(one => one != 0)) Assert.True(MarkWords.TryReadKind(kind.Word(), out var read) && read == kind);
        Assert.False(MarkWords.TryReadKind("", out _) || MarkWords.TryReadKind("乡风", out _));
        Assert.False(MarkWords.TryReadPurpose("", out _) || MarkWords.TryReadPurpose("帮助群众", out _) || MarkWords.TryReadField("", out _));
    }
}
