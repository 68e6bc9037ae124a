#pragma warning disable CA1062 // a theory is given what its data holds
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using AnyRdata = DaneCore.Resolver.Wire.Rdata.Rdata;

namespace DaneCore.Resolver.Tests.Wire.Rdata;

/// <summary>Every type from octets to text and back, and each once minimally damaged.</summary>
public sealed class RdataTests
{
    // Name "a.B." is 0161014200.
    public static TheoryData<RecordType, string, string> WellFormed { get; } = new()
    {
        { RecordType.A, "C0000201", "192.0.2.1" },
        { RecordType.AAAA, "20010DB8000000000000000000000001", "2001:db8::1" },
        { RecordType.AAAA, "00000000000000000000FFFFC0000201", "::ffff:192.0.2.1" },
        { RecordType.NS, "0161014200", "a.B." },
        { RecordType.CNAME, "0161014200", "a.B." },
        { RecordType.PTR, "00", "." },
        { RecordType.DNAME, "0161014200", "a.B." },
        { RecordType.SOA, "0161014200" + "0000000001" + "00000002" + "00000003" + "00000004" + "FFFFFFFF", "a.B. . 1 2 3 4 4294967295" },
        { RecordType.MX, "000A0161014200", "10 a.B." },
        { RecordType.MX, "000000", "0 ." },
        { RecordType.TXT, "0161", "\"a\"" },
        { RecordType.TXT, "000261220100", "\"\" \"a\\\"\" \"\\000\"" },
        { RecordType.TXT, "031B5C7F", "\"\\027\\\\\\127\"" },
        { RecordType.SRV, "0001000200190161014200", "1 2 25 a.B." },
        { RecordType.DS, "EC450802ABCD", "60485 8 2 ABCD" },
        { RecordType.DS, "EC450802", @"\# 4 EC450802" },
        { RecordType.CDS, "0000000000", "0 0 0 00" },
        { RecordType.DNSKEY, "0101030803010001", "257 3 8 AwEAAQ==" },
        { RecordType.DNSKEY, "01010308", @"\# 4 01010308" },
        { RecordType.CDNSKEY, "0000030000", "0 3 0 AA==" },
        {
            RecordType.RRSIG,
            "0001080200000E10" + "5E0BE100" + "5DE45400" + "EC45" + "0161014200" + "0102",
            "A 8 2 3600 20200101000000 20191202000000 60485 a.B. AQI="
        },
        { RecordType.RRSIG, "FF0308020000000000000001000000020003" + "00" + "FF", "TYPE65283 8 2 0 19700101000001 19700101000002 3 . /w==" },
        { RecordType.NSEC, "0161014200" + "0006400100000003", "a.B. A MX RRSIG NSEC" },
        { RecordType.NSEC, "0161014200", "a.B." },
        { RecordType.NSEC3, "0101000C04AABBCCDD" + "05" + "0001020304" + "000140", "1 1 12 AABBCCDD 000g40o4 A" },
        { RecordType.NSEC3, "0100000000" + "05" + "FFFFFFFFFF", "1 0 0 - vvvvvvvv" },
        { RecordType.NSEC3PARAM, "0100000C04AABBCCDD", "1 0 12 AABBCCDD" },
        { RecordType.NSEC3PARAM, "0100000000", "1 0 0 -" },
        { RecordType.TLSA, "030101ABCD", "3 1 1 ABCD" },
        { RecordType.TLSA, "030101", @"\# 3 030101" },
        { RecordType.SMIMEA, "FF0001AB", "255 0 1 AB" },
        { RecordType.CAA, "000569737375656361", "0 issue \"ca\"" },
        { RecordType.CAA, "80047462733000", "128 tbs0 \"\\000\"" },
        { RecordType.SVCB, "00000161014200", "0 a.B." },
        { RecordType.HTTPS, "000100" + "00010003026832" + "0003000201BB", "1 . alpn=\"h2\" port=443" },
        { RecordType.OPENPGPKEY, "AABB", "qrs=" },
        { RecordType.OPENPGPKEY, "", @"\# 0" },
        { RecordType.ZONEMD, "00000001" + "0101" + "000102030405060708090A0B", "1 1 1 000102030405060708090A0B" },
        { RecordType.MB, "0161014200", "a.B." },
        { RecordType.MINFO, "016100014200", "a. B." },
        { RecordType.RP, "016100014200", "a. B." },
        { RecordType.AFSDB, "00010161014200", "1 a.B." },
        { RecordType.RT, "00010161014200", "1 a.B." },
        { RecordType.KX, "00010161014200", "1 a.B." },
        { RecordType.PX, "0001016100014200", "1 a. B." },
        { RecordType.NAPTR, "0001000201550345325500014200", "1 2 \"U\" \"E2U\" \"\" B." },
        { RecordType.HINFO, "0152024F73", "\"R\" \"Os\"" },
        { RecordType.SIG, "0001080200000E10" + "5E0BE100" + "5DE45400" + "EC45" + "0161014200" + "0102", @"\# 25 0001080200000E105E0BE1005DE45400EC4501610142000102" },
        { RecordType.NXT, "0161014200" + "6280", @"\# 7 01610142006280" },
        { RecordType.NXT, "00", @"\# 1 00" },
        { RecordType.A6, "00" + "20010DB8000000000000000000000001", @"\# 17 0020010DB8000000000000000000000001" },
        { RecordType.A6, "41" + "0000000000000001" + "0161014200", @"\# 14 4100000000000000010161014200" },
        { RecordType.A6, "80" + "0161014200", @"\# 6 800161014200" },
        { (RecordType)731, "ABCDEF", @"\# 3 ABCDEF" },
        { (RecordType)62347, "", @"\# 0" },
    };

