namespace DaneCore.Interop.Tests.Table.Asking;

/// <summary>A validating program other than ours.</summary>
internal interface IPeer
{
    /// <summary>The name of the program.</summary>
    string Name { get; }

    Task<string> VersionAsync();

    Task<PeerVerdict> AskAsync(string name, string type);
}
