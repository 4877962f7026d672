using System.Globalization;
using System.Text;
using Npgsql;

namespace CivPractice.Platform.Database;

/// <summary>A statement put together from parts; what stands in a part's braces becomes a parameter, never text.</summary>
public sealed class Statement
{
    readonly StringBuilder text = new();
    readonly List<NpgsqlParameter> parameters = [];

    public string Text => text.ToString();
    public NpgsqlParameter[] Parameters => [.. parameters];

    /// <summary>Appends a part as a line of its own. Values: text, numbers, ids, moments, and arrays of these.</summary>
    public Statement Add(FormattableString part)
    {
        var names = new object[part.ArgumentCount];
        for (var i = 0; i < names.Length; i++)
        {
            parameters.Add(new NpgsqlParameter { Value = part.GetArgument(i) ?? DBNull.Value });
            names[i] = string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");
        }
        text.AppendFormat(CultureInfo.InvariantCulture, part.Format, names).Append('\n');
        return this;
    }
}
