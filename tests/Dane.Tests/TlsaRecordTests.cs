using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

public sealed class TlsaRecordTests
{
    private static readonly string Digest256 = new('a', 64);
    private static readonly string Digest512 = new('a', 128);

    [Theory]
    [InlineData("3 1 1 0cAB", "3 1 1 0cab", "any case")]
    [InlineData(" 3\t1  1 0c ab 0d ", "3 1 1 0cab0d", "white space within the digits")]
    [InlineData("3 1 1 ( 0c ab )", "3 1 1 0cab", "parentheses of a zone file")]
    [InlineData("255 254 253 00", "255 254 253 00", "numbers without meaning")]
    [InlineData("3 1 1", "3 1 1", "no data")]
    [Requirement("6698-2.2-1")]
    [Requirement("6698-2.2-2")]
    public void Text_WellFormed_IsRead(string text, string expected, string situation)
    {
        Assert.True(TlsaRecord.TryParse(text, out TlsaRecord? record, out _), situation);
        Assert.Equal(expected, record.ToString());
    }

    [Theory]
    [InlineData("", "three numbers")]
    [InlineData(null, "three numbers")]
    [InlineData("3 1", "three numbers")]
    [InlineData("3 1 256 00", "three numbers")]
    [InlineData("-3 1 1 00", "three numbers")]
    [InlineData("DANE-EE 1 1 00", "three numbers")]
    [InlineData("3 1 1 abc", "even number")]
    [InlineData("3 1 1 0g", "even number")]
    [Requirement("6698-2.2-1")]
    [Requirement("6698-2.2-2")]
    public void Text_Malformed_IsRefusedWithReason(string? text, string why)
    {
        Assert.False(TlsaRecord.TryParse(text, out _, out string? reason));
        Assert.Contains(why, reason, StringComparison.Ordinal);
        if (text is not null)
        {
            Assert.Throws<FormatException>(() => TlsaRecord.Parse(text));
        }
    }

    // A-23: each field and the data, each with its section; a usable twin stands beside each.
    public static TheoryData<string, string, string> Unusable => new()
    {
        { $"4 1 1 {Digest256}", "usage 4 is not known", "RFC 6698 section 4.1" },
        { $"255 1 1 {Digest256}", "usage 255 is not known", "RFC 6698 section 4.1" },
        { $"0 1 1 {Digest256}", "usage 0 rests on public authorities", "RFC 7672 section 3.1.3" },
        { $"1 1 1 {Digest256}", "usage 1 rests on public authorities", "RFC 7672 section 3.1.3" },
        { $"3 2 1 {Digest256}", "selector 2 is not known", "RFC 6698 section 4.1" },
        { $"3 1 3 {Digest256}", "matching type 3 is not known", "RFC 6698 section 4.1" },
        { "3 1 1", "empty", "RFC 6698 section 4.1" },
        { "3 1 0", "empty", "RFC 6698 section 4.1" },
        { $"3 1 1 {Digest256}aa", "33 octets", "RFC 7671 section 9" },
        { $"3 1 1 {Digest256[2..]}", "31 octets", "RFC 7671 section 9" },
        { $"3 1 1 {Digest512}", "64 octets", "RFC 7671 section 9" },
        { $"3 1 2 {Digest256}", "32 octets", "RFC 7671 section 9" },
        { "3 1 0 3003020100", "no public key", "RFC 6698 section 4.1" },
        { "3 0 0 3003020100", "no certificate", "RFC 6698 section 4.1" },
        { "2 0 0 ffff", "no certificate", "RFC 6698 section 4.1" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    [Requirement("6698-4.1-6")]
    [Requirement("6698-4.1-7")]
    [MailRule(23, RuleSide.Broken)]
    [MailRule(71, RuleSide.Broken)]
    [Requirement("7671-4.1-2")]
    [Requirement("7671-4-1")]
    public void Record_ThatCannotBeUsed_SaysWhy(string text, string why, string rfc)
    {
        DaneReason? reason = TlsaRecord.Parse(text).WhyUnusable(UsageProfile.Smtp);

        Assert.NotNull(reason);
        Assert.Contains(why, reason.Text, StringComparison.Ordinal);
        Assert.Equal(rfc, reason.Rfc);
    }

    [Fact]
    [MailRule(23, RuleSide.Holds)]
    public void Digest_OfItsLength_IsUsable()
    {
        Assert.Null(TlsaRecord.Parse($"3 1 1 {Digest256}").WhyUnusable(UsageProfile.Smtp));
        Assert.Null(TlsaRecord.Parse($"2 0 2 {Digest512}").WhyUnusable(UsageProfile.Smtp));
        Assert.Null(TlsaRecord.Parse($"0 0 1 {Digest256}").WhyUnusable(UsageProfile.Https));
        Assert.Null(TlsaRecord.Parse($"1 1 2 {Digest512}").WhyUnusable(UsageProfile.ForService("ldaps")));
    }

    // A-23: the full structure to its last octet.
    [Theory]
    [InlineData(Selector.Cert)]
    [InlineData(Selector.Spki)]
    [Requirement("6698-4.1-7")]
    [MailRule(23, RuleSide.Broken)]
    public void FullData_WithOneOctetMoreOrLess_IsUnusable(Selector selector)
    {
        byte[] whole = TestCertificate.Root().Record(CertificateUsage.DaneTa, selector, MatchingType.Full).Data.ToArray();

        Assert.Null(Full(whole).WhyUnusable(UsageProfile.Smtp));
        Assert.Contains("octets follow its end", Full([.. whole, 0]).WhyUnusable(UsageProfile.Smtp)!.Text, StringComparison.Ordinal);
        Assert.NotNull(Full(whole[..^1]).WhyUnusable(UsageProfile.Smtp));

        TlsaRecord Full(byte[] data) => new(CertificateUsage.DaneTa, selector, MatchingType.Full, data);
    }

    [Fact]
    [MailRule(23, RuleSide.Broken)]
    public void Rdata_TooShortForItsFields_IsAnUnusableRecordAndNotLost()
    {
        var record = TlsaRecord.FromAnyRdata(new UnknownRdata(RecordType.TLSA, [3, 1]));

        Assert.NotNull(record);
        Assert.Equal(@"\# 2 0301", record.ToString());
        Assert.Contains("2 octets", record.WhyUnusable(UsageProfile.Smtp)!.Text, StringComparison.Ordinal);
        Assert.NotEqual(record, TlsaRecord.FromAnyRdata(new UnknownRdata(RecordType.TLSA, [])));
    }

    [Fact]
    public void Rdata_OfTlsa_KeepsItsOctets()
    {
        TlsaRdata rdata = new(3, 1, 1, new byte[] { 1, 2, 3 });

        Assert.Equal("3 1 1 010203", TlsaRecord.FromRdata(rdata).ToString());
        Assert.Null(TlsaRecord.FromAnyRdata(new TlsaRdata(3, 1, 1, new byte[] { 1 }, RecordType.SMIMEA)));
    }

    [Fact]
    public void RecordSet_OfNothing_IsRefusedAndOfTwins_HoldsOne()
    {
        Assert.Throws<ArgumentException>(() => TlsaRecordSet.FromTrustedInput());
        Assert.Single(TlsaRecordSet.FromTrustedInput(TlsaRecord.Parse("3 1 1 aa"), TlsaRecord.Parse("3 1 1 AA")).Records);
    }
}
