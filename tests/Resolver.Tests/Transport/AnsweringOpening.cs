using System.Net;
using DaneCore.Resolver.Transport;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>Opens connections to servers that are only there in memory: each answers what it is asked at once, or never.</summary>
internal sealed class AnsweringOpening(bool answers = true) : IStreamOpening
{
    private int _open;

    public string Name => "TCP";

    public bool IsEncrypted => false;

    /// <summary>Connections that nobody has closed yet.</summary>
    public int Open => Volatile.Read(ref _open);

    public ValueTask<OpenedStream> OpenAsync(IPEndPoint server, CancellationToken stop)
    {
        Interlocked.Increment(ref _open);
        return ValueTask.FromResult(new OpenedStream(new AnsweringStream(answers, () => Interlocked.Decrement(ref _open)), null));
    }
}