    public static TheoryData<string, RecordType, string, WireFault> Damaged { get; } = new()
    {
        { "an address of 3 octets", RecordType.A, "C00002", WireFault.Truncated },
        { "an address of 5 octets", RecordType.A, "C000020101", WireFault.BadLength },
        { "an address of 15 octets", RecordType.AAAA, "20010DB80000000000000000000000", WireFault.Truncated },
        { "an octet after the name", RecordType.DNAME, "0161014200FF", WireFault.BadLength },
        { "a compressed name where none is allowed", RecordType.DNAME, "0161C000", WireFault.UnexpectedCompression },
        { "no string", RecordType.TXT, "", WireFault.Truncated },
        { "a string cut short", RecordType.TXT, "0261", WireFault.Truncated },
        { "no digest type", RecordType.DS, "EC4508", WireFault.Truncated },
        { "no algorithm", RecordType.DNSKEY, "010103", WireFault.Truncated },
        { "a compressed signer", RecordType.RRSIG, "0001080200000E105E0BE1005DE45400EC45C000", WireFault.UnexpectedCompression },
        { "a signer cut short", RecordType.RRSIG, "0001080200000E105E0BE1005DE45400EC450161", WireFault.Truncated },
        { "a compressed next name", RecordType.NSEC, "C0000001400", WireFault.UnexpectedCompression },
        { "a zero octet ends the bitmap", RecordType.NSEC, "0161014200" + "00024000", WireFault.BadTypeBitmap },
        { "a hash of no octets", RecordType.NSEC3, "010100000000000140", WireFault.BadRdata },
        { "a hash cut short", RecordType.NSEC3, "0101000000" + "05" + "00010203", WireFault.Truncated },
        { "a bitmap cut short", RecordType.NSEC3, "0101000000" + "01" + "00" + "0002", WireFault.BadTypeBitmap },
        { "an octet after the salt", RecordType.NSEC3PARAM, "010000000000", WireFault.BadLength },
        { "no matching type", RecordType.TLSA, "0301", WireFault.Truncated },
        { "no tag", RecordType.CAA, "00006361", WireFault.BadRdata },
        { "a tag with a hyphen", RecordType.CAA, "0003612D616361", WireFault.BadRdata },
        { "keys that do not ascend", RecordType.SVCB, "000100" + "0003000201BB" + "00010003026832", WireFault.BadRdata },
        { "a key twice", RecordType.SVCB, "000100" + "0003000201BB" + "0003000201BB", WireFault.BadRdata },
        { "a value cut short", RecordType.HTTPS, "000100" + "0003000201", WireFault.Truncated },
        { "a port of three octets", RecordType.HTTPS, "000100" + "0003000301BB00", WireFault.BadRdata },
        { "a compressed target", RecordType.HTTPS, "0001C000", WireFault.UnexpectedCompression },
        { "a digest of 11 octets", RecordType.ZONEMD, "000000010101000102030405060708090A", WireFault.BadRdata },
        { "a string cut short", RecordType.HINFO, "015202", WireFault.Truncated },
        { "no prefix length", RecordType.A6, "", WireFault.BadRdata },
        { "a prefix of 129 bits", RecordType.A6, "81" + "0161014200", WireFault.BadRdata },
        { "an address cut short", RecordType.A6, "40" + "00000000", WireFault.Truncated },
        { "a prefix without a name", RecordType.A6, "40" + "0000000000000001", WireFault.Truncated },
        { "a name without a prefix", RecordType.A6, "00" + "20010DB8000000000000000000000001" + "0161014200", WireFault.BadLength },
        { "a compressed prefix name", RecordType.A6, "80C000", WireFault.UnexpectedCompression },
    };

