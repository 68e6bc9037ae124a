using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Dane.Certificates;

namespace DaneCore.Dane;

/// <summary>
/// Puts the judgement into one TLS handshake of <see cref="SslStream"/>, or of what is built on it. Takes the certificates
/// as sent, never the chain the platform builds of them, and fetches nothing. Serves one handshake; afterwards
/// <see cref="Outcome"/> says what came of it. Before, it is a mismatch.
/// </summary>
public sealed class DaneHandshake
{
    private readonly DaneVerifier? _verifier;
    private readonly TlsaRecordSet? _records;
    private readonly ReferenceNames _names;

    /// <summary>A handshake that succeeds only with the server the records name.</summary>
    public DaneHandshake(DaneVerifier verifier, TlsaRecordSet records, ReferenceNames names)
        : this(names, verifier?.Profile!)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        ArgumentNullException.ThrowIfNull(records);
        _verifier = verifier;
        _records = records;
        Outcome = NothingYet(DaneStatus.Mismatched, verifier.Profile);
    }

    private DaneHandshake(ReferenceNames names, UsageProfile profile, DaneVerifier? verifier = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = names;
        _verifier = verifier;
        Options = MakeOptions(names);
        Callback = (_, certificate, chain, _) => Judge(certificate, chain);
        Outcome = NothingYet(DaneStatus.Unusable, profile);
    }

    /// <summary>For <see cref="SslStream.AuthenticateAsClientAsync(SslClientAuthenticationOptions, CancellationToken)"/>; for one handshake only.</summary>
    public SslClientAuthenticationOptions Options { get; }

    /// <summary>
    /// For clients that take a callback of this form and make their own options, such as MailKit and Npgsql; for one handshake only.
    /// See <see cref="Judge"/> for what they may do behind one's back.
    /// </summary>
    public RemoteCertificateValidationCallback Callback { get; }

    /// <summary>What came of the records. Without records it stays unusable: encrypted, nobody authenticated.</summary>
    public DaneOutcome Outcome { get; private set; }

    /// <summary>The certificates the server sent; null until it did.</summary>
    public PeerChain? Chain { get; private set; }

    /// <summary>
    /// False lets a handshake end well whatever the outcome, for callers who want to look at the connection before they
    /// close it. They must not use it unless <see cref="IsAccepted"/>.
    /// </summary>
    public bool RefusesInside { get; init; } = true;

    /// <summary>
    /// True offers, behind everything else, suites that only servers of the past need: RSA key exchange, and SHA-1 as the code of a
    /// record. So does a handshake that authenticates nobody unless told not to: the choice there is between them and no encryption.
    /// Linux only. Anonymous suites are never offered (RFC 7672 section 8.2).
    /// </summary>
    public bool OffersOlderSuites
    {
        get => ReferenceEquals(Options.CipherSuitesPolicy, OfferedCipherSuites.WithOlder) && OfferedCipherSuites.WithOlder is not null;
        init => Options.CipherSuitesPolicy = value ? OfferedCipherSuites.WithOlder : OfferedCipherSuites.Policy;
    }

    /// <summary>True when the connection may be used: the records hold, or there is none that could and the protocol goes on without.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>A handshake that encrypts and authenticates nobody: no usable records, or none at all (RFC 7672 section 2.2).</summary>
    public static DaneHandshake WithoutAuthentication(ReferenceNames names, UsageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new DaneHandshake(names, profile) { OffersOlderSuites = true };
    }

    /// <summary>A handshake that succeeds only with a certificate that public authorities vouch for: no record counts, and the protocol asks for more than encryption.</summary>
    public static DaneHandshake ByPkix(DaneVerifier verifier, ReferenceNames names)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        return new DaneHandshake(names, verifier.Profile, verifier);
    }

    /// <summary>
    /// For clients that take a callback and make their own options. Those fetch issuers from addresses the server chose unless told
    /// not to. Never throws: what goes wrong in judging is a mismatch.
    /// </summary>
    public bool Judge(X509Certificate? certificate, X509Chain? chain)
    {
        try
        {
            return JudgeSent(certificate, chain);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Runs inside the platform's handshake, on octets of the server's choosing: whatever fails, nobody is authenticated.
            IsAccepted = false;
            Outcome = NothingYet(DaneStatus.Mismatched, Outcome.Profile) with
            {
                Reason = new($"the certificates could not be judged: {SafeText.Of($"{fault.GetType().Name}: {fault.Message}")}", "RFC 7672 section 3.2"),
            };
            return false;
        }
    }

    /// <summary>Whether the server would be accepted now as it was in the handshake: dates go on while a connection is kept.</summary>
    internal bool HoldsNow() =>
        IsAccepted
        && (_verifier is null || _records is null || Chain is null || _verifier.Verify(_records, Chain, _names).Status == Outcome.Status);

    private bool JudgeSent(X509Certificate? certificate, X509Chain? chain)
    {
        Chain = AsSent(certificate, chain);
        if (_verifier is null)
        {
            IsAccepted = true;
            return true;
        }

        Outcome = _records is null ? Outcome : _verifier.Verify(_records, Chain, _names);
        IsAccepted = Outcome.Status switch
        {
            DaneStatus.Matched => true,
            DaneStatus.Unusable => (_records is not null && _verifier.Profile.WhenNoneUsable == NoneUsable.EncryptWithoutAuthentication) || PassesPkix(_verifier, Chain),
            _ => false,
        };
        return IsAccepted;
    }

    // What PKIX makes of the certificate is told along with why it was asked.
    private bool PassesPkix(DaneVerifier verifier, PeerChain sent)
    {
        Rules.RuleFinding finding = verifier.JudgeByPkix(sent, _names);
        Outcome = Outcome with
        {
            Reason = _records is null ? finding.Reason : Outcome.Reason with { Text = $"{Outcome.Reason.Text}: {finding.Reason}" },
            ResultType = finding.Holds ? ResultType.None : finding.ResultType,
        };
        return finding.Holds;
    }

    // The platform's own chain is built of what it likes; what the peer sent stands in the extra store, in order, leaf first.
    private static PeerChain AsSent(X509Certificate? certificate, X509Chain? chain)
    {
        List<ReadOnlyMemory<byte>> sent = [.. (chain?.ChainPolicy.ExtraStore ?? []).Select(extra => extra.RawDataMemory)];

        // Not every platform puts the server's own certificate there.
        if (certificate is not null && (sent.Count == 0 || !sent[0].Span.SequenceEqual(certificate.GetRawCertData())))
        {
            sent.Insert(0, certificate.GetRawCertData());
        }

        return PeerChain.FromDer(sent);
    }

    private static DaneOutcome NothingYet(DaneStatus status, UsageProfile profile) => new()
    {
        Status = status,
        Reason = status == DaneStatus.Unusable
            ? new("no usable record: the server is not authenticated", "RFC 7672 section 2.2")
            : new("the handshake did not get as far as a certificate", "RFC 7672 section 3.2"),
        Profile = profile,
        Records = [],
        JudgedAt = default,
        ResultType = status == DaneStatus.Unusable ? ResultType.None : ResultType.ValidationFailure,
    };

    private SslClientAuthenticationOptions MakeOptions(ReferenceNames names) => new()
    {
        // RFC 7672 section 8.1: the base domain is asked for. Sent as given, so it is given without dot and in lower case.
        TargetHost = names.ServerName,

#pragma warning disable CA5398 // RFC 8996 section 4: 1.0 and 1.1 must not be used, whatever the system's default is.
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398

        CipherSuitesPolicy = OfferedCipherSuites.Policy,

        // A resumed session shows the certificates of another time, which no record of today was held against.
        AllowTlsResume = false,
        AllowRenegotiation = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,

        // Without this the platform fetches issuers from addresses in the certificate, in the middle of the handshake.
        CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        },
        RemoteCertificateValidationCallback = (_, certificate, chain, _) => Judge(certificate, chain) || !RefusesInside,
    };
}
