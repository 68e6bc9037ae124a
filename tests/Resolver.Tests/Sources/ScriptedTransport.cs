using System.Net;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources;

/// <summary>Says what the script says, at once.</summary>
internal sealed class ScriptedTransport(ServerScript script) : IMessageTransport
{
    public ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return new(script.Ask(query, server));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
