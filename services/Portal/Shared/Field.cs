using Microsoft.AspNetCore.Components;

namespace CivPractice.Portal.Shared;

/// <summary>A field of a form. Its name is the name on the wire, so that what a service refuses finds its field by itself.</summary>
public abstract class Field : ComponentBase
{
    [Inject] public required Visit Visit { get; set; }
    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter, EditorRequired] public required string Label { get; set; }
    [Parameter] public string? Hint { get; set; }
    [Parameter] public bool Optional { get; set; }

    protected string Value => Visit.Typed[Name];
    protected string? Fault => Visit.Refused?.FieldSentence(Name);
    protected string? Invalid => Fault is null ? null : "true";
    protected string? Described => (Hint, Fault) switch
    {
        (null, null) => null,
        (not null, null) => $"{Name}-hint",
        (null, not null) => $"{Name}-fault",
        _ => $"{Name}-hint {Name}-fault",
    };
}
