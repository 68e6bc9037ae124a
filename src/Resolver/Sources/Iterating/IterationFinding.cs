namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>What can be noticed about a server with authority, besides what can be noticed about any. Never a verdict.</summary>
internal static class IterationFinding
{
    /// <summary>The server does not serve a zone it is named for.</summary>
    public const string Lame = "lame";

    /// <summary>The server does not repeat the case of a question.</summary>
    public const string FoldsCase = "folds-case";

    /// <summary>The server answers with a failure code.</summary>
    public const string Fails = "fails";

    /// <summary>No forwarder was asked, or none could be used: the walk began at the root.</summary>
    public const string Iterated = "iterated";
}
