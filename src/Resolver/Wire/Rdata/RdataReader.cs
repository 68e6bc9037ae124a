using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// Octets to record data, by type. Data that breaks the rules of its type comes out as <see cref="UnknownRdata"/> with
/// its fault, so that one bad record does not hide the others. Types whose names may be compressed are the exception:
/// out of their message such octets mean something else, so they cannot be carried and spoil the message.
/// </summary>
internal static class RdataReader
{
    /// <summary>
    /// Reads the next <paramref name="length"/> octets; false only when the message has to be refused.
    /// </summary>
    public static bool TryRead(
        RecordType type, RecordClass @class, int length, ref WireReader reader, [NotNullWhen(true)] out Rdata? data)
    {
        data = null;
        if (!reader.TryEnter(length, out WireReader inner))
        {
            return false;
        }

        WireReader whole = inner;

        // Addresses look like this in class IN only (RFC 1035 section 3.4.1, RFC 3596 section 2.1).
        if (type is RecordType.A or RecordType.AAAA && @class != RecordClass.IN)
        {
            data = new UnknownRdata(type, whole.TakeRest());
            return true;
        }

        if (TryReadTyped(type, ref inner, out data))
        {
            return true;
        }

        // Without octets there is no pointer either; updates have such records (RFC 2136 section 2.4).
        if (MayBeCompressed(type) && length > 0)
        {
            return reader.Fail(inner.Fault);
        }

        data = new UnknownRdata(type, whole.TakeRest(), inner.Fault);
        return true;
    }

    /// <summary>The data of a record of a message that was walked before. Were it refused all the same, it would be data that nobody can use.</summary>
    public static Rdata Read(scoped in RecordView record)
    {
        WireReader whole = record.Data;
        WireReader octets = record.Data;
        return TryRead(record.Type, record.Class, whole.Remaining, ref whole, out Rdata? data)
            ? data
            : new UnknownRdata(record.Type, octets.TakeRest(), whole.Fault);
    }

    /// <summary>Reads data that stands alone, without a message that a pointer could lead into.</summary>
    public static bool TryReadOwned(
        RecordType type,
        ReadOnlySpan<byte> octets,
        [NotNullWhen(true)] out Rdata? data,
        RecordClass @class = RecordClass.IN)
    {
        WireReader reader = new(octets);
        if (!TryRead(type, @class, octets.Length, ref reader, out data) || !data.ToWire().SequenceEqual(octets))
        {
            // A pointer can lead back into the data itself; written out again it is gone.
            data = null;
            return false;
        }

        return true;
    }

    /// <summary>
    /// Whether the message may stay, as far as this record goes: what <see cref="TryRead"/> says, found out without making anything of the data.
    /// </summary>
    public static bool CanBeCarried(scoped in RecordView record, out WireFault fault)
    {
        fault = WireFault.None;
        if (!MayBeCompressed(record.Type) || record.Data.Remaining == 0)
        {
            return true;
        }

        WireReader data = record.Data;
        if (ObsoleteNameRdata.Carries(record.Type))
        {
            // Nobody sends these, so they need not be quick.
            bool carried = ObsoleteNameRdata.TryRead(record.Type, ref data, out _);
            fault = data.Fault;
            return carried;
        }

        (int before, int strings, int names, int after) = record.Type switch
        {
            RecordType.SOA => (0, 0, 2, 5 * sizeof(uint)),
            RecordType.MX => (sizeof(ushort), 0, 1, 0),
            RecordType.SRV => (3 * sizeof(ushort), 0, 1, 0),
            _ when LegacyNamesRdata.Carries(record.Type) => Legacy(record.Type),
            _ => (0, 0, 1, 0),
        };
        bool read = data.TryTake(before, out _);
        while (read && strings-- > 0)
        {
            read = data.TryTakeCounted(out _);
        }

        while (read && names-- > 0)
        {
            read = data.TryViewName(compression: true, out _);
        }

        read = read && data.TryTake(after, out _) && data.TryFinish();
        fault = data.Fault;
        return read;

        static (int Before, int Strings, int Names, int After) Legacy(RecordType type)
        {
            (int numbers, int strings, int names) = LegacyNamesRdata.PartsOf(type);
            return (numbers * sizeof(ushort), strings, names, 0);
        }
    }

