using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Anchors;

/// <summary>
/// Reads the form in which IANA publishes trust anchors (RFC 9718 section 2): digests of keys, each with the time it may be used in. Knows no
/// document types and no external entities. Whether the file is IANA's is for <see cref="AnchorSignatureCheck"/>.
/// </summary>
public static class RootAnchorsXml
{
    /// <summary>IANA's file has 2 KiB; this leaves room for a hundred keys.</summary>
    public const int MostOctets = 128 << 10;

    // A value stands in a key, that in the whole. Beyond this the tree is not built, whose cost grows with the square of its depth.
    private const int MostDepth = 8;

    // More than one every year since the root is signed.
    private const int MostKeys = 32;

    /// <summary>Reads the whole file. Junk in it is an error, not less to trust.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out TrustAnchorSet? anchors, [NotNullWhen(false)] out string? why)
    {
        anchors = null;
        if (octets.Length > MostOctets)
        {
            why = $"it is larger than {MostOctets >> 10} KiB, so it is no file of trust anchors";
            return false;
        }

        XElement? root;
        try
        {
            byte[] whole = octets.ToArray();
            using (XmlReader scan = Open(whole))
            {
                while (scan.Read())
                {
                    if (scan.Depth > MostDepth)
                    {
                        why = $"it is nested more than {MostDepth} deep, so it is no file of trust anchors";
                        return false;
                    }
                }
            }

            using XmlReader reader = Open(whole);
            root = XDocument.Load(reader).Root;
        }
        catch (Exception fault) when (fault is XmlException or DecoderFallbackException or ArgumentException)
        {
            why = $"it is no XML that can be read: {fault.Message.TrimEnd('.')}";
            return false;
        }

        if (root?.Name != "TrustAnchor")
        {
            why = "its outermost element is not TrustAnchor (RFC 9718 section 2.1)";
            return false;
        }

        if (!DomainName.TryParse(Text(root, "Zone"), out DomainName? zone))
        {
            why = "it does not say once for which zone it is (RFC 9718 section 2.1)";
            return false;
        }

        List<TrustAnchor> read = [];
        why = null;
        foreach (XElement element in root.Elements("KeyDigest"))
        {
            if (!TryRead(element, zone, out TrustAnchor? anchor, out why))
            {
                return false;
            }

            read.Add(anchor);
        }

        if (read.Count is 0 or > MostKeys)
        {
            why = $"it has {read.Count} keys; from 1 to {MostKeys} make sense";
            return false;
        }

        anchors = new TrustAnchorSet(read);
        return true;
    }

    private static XmlReader Open(byte[] octets) => XmlReader.Create(new MemoryStream(octets), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostOctets,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });

    private static bool TryRead(XElement element, DomainName zone, [NotNullWhen(true)] out TrustAnchor? anchor, [NotNullWhen(false)] out string? why)
    {
        anchor = null;
        string which = $"its key {Text(element, "KeyTag")}";
        if (!ushort.TryParse(Text(element, "KeyTag"), NumberStyles.None, CultureInfo.InvariantCulture, out ushort tag)
            || !byte.TryParse(Text(element, "Algorithm"), NumberStyles.None, CultureInfo.InvariantCulture, out byte algorithm)
            || !byte.TryParse(Text(element, "DigestType"), NumberStyles.None, CultureInfo.InvariantCulture, out byte type)
            || !TryHex(Text(element, "Digest"), out byte[]? digest))
        {
            why = $"{which} lacks a tag, an algorithm, a digest type or a digest, or has one that cannot be read";
            return false;
        }

        if (!TryInstant(element.Attribute("validFrom")?.Value, out DateTimeOffset? from) || from is null
            || !TryInstant(element.Attribute("validUntil")?.Value, out DateTimeOffset? until))
        {
            why = $"{which} does not say, or not clearly, from when and until when it may be used";
            return false;
        }

        DsRdata data = new(tag, (DnssecAlgorithm)algorithm, (DigestType)type, digest);
        if (DelegationDigest.IsSupported(data.DigestType) && !DelegationDigest.HasRightLength(data))
        {
            why = $"{which} has a digest of {digest.Length} octets, which its type does not have";
            return false;
        }

        // RFC 9718 section 3.2: a digest that is not that of the key beside it must not be used. A file that has one is not to be relied on.
        if (element.Element("PublicKey") is not null || element.Element("Flags") is not null)
        {
            if (!ushort.TryParse(Text(element, "Flags"), NumberStyles.None, CultureInfo.InvariantCulture, out ushort flags)
                || !TryBase64(Text(element, "PublicKey"), out byte[]? key))
            {
                why = $"{which} has a public key or flags that cannot be read";
                return false;
            }

            DnskeyRdata whole = new(flags, 3, data.Algorithm, key);
            if (!whole.IsZoneKey || whole.IsRevoked || (DelegationDigest.IsSupported(data.DigestType) && !DelegationDigest.Matches(zone, whole, data)))
            {
                why = $"{which} has a digest that is not that of the public key beside it";
                return false;
            }
        }

        why = null;
        anchor = TrustAnchor.FromDigest(zone, data) with { ValidFrom = from, ValidUntil = until };
        return true;
    }

    // The text of the only child of that name, without the white space that the schema allows around it; empty when there is not one.
    private static string Text(XElement parent, string name) =>
        parent.Elements(name).ToArray() is [XElement { HasElements: false } only] ? string.Concat(only.Value.Where(letter => !char.IsWhiteSpace(letter))) : "";

    private static bool TryHex(string text, [NotNullWhen(true)] out byte[]? octets)
    {
        octets = text.Length > 0 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;
        return octets is not null;
    }

    private static bool TryBase64(string text, [NotNullWhen(true)] out byte[]? octets)
    {
        byte[] buffer = new byte[text.Length];
        octets = text.Length > 0 && Convert.TryFromBase64String(text, buffer, out int written) ? buffer[..written] : null;
        return octets is not null;
    }

    private static bool TryInstant(string? text, out DateTimeOffset? instant)
    {
        instant = null;
        if (text is null)
        {
            return true;
        }

        // XML Schema's dateTime; IANA writes an offset always, and without one nobody knows what is meant.
        bool read = DateTimeOffset.TryParseExact(
            text.Trim(), ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value);
        instant = read ? value : null;
        return read;
    }
}
