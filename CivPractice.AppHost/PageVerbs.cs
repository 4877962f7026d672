/// <summary>Words of the page that only repeat the hosts' own verbs; compiled with either host.</summary>
public static class PageVerbs
{
    /// <summary>Tells a part where its peers are: <c>services__name__endpoint__0</c> for each.</summary>
    public static IResourceBuilder<ProjectResource> WithPeers(this IResourceBuilder<ProjectResource> part,
        params IResourceBuilder<ProjectResource>[] peers)
    {
        foreach (var peer in peers) { part.WithReference(peer); }
        return part;
    }

    /// <summary>Starts a part only when all of these are healthy.</summary>
    public static IResourceBuilder<ProjectResource> WaitForAll(this IResourceBuilder<ProjectResource> part,
        params IResourceBuilder<ProjectResource>[] peers)
    {
        foreach (var peer in peers) { part.WaitFor(peer); }
        return part;
    }
}
