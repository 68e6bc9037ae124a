using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using AnyRdata = DaneCore.Resolver.Wire.Rdata.Rdata;

namespace DaneCore.Resolver.Tests.Wire.Rdata;

/// <summary>Service parameters in text; the octets expected are those of RFC 9460 appendix D where it has them.</summary>
public sealed class SvcbTests
{
    private const string FooExampleCom = "03666F6F076578616D706C6503636F6D00";
    private const string FooExampleOrg = "03666F6F076578616D706C65036F726700";

    [Theory]
    [InlineData("alias", "0 foo.example.com.", "0000" + FooExampleCom)]
    [InlineData("the owner itself", "1 .", "000100")]
    [InlineData("a port", "16 foo.example.com. port=53", "0010" + FooExampleCom + "0003" + "0002" + "0035")]
    [InlineData("an unknown key", "1 foo.example.com. key667=hello", "0001" + FooExampleCom + "029B" + "0005" + "68656C6C6F")]
    [InlineData("an unknown key with an escape", "1 foo.example.com. key667=\"hello\\210qoo\"", "0001" + FooExampleCom + "029B" + "0009" + "68656C6C6FD2716F6F")]
    [InlineData("two addresses in quotes", "1 foo.example.com. (\nipv6hint=\"2001:db8::1,2001:db8::53:1\"\n)", "0001" + FooExampleCom + "0006" + "0020" + "20010DB8000000000000000000000001" + "20010DB8000000000000000000530001")]
    [InlineData("keys in any order", "16 foo.example.org. alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1", "0010" + FooExampleOrg + "0000" + "0004" + "00010004" + "0001" + "0009" + "02683205" + "68332D3139" + "0004" + "0004" + "C0000201")]
    [InlineData("a comma and a backslash in a protocol", "16 foo.example.org. alpn=\"f\\\\\\\\oo\\\\,bar,h2\"", "0010" + FooExampleOrg + "0001" + "000C" + "08665C6F6F2C626172" + "026832")]
    [InlineData("the same without quotes", "16 foo.example.org. alpn=f\\\\\\092oo\\092,bar,h2", "0010" + FooExampleOrg + "0001" + "000C" + "08665C6F6F2C626172" + "026832")]
    [InlineData("no default protocol", "1 . alpn=h3 no-default-alpn", "000100" + "0001" + "0003" + "026833" + "00020000")]
    [InlineData("a key in base 64", "1 . ech=AAEC", "000100" + "0005" + "0003" + "000102")]
    [InlineData("a path", "1 . dohpath=/dns-query{?dns}", "000100" + "0007" + "0010" + "2F646E732D71756572797B3F646E737D")]
    [InlineData("a known key by its number", "1 . key3=\"\\000\\025\"", "000100" + "0003" + "0002" + "0019")]
    [InlineData("an unknown key without a value", "1 . key9", "000100" + "00090000")]
    [InlineData("an unknown key among the mandatory", "1 . mandatory=key9 key9", "000100" + "0000" + "0002" + "0009" + "00090000")]
    public void Parameters_InText_BecomeTheseOctetsAndReadBack(string description, string text, string wire)
    {
        Assert.True(AnyRdata.TryParse(RecordType.SVCB, text, out AnyRdata? data, out string? why), description + why);
        Assert.Equal(wire, Convert.ToHexString(data.ToWire()));
        Assert.True(AnyRdata.TryParse(RecordType.SVCB, data.ToString(), out AnyRdata? read, out why), why);
        Assert.Equal(data, read);
        Assert.IsType<SvcbRdata>(read);
    }

    [Theory]
    [InlineData("a key twice", "1 . key123=abc key123=def", "twice")]
    [InlineData("an unknown name", "1 . colour=blue", "colour")]
    [InlineData("a number with a zero in front", "1 . key03=\"\\000\\025\"", "key03")]
    [InlineData("a number beyond 16 bits", "1 . key65536", "key65536")]
    [InlineData("no protocol", "1 . alpn", "alpn")]
    [InlineData("an empty protocol", "1 . alpn=h2,,h3", "alpn")]
    [InlineData("a backslash before a letter", "1 . alpn=\"h\\\\2\"", "alpn")]
    [InlineData("a port beyond 16 bits", "1 . port=65536", "port")]
    [InlineData("no port", "1 . port=", "port")]
    [InlineData("a value where there is none", "1 . no-default-alpn=abc", "no-default-alpn")]
    [InlineData("an IPv6 address as IPv4", "1 . ipv4hint=2001:db8::1", "ipv4hint")]
    [InlineData("an empty list of addresses", "1 . ipv6hint=", "ipv6hint")]
    [InlineData("no base 64", "1 . ech=*", "ech")]
    [InlineData("mandatory itself among the mandatory", "1 . mandatory=mandatory", "mandatory")]
    [InlineData("a mandatory key twice", "1 . mandatory=key123,key123 key123=abc", "mandatory")]
    [InlineData("no target", "1", "target")]
    public void Parameters_Malformed_AreRefusedInWords(string description, string text, string said)
    {
        Assert.False(AnyRdata.TryParse(RecordType.HTTPS, text, out _, out string? why), description);
        Assert.Contains(said, why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an empty mandatory list", 0, "", false)]
    [InlineData("half a key", 0, "00", false)]
    [InlineData("mandatory keys that do not ascend", 0, "00040003", false)]
    [InlineData("mandatory keys that ascend", 0, "00030004", true)]
    [InlineData("no protocol", 1, "", false)]
    [InlineData("an empty protocol", 1, "00", false)]
    [InlineData("a protocol cut short", 1, "0268", false)]
    [InlineData("two protocols", 1, "0268320168", true)]
    [InlineData("a value without meaning", 2, "00", false)]
    [InlineData("five octets of IPv4", 4, "C000020100", false)]
    [InlineData("any key in any form", 5, "", true)]
    public void Value_InTheFormOfItsKey_IsWellFormed(string description, ushort key, string value, bool holds) =>
        Assert.True(holds == new SvcbParameter(key, Convert.FromHexString(value)).IsWellFormed, description);
}
