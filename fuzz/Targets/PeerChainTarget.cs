using System.Security.Cryptography;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// Certificates from a file or a peer. Under records that cannot match, the verdict is never "matched", and comes with a reason for each
/// record; under a record that is the first certificate's own it always is, and no more when one bit of the record is turned.
/// </summary>
internal sealed class PeerChainTarget : IFuzzTarget
{
    private static readonly TlsaRecordSet Strange = TlsaRecordSet.FromTrustedInput(
        TlsaRecord.Parse("3 1 1 " + new string('0', 64)),
        TlsaRecord.Parse("3 0 2 " + new string('0', 128)),
        TlsaRecord.Parse("2 0 1 " + new string('0', 64)),
        TlsaRecord.Parse("2 1 2 " + new string('0', 128)));

    private static readonly DaneVerifier Verifier = new(UsageProfile.Smtp, TimeProvider.System);
    private static readonly ReferenceNames Names = new(DomainName.Parse("mx.example"));

    public string Name => "PeerChain";

    public IReadOnlyList<string> Parts { get; } =
    [
        "Dane.PeerChain", "Dane.PeerCertificate", "Dane.Certificates", "Dane.DaneVerifier", "Dane.Rules.AssociationMatch", "Dane.Rules.EndEntityRule",
        "Dane.Rules.TrustAnchorRule", "Dane.Rules.PathSearch", "Dane.Rules.PathCheck", "Dane.Rules.NameMatch", "Dane.Rules.DigestAgility",
    ];

    public IReadOnlyList<string> Words { get; } =
        ["-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n", "\x30\x82", "\x30\x80", "\xA3\x82", "\x06\x03\x55\x1D\x11", "\x00\x00", "MII"];

    public void Run(ReadOnlySpan<byte> input)
    {
        // As the handshake hands it over, and as a file.
        Judge(PeerChain.FromDer(input.ToArray()));
        if (PeerChain.TryRead(input, out PeerChain? chain, out string? why))
        {
            BrokenPromiseException.Unless(chain.Certificates.Count > 0, "a chain that was read has a certificate");
            Judge(chain);
        }
        else
        {
            BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
        }
    }

    private static DaneStatus Under(byte[] digest, PeerChain chain) =>
        Verifier.Verify(TlsaRecordSet.FromTrustedInput(TlsaRecord.Parse("3 0 1 " + Convert.ToHexString(digest))), chain, Names).Status;

    private static void Judge(PeerChain chain)
    {
        DaneOutcome outcome = Verifier.Verify(Strange, chain, Names);
        BrokenPromiseException.Unless(outcome.Status != DaneStatus.Matched, "no record names these certificates");
        BrokenPromiseException.Unless(outcome.Records.Count == Strange.Records.Count && outcome.Reason.Text.Length > 0, "every record has its outcome");
        if (chain.Leaf is { Fault: null } leaf)
        {
            // RFC 7671 section 5.1: nothing else of the certificate counts under usage 3.
            byte[] digest = SHA256.HashData(leaf.Octets.Span);
            BrokenPromiseException.Unless(Under(digest, chain) == DaneStatus.Matched, "a certificate matches a record of its own octets");
            digest[^1] ^= 1;
            BrokenPromiseException.Unless(Under(digest, chain) != DaneStatus.Matched, "and none that differs by a bit");
        }
    }
}
