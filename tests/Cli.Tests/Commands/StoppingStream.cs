namespace DaneCore.Cli.Tests.Commands;

/// <summary>Gives what it holds, and when more is wanted has the user interrupt the program.</summary>
internal sealed class StoppingStream(byte[] octets, CancellationTokenSource stop) : MemoryStream(octets)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await base.ReadAsync(buffer, CancellationToken.None);
        if (read == 0)
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return read;
    }
}
