using CsCheck;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using AnyRdata = DaneCore.Resolver.Wire.Rdata.Rdata;

namespace DaneCore.Resolver.Tests.Wire.Text;

public sealed class RecordTextTests
{
    [Theory]
    [Requirement("4034-2.2-1")]
    [Requirement("4034-3.2-1")]
    [Requirement("4034-5.3-1")]
    [Requirement("5155-3.3-1")]
    [InlineData("hex in chunks", RecordType.DS, "1 8 2 AB CD ef", "1 8 2 ABCDEF")]
    [InlineData("base 64 in chunks", RecordType.DNSKEY, "257 3 8 AwEA AQ==", "257 3 8 AwEAAQ==")]
    [InlineData("an algorithm by its mnemonic", RecordType.DNSKEY, "257 3 RSASHA256 AQ==", "257 3 8 AQ==")]
    [InlineData("an algorithm with hyphens", RecordType.DNSKEY, "257 3 RSASHA1-NSEC3-SHA1 AQ==", "257 3 7 AQ==")]
    [InlineData("an algorithm in lower case", RecordType.DS, "1 ecdsap256sha256 2 AB", "1 13 2 AB")]
    [InlineData("times as seconds", RecordType.RRSIG, "A 8 1 1h 1575244800 0 1 a. AQ==", "A 8 1 3600 20191202000000 19700101000000 1 a. AQ==")]
    [InlineData("a type by its number", RecordType.RRSIG, "TYPE1 8 1 1 1 1 1 a. AQ==", "A 8 1 1 19700101000001 19700101000001 1 a. AQ==")]
    [InlineData("types in any order", RecordType.NSEC, "a. MX A MX", "a. A MX")]
    [InlineData("a hash in capitals", RecordType.NSEC3, "1 0 0 - VVVVVVVV A", "1 0 0 - vvvvvvvv A")]
    [InlineData("a string without quotes", RecordType.TXT, @"a\ b\;c \100", "\"a b;c\" \"d\"")]
    [InlineData("what quotes protect", RecordType.TXT, "\"a ; ( ) b\"", "\"a ; ( ) b\"")]
    [InlineData("strings that touch", RecordType.TXT, "\"a\"\"b\"", "\"a\" \"b\"")]
    [InlineData("a tag in capitals", RecordType.CAA, "0 Issue ca.example", "0 Issue \"ca.example\"")]
    [InlineData("times of a zone with units", RecordType.SOA, "a. b. 1 1h 15m 1w 1d", "a. b. 1 3600 900 604800 86400")]
    [InlineData("a name without a final dot", RecordType.MX, "10 mx.example", "10 mx.example.")]
    public void Data_InTheFormsPeopleWrite_IsRead(string description, RecordType type, string text, string written)
    {
        Assert.True(AnyRdata.TryParse(type, text, out AnyRdata? data, out string? why), description + ": " + why);
        Assert.Equal(written, data.ToString());
    }

