using System.Security.Cryptography;
using System.Text;
using CsCheck;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>Sets and chains at random: the verdict is that of <see cref="NaiveMatcher"/>, record by record, and no order counts.</summary>
public sealed class NaiveMatcherTests
{
    private const int Samples = 600;

    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Stranger = TestCertificate.Root("Stranger");
    private static readonly TestCertificate Upper = TestCertificate.Intermediate(Root, "Upper");
    private static readonly TestCertificate Lower = TestCertificate.Intermediate(Upper, "Lower");

    // Every issuer that has a namesake has one that is no good beside it.
    private static readonly TestCertificate[] Issuers =
    [
        Root, Stranger, Upper, Lower,
        TestCertificate.Intermediate(Stranger, "Upper"),
        TestCertificate.Intermediate(Root, "Upper", plan => plan.NotAfter = TestCertificate.Now.AddDays(-1)),
        TestCertificate.Intermediate(Root, "Upper", plan => (plan.PathLength, plan.NotAfter) = (0, plan.NotAfter.AddDays(1))),
        TestCertificate.Intermediate(Upper, "Lower", plan => (plan.IsAuthority, plan.NotAfter) = (false, plan.NotAfter.AddDays(2))),
        TestCertificate.Root(change: plan => plan.NotAfter = TestCertificate.Now.AddDays(-2)),
        TestCertificate.Root(change: plan => plan.Key = TestCertificate.EllipticKey("impostor")),
    ];

    private static readonly TestCertificate[] Servers =
    [
        TestCertificate.Server(Lower),
        TestCertificate.Server(Lower, plan => plan.DnsNames = ["*.example.com"]),
        TestCertificate.Server(Lower, plan => plan.DnsNames = []),
        TestCertificate.Server(Lower, plan => plan.DnsNames = ["other.example.net"]),
        TestCertificate.Server(Lower, plan => plan.NotAfter = TestCertificate.Now.AddDays(-1)),
        TestCertificate.Server(Lower, plan => plan.Purposes = ["1.3.6.1.5.5.7.3.2"]),
        TestCertificate.Server(Upper),
        TestCertificate.Server(Root),
        TestCertificate.Server(null),
    ];

    private static readonly Gen<TlsaRecord> Records =
        from certificate in Any([.. Issuers, .. Servers])
        from usage in Gen.Frequency((4, Gen.Const(2)), (4, Gen.Const(3)), (1, Gen.Int[0, 4]))
        from selector in Gen.Frequency((8, Gen.Int[0, 1]), (1, Gen.Const(2)))
        from matchingType in Gen.Frequency((8, Gen.Int[0, 2]), (1, Gen.Const(3)))
        from fault in Gen.Int[0, 11]
        select Make(certificate, usage, selector, matchingType, fault);

    // What fits by design is rare at random, so half of the servers stand under their whole hierarchy.
    private static readonly Gen<TestCertificate[]> Chains =
        from server in Gen.Frequency((1, Gen.Const(Servers[0])), (1, Any(Servers)))
        from others in Any(Issuers).Array[0, 4]
        from isWhole in Gen.Bool
        from order in Gen.Shuffle(isWhole ? [Lower, Upper, Root, .. others[..Math.Min(others.Length, 2)]] : others)
        select (TestCertificate[])[server, .. order];

    [Fact]
    [MailRule(25, RuleSide.Holds)]
    [MailRule(27, RuleSide.Holds)]
    [MailRule(28, RuleSide.Holds)]
    [MailRule(70, RuleSide.Holds)]
    public void Verdict_OfAnySetOverAnyChain_IsThatOfTheNaiveReading()
    {
        Dictionary<DaneStatus, int> seen = [];
        (from records in Records.Array[1, 6] from chain in Chains from shuffled in Gen.Shuffle(records) select (records, chain, shuffled)).Sample(
            sample =>
            {
                TlsaRecord[] records = [.. sample.records.Distinct()];
                DaneOutcome outcome = Judging.Verify(Judging.Chain(sample.chain), records);
                NaiveMatcher naive = new(records, sample.chain, "mx.example.com");
                string situation = $"{string.Join(" | ", records.Select(Short))} over {string.Join(" | ", sample.chain.Select(one => one.AsPeer.Subject + " by " + one.AsPeer.Issuer + " until " + one.AsPeer.NotAfter))}: {outcome.Reason}";

                Assert.True(naive.Status == outcome.Status, $"naively {naive.Status}, here {outcome.Status}: {situation}");
                foreach (RecordOutcome record in outcome.Records.Where(record => record.State != RecordState.NotNeeded))
                {
                    Assert.True(naive.StateOf(record.Record) == record.State, $"{Short(record.Record)} is naively {naive.StateOf(record.Record)}, here {record.State}: {situation}");
                }

                DaneOutcome other = Judging.Verify(Judging.Chain(sample.chain), sample.shuffled);
                Assert.Equal((outcome.Status, outcome.Reason, outcome.MatchedRecord, outcome.MatchedDepth), (other.Status, other.Reason, other.MatchedRecord, other.MatchedDepth));
                lock (seen)
                {
                    seen[outcome.Status] = seen.GetValueOrDefault(outcome.Status) + 1;
                }
            },
            iter: Samples);

        // Random input that never matches would show nothing.
        Assert.True(seen.GetValueOrDefault(DaneStatus.Matched) > Samples / 10, $"{seen.GetValueOrDefault(DaneStatus.Matched)} matches");
        Assert.True(seen.GetValueOrDefault(DaneStatus.Unusable) > 0, "nothing was unusable");
    }

