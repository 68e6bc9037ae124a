using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Smtp;

/// <summary>What came of one mail host.</summary>
public sealed record HostReport
{
    /// <summary>The host as the MX record names it.</summary>
    public required DomainName Host { get; init; }

    /// <summary>Lower ones are tried first; 0 for a domain that is its own host.</summary>
    public required int Preference { get; init; }

    /// <summary>What vouches for the addresses; of two families the better one.</summary>
    public SecurityStatus AddressSecurity { get; init; }

    /// <summary>The name whose TLSA records count; null when none were found.</summary>
    public DomainName? TlsaBase { get; init; }

    /// <summary>What vouches for the TLSA answer; null when the question was not asked.</summary>
    public SecurityStatus? TlsaSecurity { get; init; }

    /// <summary>The TLSA records that count; none where they are not secure.</summary>
    public IReadOnlyList<TlsaRecord> Tlsa { get; init; } = [];

    /// <summary>What a sender does with this host.</summary>
    public required TransportPolicy Policy { get; init; }

    /// <summary>Why, with the section that decides; safe to show.</summary>
    public required string PolicyReason { get; init; }

    /// <summary>Each address, IPv6 first.</summary>
    public IReadOnlyList<AddressReport> Addresses { get; init; } = [];

    /// <summary>The status a bounce would carry if this host were the only one, 5.x; null when it takes mail.</summary>
    public string? Code { get; init; }

    /// <summary>The kind of failure for TLS reports; none where they have no word for it.</summary>
    public ResultType ResultType { get; init; }

    /// <summary>What was found out about the host before connecting; null for an address in place of a host, or when time ran out.</summary>
    public TlsaLookupResult? Lookup { get; init; }

    /// <summary>Whether the key could be changed without stopping mail; null where there are no TLSA records that count.</summary>
    public RolloverReadiness? Rollover { get; init; }

    /// <summary>The answers that the host's row rests on.</summary>
    public IReadOnlyList<Answer> Answers => Lookup?.Host is { } host
        ? [host.V6.Answer, host.V4.Answer, .. host.AliasAnswer is { } alias ? [alias] : Array.Empty<Answer>(), .. host.TlsaAnswers]
        : [];

    /// <summary>The first address that would take mail; null when none would.</summary>
    public AddressReport? Taker => Addresses.FirstOrDefault(address => address.TakesMail);

    /// <summary>True when the time of the check ran out before its addresses and records were known.</summary>
    internal bool IsLookupOutOfTime { get; init; }

    /// <summary>True when the host might take mail, had the check had more time.</summary>
    internal bool IsOutOfTime => Taker is null && (IsLookupOutOfTime || Addresses.Any(address => address.IsOutOfTime));

    /// <summary>The policy as reports spell it.</summary>
    public string PolicyText => Policy switch
    {
        TransportPolicy.Dane => "dane",
        TransportPolicy.Encrypt => "encrypt",
        TransportPolicy.May => "may",
        _ => "skip",
    };
}
