using System.Diagnostics.CodeAnalysis;
using System.Text;
using DaneCore.Resolver.Validation;

namespace DaneCore.Resolver.Anchors;

/// <summary>A file of trust anchors in either form: DS and DNSKEY records as a zone file has them, or IANA's XML (RFC 9718 section 2).</summary>
public static class AnchorFile
{
    /// <summary>Reads the whole file, in the form that its first octet tells.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out TrustAnchorSet? anchors, [NotNullWhen(false)] out string? why)
    {
        ReadOnlySpan<byte> start = octets.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8);
        return start.StartsWith("<"u8)
            ? RootAnchorsXml.TryRead(octets, out anchors, out why)
            : TrustAnchorSet.TryParse(Encoding.UTF8.GetString(octets), out anchors, out why);
    }
}
