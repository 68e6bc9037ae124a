using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Transport;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>
/// Certificates of a DNS server called <c>dns.lab</c>, good and bad. Handshakes are judged by this system's time, so what is
/// valid here is valid for a century, and what is not has not been since long ago.
/// </summary>
internal static class DnsCertificates
{
    private static readonly DateTimeOffset From = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static LabCertificate Root { get; } = LabCertificates.Authority("DNS lab root", From, To);

    public static LabCertificate Between { get; } = LabCertificates.Authority("DNS lab issuer", From, To, Root);

    public static LabCertificate Good { get; } = LabCertificates.Leaf("dns.lab", From, To, Between);

    public static LabCertificate Expired { get; } = LabCertificates.Leaf("dns.lab", From, From.AddYears(1), Between);

    public static LabCertificate SelfSigned { get; } = LabCertificates.Leaf("self.lab", From, To);

    public static LabCertificate OfAddress { get; } = LabCertificates.Issue(new LabCertificateRequest
    {
        Subject = "loopback",
        Addresses = [IPAddress.Loopback],
        NotBefore = From,
        NotAfter = To,
        Issuer = Between,
    });

    /// <summary>Good, but for an extKeyUsage extension that is no DER: NULL has no content.</summary>
    public static LabCertificate IllEncoded { get; } = LabCertificates.Issue(new LabCertificateRequest
    {
        Subject = "dns.lab",
        DnsNames = ["dns.lab"],
        NotBefore = From,
        NotAfter = To,
        Issuer = Between,
        ExtendedKeyUsage = new byte[] { 0x05, 0x00, 0x01 },
    });

    public static X509Certificate2Collection Roots => [X509CertificateLoader.LoadCertificate(Root.Der.Span)];

    public static X509Certificate2Collection OtherRoots =>
        [X509CertificateLoader.LoadCertificate(LabCertificates.Authority("Another root", From, To).Der.Span)];

    public static byte[] PinOf(LabCertificate certificate) => SHA256.HashData(certificate.Spki.Span);

    /// <summary>Whoever bears the name under the lab's root.</summary>
    public static TlsPeer Named(string name = "dns.lab", params byte[][] pins) =>
        new(name, [.. pins.Select(pin => (ReadOnlyMemory<byte>)pin)], NeedsPath: true, Roots);

    /// <summary>Whoever holds the key.</summary>
    public static TlsPeer Pinned(params byte[][] pins) =>
        new("127.0.0.1", [.. pins.Select(pin => (ReadOnlyMemory<byte>)pin)], NeedsPath: false, Roots);
}
