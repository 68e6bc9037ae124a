using System.Formats.Asn1;

namespace DaneCore.Dane.Certificates;

/// <summary>The names of a subjectAltName extension (RFC 5280 section 4.2.1.6), sorted by kind.</summary>
internal sealed class AlternativeNames
{
    /// <summary>GeneralName choices by their tag.</summary>
    public const int EmailTag = 1;
    public const int DnsTag = 2;
    public const int DirectoryTag = 4;
    public const int UriTag = 6;
    public const int AddressTag = 7;

    private AlternativeNames()
    {
    }

    /// <summary>The octets of each dNSName, whatever they are.</summary>
    public IReadOnlyList<byte[]> DnsNames { get; private init; } = [];

    public IReadOnlyList<byte[]> Addresses { get; private init; } = [];

    public IReadOnlyList<DistinguishedName> DirectoryNames { get; private init; } = [];

    /// <summary>The tags of all names, those not read here included.</summary>
    public IReadOnlySet<int> Tags { get; private init; } = new HashSet<int>();

    /// <exception cref="AsnContentException">The octets are no list of names.</exception>
    public static AlternativeNames Read(ReadOnlyMemory<byte> encoded)
    {
        List<byte[]> dnsNames = [];
        List<byte[]> addresses = [];
        List<DistinguishedName> directoryNames = [];
        HashSet<int> tags = [];
        AsnReader all = new(encoded, AsnEncodingRules.BER);
        AsnReader names = all.ReadSequence();
        all.ThrowIfNotEmpty();
        while (names.HasData)
        {
            Asn1Tag tag = names.PeekTag();
            if (tag.TagClass != TagClass.ContextSpecific)
            {
                throw new AsnContentException("a name of no known kind");
            }

            tags.Add(tag.TagValue);
            switch (tag.TagValue)
            {
                case DnsTag:
                    dnsNames.Add(names.ReadOctetString(tag));
                    break;
                case AddressTag:
                    addresses.Add(names.ReadOctetString(tag));
                    break;
                case DirectoryTag:
                    directoryNames.Add(ReadDirectoryName(names.ReadSequence(tag)));
                    break;
                default:
                    _ = names.ReadEncodedValue();
                    break;
            }
        }

        return new AlternativeNames { DnsNames = dnsNames, Addresses = addresses, DirectoryNames = directoryNames, Tags = tags };
    }

    /// <summary>A directoryName is explicitly tagged, since Name is a choice.</summary>
    internal static DistinguishedName ReadDirectoryName(AsnReader wrapper)
    {
        ReadOnlyMemory<byte> encoded = wrapper.ReadEncodedValue();
        wrapper.ThrowIfNotEmpty();
        return DistinguishedName.TryRead(encoded, out DistinguishedName? name, out string? why)
            ? name
            : throw new AsnContentException(why);
    }
}
