using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Validation;

/// <summary>Files of trust anchors, as other programs write them.</summary>
public sealed class TrustAnchorTextTests
{
    private const string Digest = "20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D";

    [Theory]
    [Requirement("4035-4.4-1")]
    [InlineData(". IN DS " + Digest)]
    [InlineData(". DS " + Digest)]
    [InlineData(". 172800 IN DS " + Digest)]
    [InlineData("; autotrust trust anchor file\n;;id: . 1\n. 86400 IN DS " + Digest + " ;;state=2 [  VALID  ] ;;count=0")]
    [Rule(80, RuleSide.Holds)]
    public void TrustAnchors_WithOrWithoutTtl_AreRead(string text)
    {
        Assert.True(TrustAnchorSet.TryParse(text, out TrustAnchorSet? anchors, out string? why), why);
        Assert.Equal(TrustAnchorSet.Iana.Anchors[0], Assert.Single(anchors.Anchors));
    }

    [Theory]
    [Requirement("4035-4.4-1")]
    [InlineData("", "no DS or DNSKEY record")]
    [InlineData("; nothing but remarks\n", "no DS or DNSKEY record")]
    [InlineData(". IN DS 20326 8 2", "line 1: DS")]
    [InlineData(". IN NS a.root-servers.net.", "is no trust anchor")]
    [Rule(80, RuleSide.Broken)]
    public void TrustAnchors_ThatAreNone_AreRefusedWithTheReason(string text, string why)
    {
        Assert.False(TrustAnchorSet.TryParse(text, out _, out string? said));
        Assert.Contains(why, said, StringComparison.Ordinal);
    }
}
