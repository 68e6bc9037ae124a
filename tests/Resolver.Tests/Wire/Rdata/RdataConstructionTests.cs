using System.Net;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire.Rdata;

/// <summary>What a caller cannot make, and that what was made stays as it was.</summary>
public sealed class RdataConstructionTests
{
    private static readonly DomainName Name = DomainName.Parse("a.");
    private static readonly byte[] TooLong = new byte[256];

    public static TheoryData<string, Action> Misuse { get; } = new()
    {
        { "an address as a name", () => _ = new NameRdata(RecordType.A, Name) },
        { "no string", () => _ = new TxtRdata([]) },
        { "a string of 256 octets", () => _ = new TxtRdata([TooLong]) },
        { "strings beyond the length of a record", () => _ = new TxtRdata([.. Enumerable.Repeat<ReadOnlyMemory<byte>>(new byte[255], 256)]) },
        { "a DS under another type", () => _ = new DsRdata(1, DnssecAlgorithm.RsaSha256, DigestType.Sha256, default, RecordType.A) },
        { "a key under another type", () => _ = new DnskeyRdata(1, 3, DnssecAlgorithm.RsaSha256, default, RecordType.KEY) },
        { "an association under another type", () => _ = new TlsaRdata(3, 1, 1, default, RecordType.A) },
        { "a salt of 256 octets", () => _ = new Nsec3Rdata(1, 0, 0, TooLong, new byte[20], TypeBitmap.Empty) },
        { "a hash of no octets", () => _ = new Nsec3Rdata(1, 0, 0, default, default, TypeBitmap.Empty) },
        { "a hash of 256 octets", () => _ = new Nsec3Rdata(1, 0, 0, default, TooLong, TypeBitmap.Empty) },
        { "a salt of 256 octets, for the zone", () => _ = new Nsec3ParamRdata(1, 0, 0, TooLong) },
        { "an empty tag", () => _ = new CaaRdata(0, "", default) },
        { "a tag with a blank", () => _ = new CaaRdata(0, "a b", default) },
        { "a tag beyond ASCII", () => _ = new CaaRdata(0, "\u00fc", default) },
        { "a digest of 11 octets", () => _ = new ZonemdRdata(1, 1, 1, new byte[11]) },
        { "a binding under another type", () => _ = new SvcbRdata(RecordType.SRV, 1, Name, []) },
        { "a key twice", () => _ = new SvcbRdata(RecordType.SVCB, 1, Name, [new(9, default), new(9, default)]) },
        { "a port of one octet", () => _ = new SvcbRdata(RecordType.SVCB, 1, Name, [new(3, new byte[1])]) },
        { "names of a type that has none here", () => _ = new LegacyNamesRdata(RecordType.A, [], [], [Name]) },
        { "two names of a type that has one", () => _ = new LegacyNamesRdata(RecordType.MB, [], [], [Name, Name]) },
        { "a string of 256 octets in HINFO", () => _ = new LegacyNamesRdata(RecordType.HINFO, [], [TooLong, default], []) },
    };

    [Theory]
    [MemberData(nameof(Misuse))]
    public void Caller_WithoutSense_IsToldByException(string description, Action make) =>
        Assert.True(Record.Exception(make) is ArgumentException, description);

    [Fact]
    public void Octets_ChangedByTheCallerLater_DoNotChangeTheData()
    {
        byte[] octets = new byte[32];
        var digest = new DsRdata(1, DnssecAlgorithm.RsaSha256, DigestType.Sha256, octets);
        var text = new TxtRdata([octets]);
        var binding = new SvcbRdata(RecordType.SVCB, 1, Name, [new(9, octets)]);
        octets[0] = 1;
        Assert.Equal(0, digest.Digest.Span[0]);
        Assert.Equal(0, text.Strings[0].Span[0]);
        Assert.Equal(0, binding.Parameters[0].Value.Span[0]);
    }

    [Fact]
    public void Address_WithAScope_LosesIt()
    {
        var data = new AddressRdata(IPAddress.Parse("fe80::1%3"));
        Assert.Equal("fe80::1", data.ToString());
        Assert.Equal(RecordType.AAAA, data.Type);
    }

    [Theory]
    [Requirement("4034-2.1.1-3")]
    [InlineData(0x0100, true, false, false)]
    [InlineData(0x0101, true, false, true)]
    [InlineData(0x0180, true, true, false)]
    [InlineData(0x0001, false, false, true)]
    [InlineData(0xFE7E, false, false, false)]
    public void Flags_OfAKey_AreReadBitByBit(int flags, bool isZoneKey, bool isRevoked, bool isSecureEntryPoint)
    {
        var key = new DnskeyRdata((ushort)flags, 3, DnssecAlgorithm.Ed25519, new byte[32]);
        Assert.Equal((isZoneKey, isRevoked, isSecureEntryPoint), (key.IsZoneKey, key.IsRevoked, key.IsSecureEntryPoint));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void OptOut_OfAnNsec3_IsTheLowestFlag(byte flags, bool optOut) =>
        Assert.Equal(optOut, new Nsec3Rdata(1, flags, 0, default, new byte[20], TypeBitmap.Empty).IsOptOut);

    [Fact]
    public void Data_OfAnotherType_IsNotEqual()
    {
        Assert.NotEqual<object>(new NameRdata(RecordType.NS, Name), new NameRdata(RecordType.PTR, Name));
        Assert.Equal<object>(new UnknownRdata(RecordType.A, [192, 0, 2, 1]), new AddressRdata(IPAddress.Parse("192.0.2.1")));
    }
}
