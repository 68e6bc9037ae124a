using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Dane.Certificates;

namespace DaneCore.Dane;

/// <summary>The public authorities that usages 0 and 1 rest on. Mail relay has no use for them (RFC 7672 section 3.1.3).</summary>
public sealed class TrustRoots
{
    private static readonly Lazy<TrustRoots> FromSystem = new(ReadSystem);

    private readonly Dictionary<DistinguishedName, List<PeerCertificate>> _bySubject = [];
    private readonly HashSet<string> _digests = new(StringComparer.Ordinal);

    private TrustRoots(IEnumerable<PeerCertificate> certificates)
    {
        foreach (PeerCertificate certificate in certificates)
        {
            if (certificate.SubjectName is not { } subject || !_digests.Add(DigestOf(certificate)))
            {
                continue;
            }

            if (!_bySubject.TryGetValue(subject, out List<PeerCertificate>? namesakes))
            {
                _bySubject.Add(subject, namesakes = []);
            }

            namesakes.Add(certificate);
        }
    }

    /// <summary>The roots of this machine, read once; none where the platform keeps none.</summary>
    public static TrustRoots System => FromSystem.Value;

    /// <summary>Trusts nobody.</summary>
    public static TrustRoots None { get; } = new([]);

    /// <summary>How many there are.</summary>
    public int Count => _digests.Count;

    /// <summary>Reads a file of roots, PEM or DER; false with the reason when one of them cannot be read.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> file, [NotNullWhen(true)] out TrustRoots? roots, [NotNullWhen(false)] out string? why)
    {
        roots = null;
        if (!PeerChain.TryRead(file, out PeerChain? chain, out why))
        {
            return false;
        }

        if (chain.Certificates.FirstOrDefault(certificate => certificate.Fault is not null) is { } broken)
        {
            why = $"certificate {broken.Position + 1} of the file cannot be read: {broken.Fault}";
            return false;
        }

        roots = new TrustRoots(chain.Certificates.Select(certificate => new PeerCertificate(certificate.Octets.Span, -1)));
        return true;
    }

    internal bool Holds(PeerCertificate certificate) => _digests.Contains(DigestOf(certificate));

    internal IReadOnlyList<PeerCertificate> Named(DistinguishedName subject) =>
        _bySubject.TryGetValue(subject, out List<PeerCertificate>? namesakes) ? namesakes : [];

    private static string DigestOf(PeerCertificate certificate) =>
        Convert.ToHexString(certificate.Associate(Selector.Cert, MatchingType.Sha256).Span);

    private static TrustRoots ReadSystem()
    {
        List<PeerCertificate> certificates = [];
        foreach (StoreLocation location in (ReadOnlySpan<StoreLocation>)[StoreLocation.LocalMachine, StoreLocation.CurrentUser])
        {
            try
            {
                using X509Store store = new(StoreName.Root, location);
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
                foreach (X509Certificate2 certificate in store.Certificates)
                {
                    certificates.Add(new PeerCertificate(certificate.RawDataMemory.Span, -1));
                    certificate.Dispose();
                }
            }
            catch (CryptographicException)
            {
                // The store does not exist on this machine: nobody in it is trusted.
            }
        }

        return new TrustRoots(certificates);
    }
}