    private static bool TryReadTyped(RecordType type, ref WireReader reader, [NotNullWhen(true)] out Rdata? data)
    {
        data = type switch
        {
            RecordType.A or RecordType.AAAA =>
                AddressRdata.TryRead(type, ref reader, out AddressRdata? address) ? address : null,
            RecordType.NS or RecordType.CNAME or RecordType.PTR or RecordType.DNAME =>
                NameRdata.TryRead(type, ref reader, out NameRdata? name) ? name : null,
            RecordType.SOA => SoaRdata.TryRead(ref reader, out SoaRdata? soa) ? soa : null,
            RecordType.MX => MxRdata.TryRead(ref reader, out MxRdata? mx) ? mx : null,
            RecordType.TXT => TxtRdata.TryRead(ref reader, out TxtRdata? txt) ? txt : null,
            RecordType.SRV => SrvRdata.TryRead(ref reader, out SrvRdata? srv) ? srv : null,
            RecordType.DS or RecordType.CDS => DsRdata.TryRead(type, ref reader, out DsRdata? ds) ? ds : null,
            RecordType.RRSIG => RrsigRdata.TryRead(ref reader, out RrsigRdata? rrsig) ? rrsig : null,
            RecordType.NSEC => NsecRdata.TryRead(ref reader, out NsecRdata? nsec) ? nsec : null,
            RecordType.DNSKEY or RecordType.CDNSKEY =>
                DnskeyRdata.TryRead(type, ref reader, out DnskeyRdata? dnskey) ? dnskey : null,
            RecordType.NSEC3 => Nsec3Rdata.TryRead(ref reader, out Nsec3Rdata? nsec3) ? nsec3 : null,
            RecordType.NSEC3PARAM =>
                Nsec3ParamRdata.TryRead(ref reader, out Nsec3ParamRdata? nsec3Param) ? nsec3Param : null,
            RecordType.TLSA or RecordType.SMIMEA =>
                TlsaRdata.TryRead(type, ref reader, out TlsaRdata? tlsa) ? tlsa : null,
            RecordType.OPENPGPKEY =>
                OpenPgpKeyRdata.TryRead(ref reader, out OpenPgpKeyRdata? openPgpKey) ? openPgpKey : null,
            RecordType.ZONEMD => ZonemdRdata.TryRead(ref reader, out ZonemdRdata? zonemd) ? zonemd : null,
            RecordType.SVCB or RecordType.HTTPS =>
                SvcbRdata.TryRead(type, ref reader, out SvcbRdata? svcb) ? svcb : null,
            RecordType.CAA => CaaRdata.TryRead(ref reader, out CaaRdata? caa) ? caa : null,
            _ when LegacyNamesRdata.Carries(type) =>
                LegacyNamesRdata.TryRead(type, ref reader, out LegacyNamesRdata? legacy) ? legacy : null,
            _ when ObsoleteNameRdata.Carries(type) =>
                ObsoleteNameRdata.TryRead(type, ref reader, out ObsoleteNameRdata? obsolete) ? obsolete : null,
            _ => new UnknownRdata(type, reader.TakeRest()),
        };
        return data is not null;
    }

    // Exactly the types read with TryReadName.
    private static bool MayBeCompressed(RecordType type) =>
        type is RecordType.NS or RecordType.CNAME or RecordType.PTR or RecordType.SOA or RecordType.MX or RecordType.SRV
        || (LegacyNamesRdata.Carries(type) && type != RecordType.HINFO)
        || ObsoleteNameRdata.MayBeCompressed(type);
}
