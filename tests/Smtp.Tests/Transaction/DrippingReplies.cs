using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>What the far end says comes in one octet at a time, and the clock runs before each.</summary>
internal sealed class DrippingReplies(Stream inner, FakeTimeProvider clock) : TappedStream(inner)
{
    /// <summary>How long each octet takes.</summary>
    public TimeSpan Each { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int read = await base.ReadAsync(buffer[..1], cancellationToken);
        clock.Advance(Each);
        return read;
    }
}
