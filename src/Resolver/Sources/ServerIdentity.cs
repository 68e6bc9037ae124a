using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// How a server proves to be the one that is meant. With a name, its certificate must bear that name and roots must vouch for
/// it; with pins, it must hold one of those keys; with both, both. With neither, its certificate must bear its address, and
/// roots must vouch for that.
/// </summary>
/// <param name="Name">The authentication domain name (RFC 8310 section 2), if one is given.</param>
/// <param name="Pins">SHA-256 of SubjectPublicKeyInfo, 32 octets each (RFC 7858 appendix A).</param>
public sealed record ServerIdentity(DomainName? Name, IReadOnlyList<ReadOnlyMemory<byte>> Pins)
{
    /// <summary>The address decides.</summary>
    public static ServerIdentity OfAddress { get; } = new(null, []);

    /// <summary>As the command line takes it, from # on; empty when the address decides.</summary>
    public string ToFragment()
    {
        string[] parts =
        [
            .. Name is null ? Array.Empty<string>() : [NameText(Name)],
            .. Pins.Select(pin => $"pin-sha256={Convert.ToBase64String(pin.Span)}"),
        ];
        return parts.Length == 0 ? "" : $"#{string.Join(',', parts)}";
    }

    /// <summary>A host name as certificates and Server Name Indication have it: lower case, without the dot at the end.</summary>
    internal static string NameText(DomainName name) => name.ToCanonical().ToString().TrimEnd('.');
}
