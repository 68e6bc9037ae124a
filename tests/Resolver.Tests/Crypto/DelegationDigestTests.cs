using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

public class DelegationDigestTests
{
    private static readonly DomainName Owner = DomainName.Parse("dskey.example.com");
    private static readonly DnskeyRdata Key = Vectors.Key(Vectors.Read("rfc4034-5.4.txt"));

    [Theory]
    [Requirement("4509-2-1")]
    [Requirement("6605-2-1")]
    [InlineData(0, false, 0)]
    [InlineData(1, true, 20)]
    [InlineData(2, true, 32)]
    [InlineData(3, false, 32)] // GOST R 34.11-94
    [InlineData(4, true, 48)]
    [InlineData(5, false, 32)]
    [InlineData(255, false, 32)]
    public void Type_OfTheRegistry_IsSupportedOrNot(byte type, bool supported, int length)
    {
        Assert.Equal(supported, DelegationDigest.IsSupported((DigestType)type));
        Assert.Equal(supported, DelegationDigest.HasRightLength(new DsRdata(1, DnssecAlgorithm.RsaSha256, (DigestType)type, new byte[length])));
        Assert.False(DelegationDigest.HasRightLength(new DsRdata(1, DnssecAlgorithm.RsaSha256, (DigestType)type, new byte[length + 1])));
    }

    [Fact]
    [Requirement("4509-2-1")]
    public void Digest_CutOrPadded_DoesNotMatch()
    {
        byte[] digest = DelegationDigest.Compute(Owner, Key, DigestType.Sha256);

        Assert.True(DelegationDigest.Matches(Owner, Key, Ds(DigestType.Sha256, digest)));
        Assert.False(DelegationDigest.Matches(Owner, Key, Ds(DigestType.Sha256, digest[..31])));
        Assert.False(DelegationDigest.Matches(Owner, Key, Ds(DigestType.Sha256, [.. digest, 0])));
        Assert.False(DelegationDigest.Matches(Owner, Key, Ds(DigestType.Sha256, [])));
        Assert.False(DelegationDigest.Matches(Owner, Key, Ds(DigestType.Gost, digest)));
    }

    [Fact]
    [Requirement("4035-5.2-2")]
    public void Digest_OtherTagOrAlgorithm_DoesNotMatch()
    {
        byte[] digest = DelegationDigest.Compute(Owner, Key, DigestType.Sha256);

        Assert.False(DelegationDigest.Matches(Owner, Key, new DsRdata(60484, Key.Algorithm, DigestType.Sha256, digest)));
        Assert.False(DelegationDigest.Matches(Owner, Key, new DsRdata(60485, DnssecAlgorithm.RsaSha256, DigestType.Sha256, digest)));
    }

    [Fact]
    [Requirement("4034-5.1.4-1")]
    public void Digest_OwnerInUpperCase_MatchesAndOtherOwnerDoesNot()
    {
        DsRdata ds = Ds(DigestType.Sha256, DelegationDigest.Compute(Owner, Key, DigestType.Sha256));

        Assert.True(DelegationDigest.Matches(DomainName.Parse("DSKEY.Example.COM"), Key, ds));
        Assert.False(DelegationDigest.Matches(DomainName.Parse("dskez.example.com"), Key, ds));
    }

    private static DsRdata Ds(DigestType type, byte[] digest) => new(60485, Key.Algorithm, type, digest);
}
