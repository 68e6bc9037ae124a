using System.Net;
using DaneCore.Resolver.Transport;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>Connects over TCP, but to some addresses never.</summary>
internal sealed class BlackHoles(IEnumerable<IPAddress> holes) : IStreamOpening
{
    private readonly HashSet<IPAddress> _holes = [.. holes];
    private int _begun;
    private int _givenUp;

    public string Name => "TCP";

    public bool IsEncrypted => false;

    /// <summary>How many connections were begun.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <summary>How many that were swallowed have been given up.</summary>
    public int GivenUp => Volatile.Read(ref _givenUp);

    public async ValueTask<OpenedStream> OpenAsync(IPEndPoint server, CancellationToken stop)
    {
        Interlocked.Increment(ref _begun);
        if (!_holes.Contains(server.Address))
        {
            return await TcpOpening.Instance.OpenAsync(server, stop);
        }

        try
        {
            await new TaskCompletionSource().Task.WaitAsync(stop);
        }
        finally
        {
            Interlocked.Increment(ref _givenUp);
        }

        return default;
    }
}
