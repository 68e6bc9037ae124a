using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// The data of a record from presentation format, by type (RFC 1035 section 5.1), or for any type as octets
/// (RFC 3597 section 5). What any record data writes as its text is read back here as equal data.
/// </summary>
internal static class RecordText
{
    private const string GenericMark = @"\#";

    public static bool TryParse(
        RecordType type,
        IReadOnlyList<string> fields,
        DomainName origin,
        [NotNullWhen(true)] out Rdata.Rdata? data,
        [NotNullWhen(false)] out string? why,
        RecordClass @class = RecordClass.IN)
    {
        FieldReader reader = new(fields, origin);
        bool read = fields is [GenericMark, ..]
            ? TryParseGeneric(type, @class, reader, out data)
            : TryParseTyped(type, @class, reader, out data);
        if (read && !data!.FitsRecord)
        {
            read = reader.Fail($"the data is longer than {Rdata.Rdata.MaxLength} octets");
        }

        data = read ? data : null;
        why = read ? null : reader.Why ?? "the data is malformed";
        return read;
    }

    /// <remarks>
    /// Octets that break the rules of their type are taken all the same, as <see cref="UnknownRdata"/> with its fault:
    /// this is how a sample zone writes down a broken record. Only names that a message could not carry are refused.
    /// </remarks>
    private static bool TryParseGeneric(
        RecordType type, RecordClass @class, FieldReader fields, [NotNullWhen(true)] out Rdata.Rdata? data)
    {
        data = null;
        if (!fields.TryReadRaw("mark", out _) || !fields.TryReadUInt16("length", out ushort length))
        {
            return false;
        }

        byte[]? octets = [];
        if ((length > 0 || !fields.AtEnd) && !fields.TryReadHexRest("data", out octets))
        {
            return false;
        }

        if (octets.Length != length)
        {
            return fields.Fail(
                string.Create(CultureInfo.InvariantCulture, $"the data has {octets.Length} octets, not {length}"));
        }

        // RFC 3597 section 5: octets of a known type are read as data of that type; pointers do not stand in them.
        return RdataReader.TryReadOwned(type, octets, out data, @class)
            || fields.Fail($"the octets are not data of type {RecordTypes.ToText(type)}");
    }

    private static bool TryParseTyped(
        RecordType type, RecordClass @class, FieldReader fields, [NotNullWhen(true)] out Rdata.Rdata? data)
    {
        data = type switch
        {
            RecordType.A or RecordType.AAAA when @class == RecordClass.IN =>
                AddressRdata.TryParse(type, fields, out AddressRdata? address) ? address : null,
            RecordType.NS or RecordType.CNAME or RecordType.PTR or RecordType.DNAME =>
                NameRdata.TryParse(type, fields, out NameRdata? name) ? name : null,
            RecordType.SOA => SoaRdata.TryParse(fields, out SoaRdata? soa) ? soa : null,
            RecordType.MX => MxRdata.TryParse(fields, out MxRdata? mx) ? mx : null,
            RecordType.TXT => TxtRdata.TryParse(fields, out TxtRdata? txt) ? txt : null,
            RecordType.SRV => SrvRdata.TryParse(fields, out SrvRdata? srv) ? srv : null,
            RecordType.DS or RecordType.CDS => DsRdata.TryParse(type, fields, out DsRdata? ds) ? ds : null,
            RecordType.RRSIG => RrsigRdata.TryParse(fields, out RrsigRdata? rrsig) ? rrsig : null,
            RecordType.NSEC => NsecRdata.TryParse(fields, out NsecRdata? nsec) ? nsec : null,
            RecordType.DNSKEY or RecordType.CDNSKEY =>
                DnskeyRdata.TryParse(type, fields, out DnskeyRdata? dnskey) ? dnskey : null,
            RecordType.NSEC3 => Nsec3Rdata.TryParse(fields, out Nsec3Rdata? nsec3) ? nsec3 : null,
            RecordType.NSEC3PARAM =>
                Nsec3ParamRdata.TryParse(fields, out Nsec3ParamRdata? nsec3Param) ? nsec3Param : null,
            RecordType.TLSA or RecordType.SMIMEA => TlsaRdata.TryParse(type, fields, out TlsaRdata? tlsa) ? tlsa : null,
            RecordType.OPENPGPKEY =>
                OpenPgpKeyRdata.TryParse(fields, out OpenPgpKeyRdata? openPgpKey) ? openPgpKey : null,
            RecordType.ZONEMD => ZonemdRdata.TryParse(fields, out ZonemdRdata? zonemd) ? zonemd : null,
            RecordType.SVCB or RecordType.HTTPS => SvcbRdata.TryParse(type, fields, out SvcbRdata? svcb) ? svcb : null,
            RecordType.CAA => CaaRdata.TryParse(fields, out CaaRdata? caa) ? caa : null,
            _ when LegacyNamesRdata.Carries(type) =>
                LegacyNamesRdata.TryParse(type, fields, out LegacyNamesRdata? legacy) ? legacy : null,
            _ => null,
        };
        return data is not null
            || fields.Fail($"data of type {RecordTypes.ToText(type)} is written as \\# length hex (RFC 3597)");
    }
}
