using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using AnyRdata = DaneCore.Resolver.Wire.Rdata.Rdata;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class CanonicalFormTests
{
    // A in class IN, TTL 3600 of the signature; what stands before the data, its length apart.
    private const string FixedPart = "0001" + "0001" + "00000E10";
    private const string Signer = "016500";
    private const string Unsigned = "0001080200000E10" + "00000002" + "00000001" + "0003" + Signer;

    // As left-justified octets, each with the length of its data before it.
    private static readonly string[] Ordered = ["00020161", "000401610162", "00020162", "0003026161"];

    [Fact]
    [Requirement("4034-3.1.4-1")]
    [Requirement("4034-3.1.8.1-2")]
    [Requirement("4034-3.1.8.1-4")]
    [Requirement("4034-6.2-5")]
    [Requirement("4034-6.3-1")]
    public void Records_AreOrderedByTheirOctetsWithTheTtlOfTheSignature()
    {
        RecordSet set = Set("W.e.", RecordType.A, "192.0.2.10", "192.0.2.9", "10.0.0.1");
        Assert.Equal(
            Unsigned
            + "0177016500" + FixedPart + "0004" + "0A000001"
            + "0177016500" + FixedPart + "0004" + "C0000209"
            + "0177016500" + FixedPart + "0004" + "C000020A",
            Of(set, labels: 2));
    }

    [Fact]
    [Requirement("4034-6.3-1")]
    public void Records_OfDifferentLength_PutTheAbsentOctetFirst()
    {
        // The length of the data does not count; the length octet of a string, being part of the data, does.
        RecordSet set = Set("w.e.", RecordType.TXT, "aa", "b", "a", "a b");
        string signed = Of(set, labels: 2);
        int[] at = [.. Ordered.Select(data => signed.IndexOf(data, StringComparison.Ordinal))];
        Assert.True(at.All(position => position > 0));
        Assert.Equal(at.Order(), at);
    }

    [Fact]
    [Requirement("4034-6.3-2")]
    public void Records_GivenTwice_AreSignedOnce()
    {
        RecordSet twice = Set("w.e.", RecordType.MX, "10 A.e.", "10 a.E.");
        Assert.Equal(Of(Set("w.e.", RecordType.MX, "10 a.e."), labels: 2), Of(twice, labels: 2));
    }

    [Theory]
    [Requirement("4034-3.1.3-3")]
    [Requirement("4034-3.1.8.1-2")]
    [Requirement("4034-6.2-2")]
    [Requirement("4034-6.2-4")]
    [InlineData("as many labels as the owner", "w.E.", 2, "0177016500")]
    [InlineData("one label fewer: a wildcard was expanded", "W.e.", 1, "012A016500")]
    [InlineData("two labels fewer", "x.w.E.", 1, "012A016500")]
    [InlineData("the wildcard itself, whose asterisk is not counted", "*.E.", 1, "012A016500")]
    [InlineData("a wildcard at the root", "w.e.", 0, "012A00")]
    [InlineData("an asterisk that is asked for by a name below it", "a.*.e.", 2, "012A012A016500")]
    public void Owner_IsTheOneThatWasSigned(string description, string owner, byte labels, string expected)
    {
        RecordSet set = Set(owner, RecordType.A, "192.0.2.1");
        string signed = Of(set, labels);
        Assert.EndsWith(Signer, signed[..Unsigned.Length], StringComparison.Ordinal);
        Assert.True(signed.AsSpan(Unsigned.Length).SequenceEqual(expected + FixedPart + "0004C0000201"), description);
    }

    [Fact]
    [Requirement("4034-3.1.8.1-3")]
    public void Names_OfOldTypesInMixedCase_AreSignedInLowerCase()
    {
        Assert.Equal(
            Of(Set("w.e.", RecordType.RP, "admin.example. txt.example."), labels: 2),
            Of(Set("w.e.", RecordType.RP, "ADMIN.Example. TXT.eXample."), labels: 2));
    }

    [Fact]
    [Requirement("6840-5.1-1")]
    public void NextName_OfAnNsecInMixedCase_IsSignedAsItIs() =>
        Assert.NotEqual(
            Of(Set("w.e.", RecordType.NSEC, "a.e. A"), labels: 2),
            Of(Set("w.e.", RecordType.NSEC, "A.e. A"), labels: 2));

    private static RecordSet Set(string owner, RecordType type, params string[] data) =>
        RecordSet.Create(
            DomainName.Parse(owner),
            type,
            60,
            data.Select(text => AnyRdata.TryParse(type, text, out AnyRdata? read, out string? why) ? read : throw new FormatException(why)));

    private static string Of(RecordSet set, byte labels)
    {
        var signature = new RrsigRdata(
            set.Type, DnssecAlgorithm.RsaSha256, labels, 3600, 2, 1, 3, DomainName.Parse("E."), new byte[] { 1, 2, 3 });
        return Convert.ToHexString(CanonicalForm.Of(set, signature));
    }
}
