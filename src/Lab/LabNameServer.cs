using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab;

/// <summary>Zones and the faults in front of them: what <see cref="LabSource"/> asks in process and <see cref="LoopbackDnsServer"/> serves.</summary>
public sealed class LabNameServer
{
    private volatile ZoneSet _zones;

    /// <summary>The first fault is nearest to the zones.</summary>
    public LabNameServer(ZoneSet zones, params IEnumerable<IReplyFault> faults)
    {
        ArgumentNullException.ThrowIfNull(zones);
        _zones = zones;
        Faults = [.. faults];
    }

    /// <summary>May be changed while it serves: a key is rolled, a zone is signed anew.</summary>
    public ZoneSet Zones
    {
        get => _zones;
        set => _zones = value;
    }

    /// <summary>What befalls the replies.</summary>
    public IReadOnlyList<IReplyFault> Faults { get; }

    /// <summary>What it is called in reports.</summary>
    public string Name { get; init; } = "lab";

    /// <summary>Answers with authority and refers, instead of recursing.</summary>
    public bool IsAuthoritative { get; init; }

    /// <summary>The zones' answer after all faults.</summary>
    public async ValueTask<LabReply> RespondAsync(LabQuery query, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        ZoneSet zones = _zones;
        Message sound = IsAuthoritative ? zones.AnswerAuthoritatively(query.Message) : zones.Answer(query.Message);
        LabReply reply = new LabReply.Sent(sound);
        foreach (IReplyFault fault in Faults)
        {
            reply = await fault.ApplyAsync(query, reply, stop).ConfigureAwait(false);
        }

        return reply;
    }
}
