using System.Net;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>What was asked about a host before it may be connected to, with every answer.</summary>
public sealed record HostLookup
{
    /// <summary>The host as the caller named it.</summary>
    public required DomainName Name { get; init; }

    /// <summary>The port to be connected to; TLSA records belong to it.</summary>
    public required int Port { get; init; }

    /// <summary>Its IPv4 addresses.</summary>
    public required FamilyAddresses V4 { get; init; }

    /// <summary>Its IPv6 addresses.</summary>
    public required FamilyAddresses V6 { get; init; }

    /// <summary>The answer to the separate question whether the alias itself is signed, where it was asked.</summary>
    public Answer? AliasAnswer { get; init; }

    /// <summary>The answers to the TLSA questions, in the order asked.</summary>
    public IReadOnlyList<Answer> TlsaAnswers { get; init; } = [];

    /// <summary>All addresses, IPv6 first.</summary>
    public IReadOnlyList<IPAddress> Addresses => [.. V6.Addresses, .. V4.Addresses];

    /// <summary>True when it is established that the host has no address.</summary>
    public bool HasNoAddress => V4.State == FamilyState.Absent && V6.State == FamilyState.Absent;
}
