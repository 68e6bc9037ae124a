using DaneCore.Lab.Signing;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Lab.Tests.Signing;

public sealed class ZoneKeyTests
{
    // RFC 8080 section 6.1.
    private const string Ed25519Text = """
        Private-key-format: v1.2
        Algorithm: 15 (ED25519)
        PrivateKey: ODIyNjAzODQ2MjgwODAxMjI2NDUxOTAyMDQxNDIyNjI=
        """;

    private const string Ed25519Zone = """
        example.com. 3600 IN DNSKEY 257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=
        example.com. 3600 IN DS 3613 15 2 3aa5ab37efce57f737fc1627013fee07bdf241bd10f3b1964ab55c78e79a304b
        example.com. 3600 IN MX 10 mail.example.com.
        """;

    // RFC 8080 section 6.2.
    private const string Ed448Text = """
        Private-key-format: v1.2
        Algorithm: 16 (ED448)
        PrivateKey: xZ+5Cgm463xugtkY5B0Jx6erFTXp13rYegst0qRtNsOYnaVpMx0Z/c5EiA9x
                    8wWbDDct/U3FhYWA
        """;

    private const string Ed448Zone = """
        example.com. 3600 IN DNSKEY 257 3 16 (
          3kgROaDjrh0H2iuixWBrc8g2EpBBLCdGzHmn+G2MpTPhpj/OiBVHHSfPodx1FYYUcJKm1MDpJtIA )
        example.com. 3600 IN DS 9713 16 2 6ccf18d5bc5d7fc2fceb1d59d17321402f2aa8d368048db93dd811f5cb2b19c7
        example.com. 3600 IN MX 10 mail.example.com.
        """;

    public static TheoryData<int> Algorithms => [5, 7, 8, 10, 13, 14, 15, 16];

    [Theory]
    [InlineData(Ed25519Text, Ed25519Zone)]
    [InlineData(Ed448Text, Ed448Zone)]
    public void Import_ExampleOfRfc8080_GivesItsKeyTagAndDigest(string text, string zone)
    {
        Assert.True(ZoneFileReader.TryParse(zone, DomainName.Root, out IReadOnlyList<ResourceRecord> records, out string? whyNot), whyNot);
        Assert.True(ZoneKey.TryImport(text, KeyRole.Combined, out ZoneKey? key, out string? why), why);
        Assert.Equal(records[0].Data, key.Record);
        Assert.Equal(records[1].Data, key.DelegationSigner(DomainName.Parse("example.com")));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Create_SameSeed_GivesSameKeyAndSignature(int algorithm)
    {
        var first = ZoneKey.Create((DnssecAlgorithm)algorithm, "seed");
        var second = ZoneKey.Create((DnssecAlgorithm)algorithm, "seed");
        Assert.Equal(first.Record, second.Record);
        Assert.Equal(first.Sign("data"u8), second.Sign("data"u8));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void Create_OtherSeed_GivesOtherKey(int algorithm)
    {
        var first = ZoneKey.Create((DnssecAlgorithm)algorithm, "seed");
        Assert.NotEqual(first.Record, ZoneKey.Create((DnssecAlgorithm)algorithm, "Seed").Record);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Sign_AnyAlgorithm_VerifiesAndNotOverOtherData(int algorithm)
    {
        var key = ZoneKey.Create((DnssecAlgorithm)algorithm, "seed");
        KeyImport.Imported imported = Assert.IsType<KeyImport.Imported>(SignatureVerifier.Import(key.Record));
        Assert.True(imported.Key.Verify("data"u8, key.Sign("data"u8)));
        Assert.False(imported.Key.Verify("date"u8, key.Sign("data"u8)));
        imported.Key.Dispose();
    }

    [Fact]
    public void CreateRsa_EveryCheckedInKey_IsAnotherOne()
    {
        IEnumerable<ZoneKey> keys =
            from bits in (int[])[1024, 2048]
            from number in (int[])[1, 2, 3, 4]
            select ZoneKey.CreateRsa(DnssecAlgorithm.RsaSha256, bits, number);
        Assert.Equal(8, keys.Select(key => key.Record).Distinct().Count());
    }

    [Fact]
    public void CreateRsa_NumberWithoutKey_IsACallersMistake() =>
        Assert.Throws<ArgumentException>(() => ZoneKey.CreateRsa(DnssecAlgorithm.RsaSha256, 2048, 5));

    [Fact]
    public void Decoy_TagOfAnotherKey_SharesItAndVerifiesNothing()
    {
        var key = ZoneKey.CreateRsa(DnssecAlgorithm.RsaSha256, 2048, 1);
        var decoy = ZoneKey.Decoy(key.Tag, "decoy");
        KeyImport.Imported imported = Assert.IsType<KeyImport.Imported>(SignatureVerifier.Import(decoy.Record));
        Assert.Equal(key.Tag, decoy.Tag);
        Assert.NotEqual(key.Record, decoy.Record);
        Assert.False(imported.Key.Verify("data"u8, decoy.Sign("data"u8)));
        imported.Key.Dispose();
    }

    // RFC 5011 section 2.1: the revoked key's tag is another one.
    [Fact]
    public void Revoked_Key_HasTheFlagAndAnotherTag()
    {
        var key = ZoneKey.Create(DnssecAlgorithm.Ed25519, "seed");
        Assert.True(key.Revoked().Record.IsRevoked);
        Assert.Equal(key.Tag + 128, key.Revoked().Tag);
    }

    [Fact]
    public void Create_UnknownAlgorithm_GivesAKeyNobodyImplements()
    {
        var key = ZoneKey.Create((DnssecAlgorithm)200, "seed");
        Assert.Equal(200, (int)key.Record.Algorithm);
        Assert.IsType<KeyImport.Unsupported>(SignatureVerifier.Import(key.Record));
    }

    [Theory]
    [InlineData("", "the text has no field Algorithm with a number")]
    [InlineData("Algorithm: 15 (ED25519)\n", "the field PrivateKey does not hold 32 octets in base 64")]
    [InlineData("Algorithm: 15\nPrivateKey: AAAA\n", "the field PrivateKey does not hold 32 octets in base 64")]
    [InlineData("Algorithm: 8\nModulus: AQAB\n", "the field PublicExponent is missing, or not base 64")]
    [InlineData("Algorithm: 12\nPrivateKey: AAAA\n", "algorithm 12 cannot be signed with")]
    public void Import_TextThatIsNoKey_SaysWhy(string text, string expected)
    {
        Assert.False(ZoneKey.TryImport(text, KeyRole.Combined, out _, out string? why));
        Assert.Equal(expected, why);
    }
}
