#pragma warning disable CA1062 // a theory is given what its data holds
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using AnyRdata = DaneCore.Resolver.Wire.Rdata.Rdata;

namespace DaneCore.Resolver.Tests.Wire.Rdata;

/// <summary>Whose names are lower-cased when signed (RFC 4034 section 6.2, RFC 6840 section 5.1), and whose compressed when sent.</summary>
public sealed class RdataCanonicalTests
{
    private const string Upper = "014100";
    private const string Lower = "016100";

    [Theory]
    [Requirement("4034-6.2-3")]
    [InlineData(RecordType.NS, "A.")]
    [InlineData(RecordType.CNAME, "A.")]
    [InlineData(RecordType.PTR, "A.")]
    [InlineData(RecordType.DNAME, "A.")]
    [InlineData(RecordType.SOA, "A. A. 1 2 3 4 5")]
    [InlineData(RecordType.MX, "1 A.")]
    [InlineData(RecordType.SRV, "1 2 3 A.")]
    [InlineData(RecordType.MD, "A.")]
    [InlineData(RecordType.MF, "A.")]
    [InlineData(RecordType.MB, "A.")]
    [InlineData(RecordType.MG, "A.")]
    [InlineData(RecordType.MR, "A.")]
    [InlineData(RecordType.MINFO, "A. A.")]
    [InlineData(RecordType.RP, "A. A.")]
    [InlineData(RecordType.AFSDB, "1 A.")]
    [InlineData(RecordType.RT, "1 A.")]
    [InlineData(RecordType.PX, "1 A. A.")]
    [InlineData(RecordType.NAPTR, "1 2 \"\" \"\" \"\" A.")]
    [InlineData(RecordType.KX, "1 A.")]
    [InlineData(RecordType.RRSIG, "A 8 1 1 1 1 1 A. AQ==")]
    [InlineData(RecordType.SIG, @"\# 22 000000000000000000000000000000000000 014100 42")]
    [InlineData(RecordType.NXT, @"\# 5 014100 42 43")]
    [InlineData(RecordType.A6, @"\# 12 40 4242424242424242 014100")]
    public void Names_OfTheListedTypes_AreLowerCasedInCanonicalForm(RecordType type, string text)
    {
        AnyRdata data = Parse(type, text);
        string wire = Convert.ToHexString(data.ToWire());
        Assert.Contains(Upper, wire, StringComparison.Ordinal);
        Assert.Equal(wire.Replace(Upper, Lower, StringComparison.Ordinal), Convert.ToHexString(data.ToCanonicalWire()));
        Assert.Equal(Parse(type, text.Replace("A.", "a.", StringComparison.Ordinal).Replace(Upper, Lower, StringComparison.Ordinal)), data);
    }

    [Theory]
    [Requirement("4034-6.2-3")]
    [Requirement("6840-5.1-1")]
    [Requirement("6840-5.1-3")]
    [InlineData(RecordType.NSEC, "A. TXT")]
    [InlineData(RecordType.SVCB, "1 A.")]
    [InlineData(RecordType.HTTPS, "0 A.")]
    [InlineData(RecordType.TXT, "\"A\"")]
    [InlineData(RecordType.HINFO, "\"A\" \"B\"")]
    [InlineData(RecordType.NAPTR, "1 2 \"A\" \"B\" \"C\" .")]
    [InlineData(RecordType.CAA, "0 ISSUE \"A\"")]
    public void Data_OfOtherTypes_KeepsItsCaseInCanonicalForm(RecordType type, string text)
    {
        AnyRdata data = Parse(type, text);
        Assert.Equal(Convert.ToHexString(data.ToWire()), Convert.ToHexString(data.ToCanonicalWire()));
        Assert.NotEqual(Parse(type, text.Replace('A', 'a')), data);
    }

    [Theory]
    [Requirement("4034-3.1.7-2")]
    [Requirement("4034-4.1.1-2")]
    [InlineData(RecordType.NS, "A.", true)]
    [InlineData(RecordType.SOA, "A. A. 1 2 3 4 5", true)]
    [InlineData(RecordType.MX, "1 A.", true)]
    [InlineData(RecordType.MINFO, "A. A.", true)]
    [InlineData(RecordType.DNAME, "A.", false)]
    [InlineData(RecordType.SRV, "1 2 3 A.", false)]
    [InlineData(RecordType.RP, "A. A.", false)]
    [InlineData(RecordType.NAPTR, "1 2 \"\" \"\" \"\" A.", false)]
    [InlineData(RecordType.RRSIG, "A 8 1 1 1 1 1 A. AQ==", false)]
    [InlineData(RecordType.NSEC, "A. TXT", false)]
    [InlineData(RecordType.SVCB, "1 A.", false)]
    public void Names_AreSentCompressed_OnlyForTheTypesOfRfc1035(RecordType type, string text, bool compressed)
    {
        AnyRdata data = Parse(type, text);
        WireWriter writer = new(new byte[200], compress: true);
        writer.WriteName(DomainName.Parse("a."));
        int start = writer.Length;
        data.Write(ref writer);
        Assert.True(compressed == writer.Length - start < data.ToWire().Length);
    }

    [Fact]
    [Requirement("4034-3.1.8.1-1")]
    [Requirement("6840-5.1-2")]
    public void UnsignedPart_OfASignature_HasItsSignerInLowerCaseAndNoSignature()
    {
        var signature = (RrsigRdata)Parse(RecordType.RRSIG, "A 8 1 1 1 1 1 A. AQ==");
        WireWriter writer = new(new byte[100]);
        signature.WriteUnsigned(ref writer);
        Assert.Equal("00010801" + "00000001" + "00000001" + "00000001" + "0001" + Lower, Convert.ToHexString(writer.Written));
    }

    private static AnyRdata Parse(RecordType type, string text)
    {
        Assert.True(AnyRdata.TryParse(type, text, out AnyRdata? data, out string? why), why);
        return data;
    }
}
