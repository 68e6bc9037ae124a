using DaneCore.Cli.Options;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Commands;

/// <summary>What <c>tlsa create</c> was asked for.</summary>
internal sealed record CreateRequest
{
    /// <summary>The certificates in use, from a file; null where they come from a server.</summary>
    public required PeerChain? Chain { get; init; }

    /// <summary>The server to take them from.</summary>
    public required HostPort? Server { get; init; }

    /// <summary>Where the records will stand; null when nobody said.</summary>
    public required DomainName? Host { get; init; }

    public required int Port { get; init; }

    /// <summary>The parameters published now, or to be published.</summary>
    public required IReadOnlyList<TlsaParameters> From { get; init; }

    /// <summary>Those published in the end.</summary>
    public required IReadOnlyList<TlsaParameters> To { get; init; }

    /// <summary>The certificates to come.</summary>
    public required PeerChain? Next { get; init; }

    /// <summary>What the user says of the TTL, whatever DNS says.</summary>
    public required TimeSpan? Ttl { get; init; }

    /// <summary>True when the line names a source of DNS.</summary>
    public required bool AsksDns { get; init; }

    /// <summary>True when key or parameters change.</summary>
    public bool IsChange => Next is not null || !From.ToHashSet().SetEquals(To);

    /// <summary>True when what stands in DNS is looked up.</summary>
    public bool LooksUp => Host is not null && (AsksDns || Server is not null || (IsChange && Ttl is null));
}
