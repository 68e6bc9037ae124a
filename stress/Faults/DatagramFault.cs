using DaneCore.Lab.Faults;

namespace DaneCore.Stress.Faults;

/// <summary>
/// What may befall datagrams on their way: the query is lost, the reply is lost, comes twice, comes later than others. What goes over a connection passes.
/// </summary>
internal sealed class DatagramFault(FaultDice dice) : IReplyFault
{
    private volatile bool _isOver;

    /// <summary>The share that is lost, of queries and of replies each.</summary>
    public double Loss { get; init; }

    /// <summary>The share of replies that come twice.</summary>
    public double Twice { get; init; }

    /// <summary>How long a reply is on its way at least.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How much longer it may be, which puts replies in another order.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>From now on nothing befalls them.</summary>
    public void Mend() => _isOver = true;

    public async ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop)
    {
        if (query.Transport != LabTransport.Datagram || _isOver)
        {
            return reply;
        }

        if (dice.Falls(Loss) || dice.Falls(Loss))
        {
            return new LabReply.Silence();
        }

        TimeSpan delay = Delay + (Jitter * dice.Share());
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, TimeProvider.System, stop).ConfigureAwait(false);
        }

        return dice.Falls(Twice) ? new LabReply.Several([reply, reply]) : reply;
    }
}
