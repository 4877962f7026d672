using CivPractice.Activity.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.Mobilizations;

/// <summary>A call to volunteers and sites in an emergency (应急动员), under one command (志愿服务条例 Art. 24). A drill (演练) is never counted with the real ones.</summary>
public sealed class Mobilization : ICountyRow
{
    public const int MostNumber = 40, MostTaskKinds = 20;

    /// <summary>A number stands in addresses: letters, digits, Chinese, hyphens and brackets.</summary>
    public static string ReadNumber(Check check, string field, string typed)
    {
        var number = check.Text(field, "编号", typed, MostNumber);
        check.That(number.All(letter => char.IsLetterOrDigit(letter) || "-〔〕()（）".Contains(letter)), field, "INVALID_NUMBER", "编号只能有汉字、字母、数字、连字符和括号");
        return number;
    }

    public required string County { get; init; }

    /// <summary>编号, once in a county; figures are told by it.</summary>
    public required string Number { get; init; }
    public required string Event { get; init; }
    public required EmergencyLevel Level { get; init; }
    public required string IssuedBy { get; init; }

    /// <summary>统一指挥.</summary>
    public required string Command { get; init; }
    public required string Call { get; init; }

    /// <summary>Institutes and stations below this code are called.</summary>
    public required string Area { get; init; }
    public required string[] TaskKinds { get; init; }
    public required int Needed { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public required bool Drill { get; init; }

    /// <summary>The import and the row of its file that it came by; null for one that was called here.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }
    public long Version { get; private set; } = 1;

    /// <summary>Nobody answers a call that is over, and no site that was not called.</summary>
    /// <exception cref="Fault">MOBILIZATION_ENDED, NOT_CALLED.</exception>
    public void RequireOpen(string site, DateTimeOffset now)
    {
        if (EndedAt <= now) throw Fault.Precondition("MOBILIZATION_ENDED", "这次动员已经结束");
        if (!Calls(site)) throw Fault.Invalid("site", "NOT_CALLED", "这个站点不在动员范围内");
    }

    public bool Calls(string site) => site.StartsWith(Area, StringComparison.Ordinal);

    /// <exception cref="Fault">MOBILIZATION_ENDED.</exception>
    public void End(DateTimeOffset now)
    {
        if (EndedAt is not null) throw Fault.Precondition("MOBILIZATION_ENDED", "这次动员已经结束");
        EndedAt = now;
        Version++;
    }
}

/// <summary>A site (所、站) answered a call (响应), once.</summary>
public sealed class SiteAnswer : ICountyRow
{
    public required string County { get; init; }
    public required string Mobilization { get; init; }
    public required string Site { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
    public required string Note { get; init; }
}

/// <summary>A volunteer answered a call, once, whatever he answers again: the number of rows is the number of persons.</summary>
public sealed class VolunteerAnswer : ICountyRow
{
    public required string County { get; init; }
    public required string Mobilization { get; init; }
    public required Guid PersonId { get; init; }
    public required string Site { get; init; }

    /// <summary>党员, 青年, 民兵, 民间; empty where nobody said.</summary>
    public required string Kind { get; init; }
    public required string[] TaskKinds { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>When it was written down: of an imported one that is later. PostgreSQL says it.</summary>
    public DateTimeOffset RecordedAt { get; private set; }
}

/// <summary>A team answered a call with a number of people (队伍响应), once. They are not persons of the figure: a member may have answered himself as well.</summary>
public sealed class TeamAnswer : ICountyRow
{
    public const int MostPeople = 1_000;

    public required string County { get; init; }
    public required string Mobilization { get; init; }
    public required Guid TeamId { get; init; }
    public required string Site { get; init; }
    public required int People { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
}
