using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Cli.Tests.Commands;

/// <summary>Gives a line at a time, and lets a second pass before each.</summary>
internal sealed class AdvancingStream(byte[] octets, FakeTimeProvider clock) : MemoryStream(octets)
{
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        int end = Array.IndexOf(ToArray(), (byte)'\n', (int)Position);
        return base.ReadAsync(buffer[..Math.Min(buffer.Length, end < 0 ? buffer.Length : end + 1 - (int)Position)], cancellationToken);
    }
}
