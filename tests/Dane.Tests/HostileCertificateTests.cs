using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using DaneCore.Dane.Rules;
using DaneCore.Lab.Mail;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>Whatever octets stand where a certificate belongs: a verdict with a reason, within bounds, and nothing thrown.</summary>
public sealed class HostileCertificateTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();

    private static readonly Dictionary<string, Func<TestCertificate, TestCertificate>> Makers = new(StringComparer.Ordinal)
    {
        ["negative serial"] = HostileCertificates.NegativeSerial,
        ["serial of 200 octets"] = HostileCertificates.LongSerial,
        ["version 9"] = HostileCertificates.VersionNine,
        ["month 13"] = HostileCertificates.BrokenTime,
        ["ends before it begins"] = HostileCertificates.BackwardsTime,
        ["broken names"] = HostileCertificates.BrokenNames,
        ["empty subject"] = HostileCertificates.EmptySubject,
        ["broken subject"] = HostileCertificates.BrokenSubject,
        ["garbled subject"] = HostileCertificates.GarbledSubject,
        ["algorithms differ"] = HostileCertificates.AlgorithmsDiffer,
        ["indefinite length"] = HostileCertificates.IndefiniteLength,
        ["nested 200 deep"] = issuer => HostileCertificates.Nested(issuer, 200),
        ["nested 20000 deep"] = issuer => HostileCertificates.Nested(issuer, 20_000),
        ["modulus of 10000 octets"] = issuer => HostileCertificates.LargeKey(issuer, 10_000, 3),
        ["exponent of 2000 octets"] = issuer => HostileCertificates.LargeKey(issuer, 256, 2_000),
        ["unknown key"] = HostileCertificates.UnknownKey,
        ["3000 names"] = issuer => HostileCertificates.ManyNames(issuer, 3_000),
        ["an extension twice"] = HostileCertificates.TwoBasicConstraints,
        ["octets behind its end"] = HostileCertificates.TrailingOctets,
        ["cut"] = HostileCertificates.Cut,
        ["text"] = HostileCertificates.Text,
    };

    // What becomes of it as the server's own under usage 3, and under usage 2 with what reason.
    public static TheoryData<string, DaneStatus, DaneStatus, string> OfServers => new()
    {
        { "negative serial", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "serial of 200 octets", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "version 9", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "month 13", DaneStatus.Matched, DaneStatus.Mismatched, "its dates cannot be read" },
        { "ends before it begins", DaneStatus.Matched, DaneStatus.Mismatched, "expired" },
        { "broken names", DaneStatus.Matched, DaneStatus.Mismatched, "its extensions are broken" },
        { "empty subject", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "broken subject", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "garbled subject", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "algorithms differ", DaneStatus.Matched, DaneStatus.Mismatched, "it names two different signature algorithms" },
        { "indefinite length", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "nested 200 deep", DaneStatus.Matched, DaneStatus.Mismatched, "its extensions are broken" },
        { "nested 20000 deep", DaneStatus.Matched, DaneStatus.Mismatched, "its extensions are broken" },
        { "modulus of 10000 octets", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "exponent of 2000 octets", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "unknown key", DaneStatus.Matched, DaneStatus.Matched, "" },
        { "3000 names", DaneStatus.Matched, DaneStatus.Mismatched, "the certificate is for *.0.example.net" },
        { "an extension twice", DaneStatus.Matched, DaneStatus.Mismatched, "occurs twice" },
        { "octets behind its end", DaneStatus.Mismatched, DaneStatus.Mismatched, "cannot be read: octets follow its end" },
        { "cut", DaneStatus.Mismatched, DaneStatus.Mismatched, "cannot be read" },
        { "text", DaneStatus.Mismatched, DaneStatus.Mismatched, "cannot be read" },
    };

    [Theory]
    [MemberData(nameof(OfServers))]
    public void Server_WithAHostileCertificate_IsJudgedWithAReason(string kind, DaneStatus own, DaneStatus below, string why)
    {
        TestCertificate server = Makers[kind](Root);
        PeerChain chain = Judging.Chain(server, Root);

        Judging.Is(Judging.Verify(chain, Of(server, CertificateUsage.DaneEe)), own, own == DaneStatus.Matched ? "" : why);
        DaneOutcome outcome = Judging.Verify(chain, Root.Record(CertificateUsage.DaneTa));
        Judging.Is(outcome, below, why);
        Assert.DoesNotContain(outcome.Reason.Text, letter => char.IsControl(letter));
        Assert.True(outcome.Reason.Text.Length < 2_000, outcome.Reason.Text);
    }

    // Beside a sound chain, or as the issuer that is wanted, it neither throws nor gets in the way of what is sound.
    [Theory]
    [MemberData(nameof(OfServers))]
    public void Issuer_ThatIsHostile_NeitherThrowsNorHelps(string kind, DaneStatus own, DaneStatus below, string why)
    {
        TestCertificate hostile = Makers[kind](Root);
        var server = TestCertificate.Server(Root);
        PeerChain chain = Judging.Chain(server, hostile, hostile, Root);

        Judging.Is(Judging.Verify(chain, Root.Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "CN=Test Root");
        Judging.Is(Judging.Verify(chain, Of(hostile, CertificateUsage.DaneTa)), DaneStatus.Mismatched, "");
        Assert.True(own >= below && why is not null);
    }

    // The record itself may hold any octets.
    [Theory]
    [MemberData(nameof(OfServers))]
    public void Record_WithAHostileCertificateInIt_IsJudgedWithAReason(string kind, DaneStatus own, DaneStatus below, string why)
    {
        TestCertificate hostile = Makers[kind](Root);

        foreach (CertificateUsage usage in (ReadOnlySpan<CertificateUsage>)[CertificateUsage.DaneEe, CertificateUsage.DaneTa])
        {
            DaneOutcome outcome = Judging.Verify(Judging.Chain(TestCertificate.Server(Root), Root), new TlsaRecord(usage, Selector.Cert, MatchingType.Full, hostile.Octets));

            Assert.Equal(own == DaneStatus.Matched ? DaneStatus.Mismatched : DaneStatus.Unusable, outcome.Status);
            Assert.Matches("^RFC [0-9]+ section [0-9.]+$", outcome.Reason.Rfc);
        }

        Assert.True(own >= below && why is not null);
    }

    // Those that the platform's TLS lets through reach the judgement in a real handshake, and those that it does not are no match either.
    [Theory]
    [InlineData("negative serial", true)]
    [InlineData("serial of 200 octets", true)]
    [InlineData("version 9", true)]
    [InlineData("month 13", true)]
    [InlineData("ends before it begins", true)]
    [InlineData("broken names", true)]
    [InlineData("empty subject", true)]
    [InlineData("garbled subject", false)]
    [InlineData("algorithms differ", true)]
    [InlineData("indefinite length", true)]
    [InlineData("nested 200 deep", true)]
    [InlineData("3000 names", true)]
    [InlineData("octets behind its end", false)]
    [InlineData("cut", false)]
    [InlineData("text", false)]
    public async Task Handshake_WithAHostileCertificate_IsJudgedOrEnds(string kind, bool isJudged)
    {
        TestCertificate hostile = Makers[kind](Root);
        await using var server = LoopbackTlsServer.Start(_ => new LabTlsIdentity([hostile.Octets, Root.Octets], hostile.PrivateKey));
        foreach (bool fits in (bool[])[true, false])
        {
            // The key is the same in all of them; of BER the platform hands on other octets than were sent.
            TlsaRecord record = TestCertificate.Server(Root).Record(CertificateUsage.DaneEe);
            DaneHandshake handshake = new(
                new DaneVerifier(UsageProfile.Smtp, new FakeTimeProvider(TestCertificate.Now), TrustRoots.None),
                TlsaRecordSet.FromTrustedInput(fits ? record : Judging.OneBitOff(record)),
                Judging.Mx);
            using TcpClient socket = new();
            await socket.ConnectAsync(server.EndPoint, TestContext.Current.CancellationToken);
            await using SslStream stream = new(socket.GetStream());

            Exception? fault = await Record.ExceptionAsync(() => stream.AuthenticateAsClientAsync(handshake.Options, TestContext.Current.CancellationToken));

            Assert.Equal(fits && isJudged, handshake.IsAccepted);
            Assert.Equal(fits && isJudged, fault is null);
            Assert.Equal(isJudged, handshake.Chain is not null);
            Judging.Is(handshake.Outcome, fits && isJudged ? DaneStatus.Matched : DaneStatus.Mismatched, isJudged ? "" : "did not get as far as a certificate");
        }
    }

    // A hundred namesakes, each of which may have issued any other: the work has a bound, whatever stands in the records.
    [Fact]
    public void Work_OverAHundredNamesakes_IsBounded()
    {
        TestCertificate[] namesakes = [.. Enumerable.Range(0, 99).Select(i => TestCertificate.Root("Maze", plan => plan.Key = TestCertificate.EllipticKey("namesake " + i)))];
        PeerChain chain = Judging.Chain([TestCertificate.Server(namesakes[^1]), .. namesakes]);
        TlsaRecord[] records = [.. Enumerable.Range(0, 300).Select(i => TlsaRecord.Parse($"2 {i % 2} 1 {i:x64}")), .. namesakes.Take(60).Select(one => one.Record(CertificateUsage.DaneTa))];
        PathSearch search = new(chain, new PathCheck(UsageProfile.Smtp, TestCertificate.Now));

        foreach (TestCertificate namesake in namesakes)
        {
            _ = search.FindAnchor(namesake.AsPeer.IsSameAs);
        }

        Assert.InRange(search.SignaturesChecked, 1, 100);
        Assert.InRange(search.StepsTaken, 1, 2_000);
        Judging.Is(Judging.Verify(chain, records), DaneStatus.Mismatched, "");
    }

    private static TlsaRecord Of(TestCertificate certificate, CertificateUsage usage) =>
        new(usage, Selector.Cert, MatchingType.Sha256, SHA256.HashData(certificate.Octets));
}
