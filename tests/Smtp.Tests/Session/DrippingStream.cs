using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Session;

/// <summary>Gives one octet at a time, and lets the clock run before each.</summary>
internal sealed class DrippingStream(byte[] octets, TimeSpan each, FakeTimeProvider clock) : MemoryStream(octets)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        clock.Advance(each);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : base.ReadAsync(buffer[..1], cancellationToken);
    }
}
