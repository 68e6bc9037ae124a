using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>Asks no server more often than its pace allows. The wait comes before the time of the try, which is not shortened by it.</summary>
internal sealed class PacedTransport(IMessageTransport inner, ServerPace pace) : IMessageTransport
{
    /// <summary>The transport at this pace; the transport itself where there is none.</summary>
    public static IMessageTransport Of(IMessageTransport inner, ServerPace? pace) => pace is null ? inner : new PacedTransport(inner, pace);

    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        await pace.WaitAsync(server.ToString(), stop).ConfigureAwait(false);
        return await inner.AskAsync(query, server, stop).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
