using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DaneCore.Smtp;

/// <summary>How mail hosts are reached and judged.</summary>
public sealed record SmtpOptions
{
    /// <summary>
    /// What EHLO says: a host name, or an address literal. Null for the literal of this end of the connection, as RFC 5321 section 4.1.1.1
    /// has it for a client without a name. Servers may check it.
    /// </summary>
    public string? HeloName { get; init; }

    /// <summary>The port connected to, and the port TLSA records are looked up for (RFC 7672 section 2.2.3).</summary>
    public int Port { get; init; } = 25;

    /// <summary>
    /// Speaks LMTP (RFC 2033), the protocol of delivery into a mail store, in which each recipient gets an answer of its own. Never on
    /// port 25 (RFC 2033 section 5).
    /// </summary>
    public bool UsesLmtp { get; init; }

    /// <summary>Recipients in one transaction; more make several. RFC 5321 section 4.5.3.1.8 has every server take 100.</summary>
    public int MaxRecipients { get; init; } = 100;

    /// <summary>How certificates are judged: <see cref="UsageProfile.Smtp"/> or <see cref="UsageProfile.ExchangeOnline"/>.</summary>
    public UsageProfile Profile { get; init; } = UsageProfile.Smtp;

    /// <summary>
    /// Whether suites that only servers of the past need are offered where a server has to authenticate itself too; see
    /// <see cref="DaneHandshake.OffersOlderSuites"/>. Where nobody is authenticated they always are.
    /// </summary>
    public bool OffersOlderSuites { get; init; }

    /// <summary>What TLSA records count for behind unsigned MX records.</summary>
    public InsecureMxPolicy InsecureMx { get; init; }

    /// <summary>
    /// Mandatory DANE (RFC 7672 section 6): mail goes to authenticated servers found by signed MX records, and waits where there
    /// are none.
    /// </summary>
    public bool RequireDane { get; init; }

    /// <summary>Nothing goes in clear, whatever the recipient's domain publishes.</summary>
    public bool RequireTls { get; init; }

    /// <summary>
    /// Audit only (RFC 7672 section 9.1): where a policy would hold mail back, the report and the log say so, and the mail goes as
    /// if there were none. Off unless somebody is at hand who reads that.
    /// </summary>
    public bool AuditsOnly { get; init; }

    /// <summary>How long a connection is kept for mail of another call; zero for not at all.</summary>
    public TimeSpan IdleTime { get; init; }

    /// <summary>Messages over one connection; a server's own limit counts where it is less (RFC 9422 section 4.1). Ours.</summary>
    public int MaxMessagesPerConnection { get; init; } = 100;

    /// <summary>How long each answer is waited for.</summary>
    public SmtpTimeouts Timeouts { get; init; } = SmtpTimeouts.Delivery;

    /// <summary>How long a check may take over all; what is not known by then is reported as not known.</summary>
    public TimeSpan CheckTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a delivery may take over all; null for as long as its steps may. When it is up nothing more is begun and what waits is given up, but
    /// the reply to the end of a message is waited for all the same: to give up there risks a second copy (RFC 5321 section 4.5.3.2.6).
    /// </summary>
    public TimeSpan? DeliveryTimeout { get; init; }

    /// <summary>Connections at a time. Each address has one at most.</summary>
    public int MaxConnections { get; init; } = 8;

    /// <summary>Hosts looked at; a domain with more names them in vain. Ours: large providers have ten.</summary>
    public int MaxHosts { get; init; } = 32;

    /// <summary>Addresses looked at per host. Ours; RFC 5321 section 5.1 asks for two at least and allows a limit.</summary>
    public int MaxAddresses { get; init; } = 16;

    /// <summary>The names under which this sender receives mail itself; such a host and all that are not better are left out (RFC 5321 section 5.1).</summary>
    public IReadOnlyList<DomainName> OwnNames { get; init; } = [];

    /// <summary>A random number below the one given: orders hosts of one preference. A check does not ask for it.</summary>
    public Func<int, int> Pick { get; init; } = RandomNumberGenerator.GetInt32;

    /// <summary>Opens a connection; fails as TCP does, with <see cref="SocketException"/> or <see cref="IOException"/>.</summary>
    public Func<IPEndPoint, CancellationToken, ValueTask<Stream>> Connect { get; init; } = ConnectTcpAsync;

    /// <summary>The clock of all waits and of all dates in certificates.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where remarks go.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>What is left of <see cref="DeliveryTimeout"/> for the delivery under way; null for no bound.</summary>
    internal TimeBudget? Budget { get; private init; }

    /// <summary>The same for one delivery, whose time begins now.</summary>
    internal SmtpOptions FromNow() => DeliveryTimeout is { } limit ? this with { Budget = new TimeBudget(limit, Clock) } : this;

    /// <summary>Why the options cannot be used; null when they can. Asked by whoever takes them.</summary>
    internal string? WhyUnusable() =>
        HeloName is { } name && !HostText.IsEhloName(name) ? "The EHLO name is neither a host name nor an address literal."
        : Port is < 1 or > ushort.MaxValue ? "The port is not between 1 and 65535."
        : IdleTime < TimeSpan.Zero ? "The idle time is negative."
        : DeliveryTimeout <= TimeSpan.Zero ? "The time for a delivery is not above zero."
        : AuditsOnly && (RequireDane || RequireTls) ? "A demand for DANE or TLS and audit-only mode exclude one another."
        : MaxMessagesPerConnection < 1 || MaxConnections < 1 || MaxHosts < 1 || MaxAddresses < 1 || MaxRecipients < 1 ? "A limit is below 1."
        : UsesLmtp && Port == 25 ? "LMTP is not spoken on port 25 (RFC 2033 section 5)."
        : null;

    /// <summary>What EHLO says over a connection.</summary>
    internal string HelloOver(SmtpConnection connection) => HeloName ?? HostText.LiteralOf(connection.LocalAddress);

    private static async ValueTask<Stream> ConnectTcpAsync(IPEndPoint endPoint, CancellationToken stop)
    {
        Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, stop).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
