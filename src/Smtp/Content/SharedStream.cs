namespace DaneCore.Smtp.Content;

/// <summary>A seekable stream of the caller, read at several places by turns.</summary>
#pragma warning disable CA1001 // a semaphore whose wait handle nobody asks for holds memory alone
internal sealed class SharedStream(Stream stream)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly long _origin = stream.Position;

    /// <summary>Reads at so many octets behind where the stream stood in the beginning.</summary>
    public async ValueTask<int> ReadAsync(long position, Memory<byte> buffer, CancellationToken stop)
    {
        await _turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            stream.Position = _origin + position;
            return await stream.ReadAsync(buffer, stop).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
