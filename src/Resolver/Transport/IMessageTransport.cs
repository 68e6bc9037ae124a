using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// One query out, one reply in. The transport picks the id. It never throws because of the network or of octets: what goes
/// wrong is a value. Only cancellation by the caller passes through.
/// </summary>
internal interface IMessageTransport : IAsyncDisposable
{
    /// <summary>Asks; the reply fits the query as RFC 5452 section 9.1 demands, and nothing else about it was judged.</summary>
    ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop);
}
