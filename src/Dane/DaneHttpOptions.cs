using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DaneCore.Dane;

/// <summary>How <see cref="DaneHttp"/> reaches and judges web servers.</summary>
public sealed record DaneHttpOptions
{
    /// <summary>
    /// True refuses hosts without usable TLSA records. False judges those by public authorities, as any client of HTTPS would; a lookup that failed
    /// is refused either way.
    /// </summary>
    public bool RequiresRecords { get; init; }

    /// <summary>The public authorities, for usages 0 and 1 and where no record counts; those of the system unless given.</summary>
    public TrustRoots? Roots { get; init; }

    /// <summary>
    /// Opens a connection, or throws what keeps it from that. The next address is begun then, or a quarter of a second later (RFC 8305 section 5);
    /// connections that came second are cancelled and closed. Over TCP unless given.
    /// </summary>
    public Func<IPEndPoint, CancellationToken, ValueTask<Stream>>? Connect { get; init; }

    /// <summary>Told of every handshake that was accepted, with what vouches for it.</summary>
    public Action<DnsEndPoint, DaneOutcome>? Accepted { get; init; }

    /// <summary>The clock of all dates in certificates, and of the wait between addresses.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where remarks go.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
