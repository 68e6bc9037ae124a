using System.Net;

namespace DaneCore.Resolver.Transport;

/// <summary>Opens the connections that messages travel in. What goes wrong is a value; only cancellation passes through.</summary>
internal interface IStreamOpening
{
    /// <summary>What failures are told under: TCP, TLS.</summary>
    string Name { get; }

    /// <summary>True when nobody on the way can read: then lengths are hidden too, and idle time is agreed on.</summary>
    bool IsEncrypted { get; }

    ValueTask<OpenedStream> OpenAsync(IPEndPoint server, CancellationToken stop);
}
