namespace DaneCore.Lab.Faults;

/// <summary>Holds a reply back for a time that a clock measures; with a clock made for tests, no test waits.</summary>
internal sealed class DelayFault(TimeSpan delay, TimeProvider clock) : IReplyFault
{
    public async ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop)
    {
        await Task.Delay(delay, clock, stop).ConfigureAwait(false);
        return reply;
    }
}
