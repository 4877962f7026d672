using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CivPractice.Portal.Shared;

/// <summary>
/// A page: what was posted is done first, then the page is loaded, then drawn once. So a page shows what is true after the deed, never handles a null that
/// is only "not loaded yet", and what a service refuses becomes a sentence in one place.
/// </summary>
public abstract class CountyPage : IComponent
{
    RenderHandle handle;
    bool opened;

    [Inject] public required Visit Visit { get; set; }

    /// <summary>The county (县区) of the address; empty on the page of all counties.</summary>
    [Parameter] public string County { get; set; } = "";

    /// <summary>What was refused of the posted form; the page is drawn with it and with everything that was typed.</summary>
    protected Refusal? Refused => Visit.Refused;

    protected Typed Typed => Visit.Typed;

    /// <summary>The key under which a repeated press of the same button is the same deed.</summary>
    protected Metadata Once => Visit.Once;

    /// <summary>Does what the button <paramref name="deed"/> of a posted form says.</summary>
    protected virtual Task PostAsync(string deed) => Task.CompletedTask;

    protected virtual Task LoadAsync() => Task.CompletedTask;

    protected virtual void BuildRenderTree(RenderTreeBuilder builder) { }

    void IComponent.Attach(RenderHandle renderHandle) => handle = renderHandle;

    async Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (opened) return;
        opened = true;

        Refusal? closed = null;
        try
        {
            await Visit.OpenAsync();
            if (Visit.IsPost) await PostOrRefuseAsync();
            if (!Visit.IsLeaving) await LoadAsync();
        }
        catch (Exception exception) when (Refusal.Of(exception) is { } refusal)
        {
            closed = refusal;
            Visit.Http.Response.AnswerWith(refusal.HttpStatus);
        }
        if (Visit.IsLeaving) return;
        handle.Render(closed is null ? BuildRenderTree : builder => Closed(builder, closed));
    }

    /// <summary>The answer is another page.</summary>
    protected void Go(string path) => Visit.Go(path);

    /// <summary>A page that is not there for this caller.</summary>
    protected static Exception NotFound(string what) => Fault.NotFound(what);

    async Task PostOrRefuseAsync()
    {
        try
        {
            await PostAsync(Typed["do"]);
        }
        catch (Exception exception) when (Refusal.Of(exception) is { NeedsSignIn: false } refusal)
        {
            Visit.Refused = refusal;
            Visit.Http.Response.AnswerWith(refusal.HttpStatus);
        }
    }

    static void Closed(RenderTreeBuilder builder, Refusal refusal)
    {
        builder.OpenComponent<ClosedPage>(0);
        builder.AddComponentParameter(1, nameof(ClosedPage.Refusal), refusal);
        builder.CloseComponent();
    }
}