    public static TheoryData<string, RecordType, string> DamagedBeyondCarrying { get; } = new()
    {
        { "an octet after the name", RecordType.NS, "0161014200FF" },
        { "a name cut short", RecordType.CNAME, "0161" },
        { "a pointer forward", RecordType.PTR, "C0FF" },
        { "numbers cut short", RecordType.SOA, "0000000001" },
        { "no exchange", RecordType.MX, "000A" },
        { "no target", RecordType.SRV, "000100020019" },
        { "one name of two", RecordType.RP, "0161014200" },
        { "no name", RecordType.NAPTR, "00010002015503453255" + "00" },
        { "no signer", RecordType.SIG, "0001080200000E105E0BE1005DE45400EC45" },
        { "numbers cut short", RecordType.SIG, "0001080200000E105E0BE1005DE45400" },
        { "a name cut short", RecordType.NXT, "0161" },
    };

    [Theory]
    [Requirement("4034-2.2-1")]
    [Requirement("4034-3.2-1")]
    [Requirement("4034-4.2-1")]
    [Requirement("4034-5.3-1")]
    [Requirement("4035-4.9-1")]
    [Requirement("5155-3.3-1")]
    [MemberData(nameof(WellFormed))]
    public void Data_WellFormed_GoesToTextAndBack(RecordType type, string wire, string text)
    {
        byte[] octets = Convert.FromHexString(wire);
        Assert.True(RdataReader.TryReadOwned(type, octets, out AnyRdata? data));
        Assert.Equal(type, data.Type);
        Assert.True(data is UnknownRdata == !Enum.IsDefined(type), data.GetType().Name);
        Assert.Equal(wire, Convert.ToHexString(data.ToWire()));
        Assert.Equal(text, data.ToString());
        Assert.True(AnyRdata.TryParse(type, text, out AnyRdata? read, out string? why), why);
        Assert.Equal(data, read);
        Assert.Equal(data.GetType(), read.GetType());
        Assert.Equal(data.GetHashCode(), read.GetHashCode());
        Assert.Equal(wire, Convert.ToHexString(read.ToWire()));
    }

    [Theory]
    [MemberData(nameof(WellFormed))]
    public void Data_WellFormed_ReadsFromItsGenericText(RecordType type, string wire, string text)
    {
        string generic = $"\\# {wire.Length / 2} {wire}";
        Assert.True(AnyRdata.TryParse(type, generic, out AnyRdata? read, out string? why), why);
        Assert.Equal(text, read.ToString());
    }

    [Theory]
    [MemberData(nameof(WellFormed))]
    public void Data_CutAnywhere_IsReadOrRefusedAndNothingIsThrown(RecordType type, string wire, string text)
    {
        byte[] octets = Convert.FromHexString(wire);
        for (int length = 0; length < octets.Length; length++)
        {
            WireReader reader = new(octets.AsSpan(0, length));
            bool read = RdataReader.TryRead(type, RecordClass.IN, length, ref reader, out AnyRdata? data);
            Assert.True(read ? data!.ToWire().SequenceEqual(octets.AsSpan(0, length)) : reader.Fault != WireFault.None, text);
        }
    }

