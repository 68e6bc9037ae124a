using System.Diagnostics.CodeAnalysis;
using System.Net;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources;

/// <summary>Says what the script says, at once.</summary>
internal sealed class ScriptedTransport(ServerScript script) : IMessageTransport
{
    /// <summary>A server of the script, reached in the same way by datagrams and by connections.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Nothing is open in it.")]
    public static Upstream To(ServerScript script, IPEndPoint server, TimeProvider clock)
    {
        ScriptedTransport transport = new(script);
        ValueTask<TransportReply> Ask(Message query, CancellationToken stop) => transport.AskAsync(query, server, stop);
        return new Upstream(server.ToString(), new UpstreamWays(Ask, Ask), clock);
    }

    public ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return new(script.Ask(query, server));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
