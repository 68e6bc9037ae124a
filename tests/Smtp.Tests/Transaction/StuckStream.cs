namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>From a long write on nothing leaves any more: the far end does not read.</summary>
internal sealed class StuckStream(Stream inner, StallClock clock) : TappedStream(inner)
{
    private const int Long = 4096;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length < Long)
        {
            await base.WriteAsync(buffer, cancellationToken);
            return;
        }

        TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration end = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        clock.Stall(SmtpTimeouts.Delivery.DataBlock);
        await never.Task;
    }
}