    /// <summary>Services other than mail relay: usages 0 and 1 count too, over any public roots (RFC 7671 section 5.3 and section 5.4).</summary>
    [Fact]
    public void Verdict_OfAnySetWithPublicRoots_IsThatOfTheNaiveReading()
    {
        Dictionary<(CertificateUsage, RecordState), int> seen = [];
        Gen<TlsaRecord> records =
            from certificate in Any([.. Issuers, .. Servers])
            from usage in Gen.Frequency((4, Gen.Const(0)), (4, Gen.Const(1)), (1, Gen.Int[2, 4]))
            from selector in Gen.Int[0, 1]
            from matchingType in Gen.Int[0, 2]
            from fault in Gen.Int[0, 20]
            select Make(certificate, usage, selector, matchingType, fault);
        (from some in records.Array[1, 4] from chain in Chains from trusted in Any(Issuers).Array[0, 3] from isRootTrusted in Gen.Bool select (some, chain, trusted: isRootTrusted ? [Root, .. trusted] : trusted)).Sample(
            sample =>
            {
                TlsaRecord[] set = [.. sample.some.Distinct()];
                TestCertificate[] trusted = [.. sample.trusted.DistinctBy(root => Convert.ToHexString(root.Octets))];
                string pem = string.Join('\n', trusted.Select(root => PemEncoding.WriteString("CERTIFICATE", root.Octets)));
                TrustRoots? roots = TrustRoots.None;
                Assert.True(trusted.Length == 0 || TrustRoots.TryRead(Encoding.ASCII.GetBytes(pem), out roots, out _));
                DaneOutcome outcome = new DaneVerifier(UsageProfile.Https, new FakeTimeProvider(TestCertificate.Now), roots)
                    .Verify(TlsaRecordSet.FromTrustedInput(set), Judging.Chain(sample.chain), Judging.Mx);
                NaiveMatcher naive = new(set, sample.chain, "mx.example.com", trusted);

                Assert.True(naive.Status == outcome.Status, $"naively {naive.Status}, here {outcome.Status}: {outcome.Reason}");
                foreach (RecordOutcome record in outcome.Records.Where(record => record.State != RecordState.NotNeeded))
                {
                    Assert.True(naive.StateOf(record.Record) == record.State, $"{Short(record.Record)} is naively {naive.StateOf(record.Record)}, here {record.State}: {record.Reason}");
                    lock (seen)
                    {
                        seen[(record.Record.Usage, record.State)] = seen.GetValueOrDefault((record.Record.Usage, record.State)) + 1;
                    }
                }
            },
            iter: Samples / 2);

        Assert.All([CertificateUsage.PkixTa, CertificateUsage.PkixEe], usage => Assert.True(
            seen.GetValueOrDefault((usage, RecordState.Matched)) > Samples / 120 && seen.GetValueOrDefault((usage, RecordState.NoMatch)) > Samples / 120,
            string.Join(", ", seen)));
    }

    [Fact]
    public void Record_OfAnyParts_IsReadBackFromItsText() =>
        (from usage in Gen.Byte from selector in Gen.Byte from matchingType in Gen.Byte from data in Gen.Byte.Array[0, 80] select (usage, selector, matchingType, data)).Sample(parts =>
        {
            TlsaRecord record = new((CertificateUsage)parts.usage, (Selector)parts.selector, (MatchingType)parts.matchingType, parts.data);
            Assert.True(TlsaRecord.TryParse(record.ToString(), out TlsaRecord? read, out string? why), why);
            Assert.Equal(record, read);
            Assert.True(read.Data.SequenceEqual(parts.data));
            Assert.Equal(record.ToString(), read.ToString());
        });

    private static Gen<TestCertificate> Any(TestCertificate[] certificates) => Gen.Int[0, certificates.Length - 1].Select(i => certificates[i]);

    private static TlsaRecord Make(TestCertificate certificate, int usage, int selector, int matchingType, int fault)
    {
        byte[] data = certificate.Record((CertificateUsage)usage, (Selector)(selector & 1), (MatchingType)(matchingType % 3)).Data.ToArray();
        data = fault switch
        {
            0 => data[..^1],
            1 => [.. data, 0],
            2 => [],
            3 => [.. data[..4], (byte)(data[4] ^ 1), .. data[5..]],
            _ => data,
        };
        return new TlsaRecord((CertificateUsage)usage, (Selector)selector, (MatchingType)matchingType, data);
    }

    private static string Short(TlsaRecord record) => record.ToString() is { Length: > 24 } text ? text[..24] : record.ToString();
}
