namespace DaneCore.Bench.Peers;

/// <summary>A validator in a process of its own, which asks the bulk server.</summary>
internal interface IBulkPeer : IAsyncDisposable
{
    /// <summary>Its version, once it runs.</summary>
    string Version { get; }

    /// <summary>Forgets everything, and learns the keys of the top-level domain.</summary>
    Task RefreshAsync();

    /// <summary>Asks for the TLSA records of every domain, so many times.</summary>
    Task<PeerCost> AskAsync(int times);
}