    [Theory]
    [Requirement("4034-2.2-1")]
    [Requirement("4034-3.2-1")]
    [Requirement("4034-4.2-1")]
    [Requirement("4034-5.3-1")]
    [Requirement("5155-3.3-1")]
    [InlineData("nothing", RecordType.A, "", "missing")]
    [InlineData("a comment alone", RecordType.A, "; 192.0.2.1", "missing")]
    [InlineData("an address in short form", RecordType.A, "192.0.2", "IPv4")]
    [InlineData("an address in octal", RecordType.A, "192.0.2.010", "IPv4")]
    [InlineData("an address with a scope", RecordType.AAAA, "fe80::1%3", "IPv6")]
    [InlineData("an address in brackets", RecordType.AAAA, "[::1]", "IPv6")]
    [InlineData("an IPv4 address as AAAA", RecordType.AAAA, "192.0.2.1", "IPv6")]
    [InlineData("a field left over", RecordType.A, "192.0.2.1 x", "'x' is left over")]
    [InlineData("a number beyond 16 bits", RecordType.MX, "65536 a.", "65535")]
    [InlineData("a number with a sign", RecordType.MX, "+1 a.", "65535")]
    [InlineData("no exchange", RecordType.MX, "10", "exchange is missing")]
    [InlineData("a name in quotes", RecordType.NS, "\"a.\"", "quotes")]
    [InlineData("a quote inside a word", RecordType.TXT, "a\"b\"", "inside a word")]
    [InlineData("a quote that is not closed", RecordType.TXT, "\"a", "not closed")]
    [InlineData("a string of 256 octets", RecordType.TXT, TestText.A256, "255")]
    [InlineData("a letter beyond ASCII", RecordType.TXT, "\"\u00fc\"", "escape")]
    [InlineData("a number beyond 255 in an escape", RecordType.TXT, @"\256", "escape")]
    [InlineData("half an octet", RecordType.DS, "1 8 2 ABC", "hex")]
    [InlineData("no hex", RecordType.DS, "1 8 2 XY", "hex")]
    [InlineData("no digest", RecordType.DS, "1 8 2", "digest is missing")]
    [InlineData("an unknown algorithm", RecordType.DS, "1 RSASHA257 2 AB", "RSASHA257")]
    [InlineData("no base 64", RecordType.DNSKEY, "257 3 8 A?==", "base 64")]
    [InlineData("no key", RecordType.DNSKEY, "257 3 8", "public key is missing")]
    [InlineData("an unknown type in the bitmap", RecordType.NSEC, "a. A BOGUS", "BOGUS")]
    [InlineData("a type covered that is none", RecordType.RRSIG, "X 8 1 1 1 1 1 a. AQ==", "'X'")]
    [InlineData("no such time", RecordType.RRSIG, "A 8 1 1 20190229000000 1 1 a. AQ==", "expiration")]
    [InlineData("a hash with padding", RecordType.NSEC3, "1 0 0 - co====== A", "base 32")]
    [InlineData("no hash", RecordType.NSEC3, "1 0 0 -", "next hash is missing")]
    [InlineData("an empty salt that is not a hyphen", RecordType.NSEC3PARAM, "1 0 0", "salt is missing")]
    [InlineData("a digest of 11 octets", RecordType.ZONEMD, "1 1 1 0102030405060708090A0B", "12")]
    [InlineData("a tag with a hyphen", RecordType.CAA, "0 a-b c", "tag")]
    [InlineData("a type known by number only", (RecordType)731, "abc", @"\#")]
    [InlineData("a type that is never data", RecordType.ANY, "abc", @"\#")]
    [InlineData("fewer octets than announced", (RecordType)731, @"\# 3 ABCD", "2 octets, not 3")]
    [InlineData("more octets than announced", (RecordType)731, @"\# 0 AB", "1 octets, not 0")]
    [InlineData("no length", (RecordType)731, @"\#", "length is missing")]
    [InlineData("a length beyond 16 bits", (RecordType)731, @"\# 65536 AB", "65535")]
    [InlineData("a pointer in octets", RecordType.MX, @"\# 4 0001C000", "MX")]
    [InlineData("a second line", RecordType.A, "192.0.2.1\n192.0.2.2", "after its line")]
    [InlineData("a parenthesis that is not closed", RecordType.A, "(192.0.2.1", "not closed")]
    [InlineData("a parenthesis that was not opened", RecordType.A, "192.0.2.1)", "not opened")]
    [InlineData("a backslash at the end", RecordType.TXT, "a\\", "backslash")]
    public void Data_Malformed_IsRefusedInWords(string description, RecordType type, string text, string said)
    {
        Assert.False(AnyRdata.TryParse(type, text, out AnyRdata? data, out string? why), description);
        Assert.Null(data);
        Assert.Contains(said, why, StringComparison.Ordinal);
        Assert.All(why, c => Assert.InRange(c, ' ', '~'));
    }

    // RFC 3597 section 5: the examples of that section, names ours.
    [Theory]
    [InlineData(RecordType.A, @"\# 4 0A000001", "10.0.0.1")]
    [InlineData(RecordType.A, @"\# 4 0A 0000 01", "10.0.0.1")]
    [InlineData((RecordType)731, @"\# 6 abcdef ( 01 23 45 )", @"\# 6 ABCDEF012345")]
    [InlineData((RecordType)62347, @"\# 0", @"\# 0")]
    public void Data_AsOctets_IsReadAsItsType(RecordType type, string text, string written)
    {
        Assert.True(AnyRdata.TryParse(type, text, out AnyRdata? data, out string? why), why);
        Assert.Equal(written, data.ToString());
    }

    [Fact]
    public void Data_BeyondTheLengthOfARecord_IsRefusedInWords()
    {
        string most = new('A', 2 * 65535);
        Assert.True(AnyRdata.TryParse((RecordType)731, @"\# 65535 " + most, out _, out _));
        Assert.True(AnyRdata.TryParse(RecordType.TLSA, "3 0 0 " + most[6..], out _, out _));
        Assert.False(AnyRdata.TryParse(RecordType.TLSA, "3 0 0 " + most[4..], out _, out string? why));
        Assert.Contains("65535", why, StringComparison.Ordinal);
        string many = string.Concat(Enumerable.Repeat("\"" + new string('a', 255) + "\" ", 256));
        Assert.False(AnyRdata.TryParse(RecordType.TXT, many, out _, out why));
        Assert.Contains("65535", why, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyOctets_OfAnyType_GoToTextAndBack() =>
        Gen.Select(Gen.OneOf([.. Enum.GetValues<RecordType>(), (RecordType)65280]), Gen.Byte.Array[0, 40]).Sample((type, octets) =>
        {
            if (!RdataReader.TryReadOwned(type, octets, out AnyRdata? data))
            {
                return true;
            }

            string text = data.ToString();
            return text.All(c => c is >= ' ' and <= '~')
                && AnyRdata.TryParse(type, text, out AnyRdata? read, out _)
                && read.ToWire().SequenceEqual(octets);
        });

    [Fact]
    public void AnyText_OfAnyType_IsReadOrRefusedAndNothingIsThrown() =>
        Gen.Select(Gen.OneOf(Enum.GetValues<RecordType>()), Gen.Char[" \"\\();=,.-#@0123456789abcxyzAB\n\r\t\u00fc"].Array[0, 40])
            .Sample((type, text) => AnyRdata.TryParse(type, new string(text), out _, out string? why) == why is null);
}
