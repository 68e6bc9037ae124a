using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Fuzz.Targets;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Signing;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Fuzz.Mail;

/// <summary>Signed zones for the recipients, and the servers' certificates. What was looked up once is remembered: DNS is not what is fuzzed here.</summary>
internal sealed class MailWorld : ISecureResolver
{
    public static readonly DateTimeOffset Now = SignedInternet.Now;

    private static readonly LabCertificate Right = LabCertificates.Leaf("mx.dane.lab", Now.AddYears(-1), Now.AddYears(1));
    private static readonly LabCertificate Wrong = LabCertificates.Leaf("mx.wrong.lab", Now.AddYears(-1), Now.AddYears(1));

    private readonly ConcurrentDictionary<(DomainName, RecordType), Answer> _known = new();
    private readonly Func<(DomainName, RecordType), Answer> _ask;

    private MailWorld()
    {
        SignedZone lab = Sign(
            "lab",
            $"""
            {Domain("may")}
            {Domain("dane")}
            {Domain("wrong")}
            {Domain("odd")}
            {Tlsa("dane", Right.Tlsa())}
            {Tlsa("wrong", Right.Tlsa())}
            {Tlsa("odd", "3 1 200 00")}
            """);
        SignedZone root = Sign(".", "lab. NS ns1.lab.\nns1.lab. A 192.0.2.53", lab);
        TrustAnchorSet anchors = new(root.Keys.Select(key => TrustAnchor.FromKey(DomainName.Root, key)));
#pragma warning disable CA2000 // lives as long as the process
        StubResolver resolver = new(
            new LabSource(new ZoneSet(root, lab)), new ResolverOptions { Anchors = anchors, Clock = new HeldClock(Now), IteratesAsLastResort = false });
#pragma warning restore CA2000
        _ask = asked => resolver.LookupAsync(asked.Item1, asked.Item2, CancellationToken.None).AsTask().GetAwaiter().GetResult();

        static string Domain(string name) => $"{name} MX 10 mx.{name}\nmx.{name} A 192.0.2.1\nmx.{name} A 192.0.2.2";
        static string Tlsa(string name, string record) => $"_25._tcp.mx.{name} TLSA {record}\n_24._tcp.mx.{name} TLSA {record}";
    }

    public static MailWorld Instance { get; } = new();

    private static SslStreamCertificateContext RightContext { get; } = ContextOf(Right);

    private static SslStreamCertificateContext WrongContext { get; } = ContextOf(Wrong);

    /// <summary>What a server shows in the handshake.</summary>
    public static SslServerAuthenticationOptions Handshake(bool isRight) => new()
    {
        ServerCertificateContext = isRight ? RightContext : WrongContext,
        AllowTlsResume = false,
    };

    public ValueTask<Answer> LookupAsync(DomainName name, RecordType type, CancellationToken stop = default) =>
        ValueTask.FromResult(_known.GetOrAdd((name, type), _ask));

    private static SslStreamCertificateContext ContextOf(LabCertificate certificate)
    {
        // Lives as long as the process.
        X509Certificate2 platform = certificate.ToPlatform();
        return SslStreamCertificateContext.Create(platform, additionalCertificates: null, offline: true);
    }

    private static SignedZone Sign(string apex, string text, params SignedZone[] children)
    {
        ZoneContent content = ZoneContent.Parse(apex, text).With(children.SelectMany(child => child.DelegationSigners(DigestType.Sha256)));
        return ZoneSigner.Sign(
            content,
            SigningPlan.Simple(content.Apex.ToString(), SignedInternet.Inception, SignedInternet.Expiration, DnssecAlgorithm.Ed25519) with { Denial = new DenialScheme.Nsec() });
    }
}
