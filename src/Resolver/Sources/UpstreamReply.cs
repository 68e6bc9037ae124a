using DaneCore.Resolver.Transport;

namespace DaneCore.Resolver.Sources;

/// <summary>What a server made of a question, and what that gave away about it.</summary>
internal sealed record UpstreamReply(TransportReply Reply, IReadOnlyList<string> Findings)
{
    /// <summary>True when it says something about the name; nothing better can come of asking elsewhere.</summary>
    public bool IsAnswer { get; init; }
}
