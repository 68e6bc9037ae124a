using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// What is known of one server, for a while: it says how and after whom the server is asked, and nothing else. Whatever was
/// noticed is forgotten in time, because servers are mended and people move between networks. Safe under parallel use.
/// </summary>
internal sealed class UpstreamKnowledge(TimeProvider clock)
{
    // As long as a failure to resolve may be kept at most (RFC 9520 section 3.2).
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(5);

    // How long a server that was silent stands behind the others.
    private static readonly TimeSpan SetBack = TimeSpan.FromSeconds(30);

    // Enough to see that names have one address, and not more: the names come from whoever asks.
    private const int MaxNames = 16;

    private const string Silent = "silent";
    private const string Answered = "answered";
    private const string Unconnected = "unconnected";

    private readonly ConcurrentDictionary<string, long> _since = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Dictionary<DomainName, IPAddress> _addresses = [];
    private readonly Dictionary<RecordType, HashSet<DomainName>> _unanswered = [];
    private volatile bool _hasNotes;

    /// <summary>True when it was silent a moment ago.</summary>
    public bool IsSilent => IsWithin(Silent, SetBack);

    /// <summary>True when it answered some query as it was asked, not long ago; what it refuses now is not refused for its form.</summary>
    public bool HasAnswered => IsWithin(Answered, Lasting);

    /// <summary>True when no connection could be had, not long ago.</summary>
    public bool CannotConnect => IsWithin(Unconnected, Lasting);

    /// <summary>True when something keeps it from handing on what validation needs.</summary>
    public bool CannotCarryDnssec => _since.Keys.Any(finding => FindingCatalog.IsObstacle(finding) && Has(finding));

    /// <summary>True when this was noticed and is not forgotten yet.</summary>
    public bool Has(string finding) => IsWithin(finding, Lasting);

    /// <summary>False as long as nothing was ever noticed.</summary>
    public bool HasNotes => _hasNotes;

    public void Note(string finding)
    {
        Stamp(finding);
        _hasNotes = true;
    }

    public void Forget(string finding) => _since.TryRemove(finding, out _);

    public void NoteReply(TransportReply reply)
    {
        if (reply is not TransportReply.Received { Message: { } message })
        {
            Stamp(Silent);
            return;
        }

        _since.TryRemove(Silent, out _);
        if (Finding.IsAnswerCode(message.Code))
        {
            Stamp(Answered);
        }
    }

    /// <summary>What came of asking over a connection.</summary>
    public void NoteConnection(TransportFault fault)
    {
        if (fault is TransportFault.Refused or TransportFault.Unreachable)
        {
            Stamp(Unconnected);
        }
        else
        {
            Forget(Unconnected);
        }
    }

    /// <summary>
    /// True when a server that cannot hand on the root's keys gives a private address, or one address to several names: a portal
    /// that everybody is led to. Either alone may be in order.
    /// </summary>
    public bool IsPortal(Question question, TransportReply reply)
    {
        lock (_lock)
        {
            if (reply is TransportReply.Received { Message.Answer: [{ Data: AddressRdata { Address: { } address } }] }
                && (_addresses.Count < MaxNames || _addresses.ContainsKey(question.Name)))
            {
                _addresses[question.Name] = address;
            }

            return (Has(Finding.DeniesRootKeys) || Has(Finding.FailsRootKeys) || Has(Finding.StripsRrsig))
                && (_addresses.Values.Any(IsPrivate) || _addresses.Values.Distinct().Count() < _addresses.Count);
        }
    }

    /// <summary>Notes that a question stayed unanswered to the end; true when it is the type that goes unanswered, not one name.</summary>
    public bool IsTypeUnanswered(Question question)
    {
        lock (_lock)
        {
            if (!_unanswered.TryGetValue(question.Type, out HashSet<DomainName>? names))
            {
                _unanswered[question.Type] = names = [];
            }

            if (names.Count < MaxNames)
            {
                names.Add(question.Name);
            }

            return names.Count > 1 && HasAnswered;
        }
    }

    /// <summary>The type was answered after all.</summary>
    public void NoteAnswered(RecordType type)
    {
        lock (_lock)
        {
            _unanswered.Remove(type);
        }
    }

    // RFC 1918 section 3, RFC 6598 section 7, RFC 3927 section 2.1, RFC 4193 section 3.1, RFC 4291 section 2.5.6.
    private static bool IsPrivate(IPAddress address)
    {
        byte[] octets = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal || IPAddress.IsLoopback(address)
            : octets[0] is 10 or 127
                || (octets[0] == 172 && octets[1] is >= 16 and < 32)
                || (octets[0] == 192 && octets[1] == 168)
                || (octets[0] == 100 && octets[1] is >= 64 and < 128)
                || (octets[0] == 169 && octets[1] == 254);
    }

    private void Stamp(string what) => _since[what] = clock.GetTimestamp();

    private bool IsWithin(string what, TimeSpan time) =>
        _since.TryGetValue(what, out long since) && clock.GetElapsedTime(since) < time;
}
