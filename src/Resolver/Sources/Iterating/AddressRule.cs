using System.Net;
using System.Net.Sockets;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// Which addresses a query may go to. A stranger's referral must not make this host talk to itself, to its own network or to
/// everybody at once. Where the hints themselves name such addresses, the internet they lead to is a private one.
/// </summary>
internal sealed class AddressRule(RootHints hints)
{
    private readonly bool _loopback = hints.Servers.SelectMany(server => server.Addresses).Any(IPAddress.IsLoopback);
    private readonly bool _private = hints.Servers.SelectMany(server => server.Addresses).Any(IsPrivate);

    public bool Allows(IPAddress address) =>
        !IsNobody(address)
        && (_loopback || !IPAddress.IsLoopback(address))
        && (_private || !IsPrivate(address));

    // RFC 6890 section 2.2: this network, multicast, reserved and broadcast; unspecified, multicast, and IPv4 in disguise.
    private static bool IsNobody(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? address.GetAddressBytes()[0] is 0 or >= 224
        : address.Equals(IPAddress.IPv6Any) || address.IsIPv6Multicast || address.IsIPv4MappedToIPv6;

    // RFC 1918 section 3, RFC 6598 section 7, RFC 3927 section 2.1; RFC 4193 section 3.1, RFC 4291 section 2.5.6.
    private static bool IsPrivate(IPAddress address)
    {
        byte[] octets = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? octets is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [100, >= 64 and <= 127, ..] or [169, 254, ..]
            : address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal;
    }
}
