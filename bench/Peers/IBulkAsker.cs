namespace DaneCore.Bench.Peers;

/// <summary>A validator that is a library, in the process that exists to measure it.</summary>
internal interface IBulkAsker : IAsyncDisposable
{
    string Version { get; }

    /// <summary>Forgets everything, and learns the keys of the top-level domain.</summary>
    Task RefreshAsync();

    /// <summary>Asks for the TLSA records of every domain, so many times, a hundred under way at once.</summary>
    /// <returns>How many answers were secure.</returns>
    Task<int> AskAsync(int times);
}
