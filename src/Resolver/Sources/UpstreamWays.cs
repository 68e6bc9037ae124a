using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>The ways to one server.</summary>
/// <param name="Usual">Asked first.</param>
/// <param name="Connection">A connection where the usual way is datagrams; null where the usual way is one.</param>
internal sealed record UpstreamWays(
    Func<Message, CancellationToken, ValueTask<TransportReply>> Usual,
    Func<Message, CancellationToken, ValueTask<TransportReply>>? Connection)
{
    /// <summary>As is usual, but never sent a second time.</summary>
    public Func<Message, CancellationToken, ValueTask<TransportReply>> Once { get; init; } = Usual;
}
