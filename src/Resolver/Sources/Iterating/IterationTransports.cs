using DaneCore.Resolver.Transport;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>How servers are reached. UDP waits as long as a server deserves, so there is one transport per wait.</summary>
internal sealed record IterationTransports(Func<TimeSpan, IMessageTransport> Udp, IMessageTransport Tcp, TimeSpan LongestWait) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Tcp.DisposeAsync();
}