    [Theory]
    [Requirement("4034-3.1.7-2")]
    [Requirement("4034-4.1.1-2")]
    [Requirement("5155-3.1.6-1")]
    [MemberData(nameof(Damaged))]
    public void Data_Damaged_IsCarriedWithItsFault(string description, RecordType type, string wire, WireFault fault)
    {
        byte[] octets = Convert.FromHexString(wire.Length % 2 == 0 ? wire : wire + "0");
        WireReader reader = new(octets);
        Assert.True(RdataReader.TryRead(type, RecordClass.IN, octets.Length, ref reader, out AnyRdata? data), description);
        UnknownRdata carried = Assert.IsType<UnknownRdata>(data);
        Assert.True(fault == carried.Fault, $"{description}: {carried.Fault}");
        Assert.True(carried.ToCanonicalWire().SequenceEqual(octets), description);
        Assert.True(
            AnyRdata.TryParse(type, carried.ToString(), out AnyRdata? read, out string? why), why);
        Assert.Equal<AnyRdata>(carried, read);
    }

    [Theory]
    [MemberData(nameof(DamagedBeyondCarrying))]
    public void Data_DamagedWhereNamesMayBeCompressed_SpoilsTheMessage(string description, RecordType type, string wire)
    {
        byte[] octets = Convert.FromHexString(wire);
        WireReader reader = new(octets);
        Assert.False(RdataReader.TryRead(type, RecordClass.IN, octets.Length, ref reader, out _), description);
        Assert.NotEqual(WireFault.None, reader.Fault);
        Assert.False(AnyRdata.TryParse(type, $"\\# {octets.Length} {wire}", out _, out string? why), description);
        Assert.Contains(RecordTypes.ToText(type), why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RecordType.NS)]
    [InlineData(RecordType.SOA)]
    [InlineData(RecordType.RP)]
    public void Data_WithoutOctets_IsCarriedWithItsFault(RecordType type)
    {
        // Updates hold such records of any type (RFC 2136 section 2.4); they lead nowhere.
        WireReader reader = new([]);
        Assert.True(RdataReader.TryRead(type, RecordClass.ANY, 0, ref reader, out AnyRdata? data));
        Assert.Equal(WireFault.Truncated, Assert.IsType<UnknownRdata>(data).Fault);
    }

    [Fact]
    public void Address_OfAnotherClass_IsOctets()
    {
        WireReader reader = new([192, 0, 2, 1]);
        Assert.True(RdataReader.TryRead(RecordType.A, RecordClass.CH, 4, ref reader, out AnyRdata? data));
        Assert.Equal(WireFault.None, Assert.IsType<UnknownRdata>(data).Fault);
    }

    [Fact]
    public void Octets_WithAPointerIntoThemselves_AreNotDataThatStandsAlone()
    {
        // Preference 0, then "a." in 016100 as the first name and a pointer to it as the second.
        Assert.True(RdataReader.TryReadOwned(RecordType.PX, Convert.FromHexString("0000016100016100"), out _));
        Assert.False(RdataReader.TryReadOwned(RecordType.PX, Convert.FromHexString("0000016100C002"), out _));
    }

    [Theory]
    [Requirement("4034-6.2-1")]
    [InlineData(RecordType.SRV, "000100020019C000")]
    [InlineData(RecordType.RP, "C000C000")]
    [InlineData(RecordType.AFSDB, "0001C000")]
    [InlineData(RecordType.RT, "0001C000")]
    [InlineData(RecordType.KX, "0001C000")]
    [InlineData(RecordType.PX, "0001C000C000")]
    [InlineData(RecordType.NAPTR, "00010002000000C000")]
    [InlineData(RecordType.MX, "0001C000")]
    [InlineData(RecordType.SIG, "000000000000000000000000000000000000C00001")]
    [InlineData(RecordType.NXT, "C00062")]
    public void Names_ThatArriveCompressed_AreWrittenWithoutTheMessage(RecordType type, string wire)
    {
        byte[] message = [1, (byte)'A', 0, .. Convert.FromHexString(wire)];
        WireReader reader = new(message);
        Assert.True(reader.TryReadName(out _));
        Assert.True(RdataReader.TryRead(type, RecordClass.IN, message.Length - 3, ref reader, out AnyRdata? data));
        Assert.Equal(wire.Replace("C000", "014100", StringComparison.Ordinal), Convert.ToHexString(data.ToWire()));
        Assert.Equal(wire.Replace("C000", "016100", StringComparison.Ordinal), Convert.ToHexString(data.ToCanonicalWire()));
    }
}
