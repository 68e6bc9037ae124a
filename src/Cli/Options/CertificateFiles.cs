using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Dane;

namespace DaneCore.Cli.Options;

/// <summary>Readers for options that name files of certificates.</summary>
internal static class CertificateFiles
{
    public static bool Chain(string path, [NotNullWhen(true)] out PeerChain? chain, [NotNullWhen(false)] out string? why)
    {
        chain = null;
        if (!InputFile.TryReadOctets(path, out byte[]? octets, out why))
        {
            return false;
        }

        bool read = PeerChain.TryRead(octets, out chain, out string? fault);
        why = read ? null : $"no certificate in {path}: {fault}; name a PEM or DER file, the server's certificate first";
        return read;
    }

    public static bool Roots(string path, [NotNullWhen(true)] out TrustRoots? roots, [NotNullWhen(false)] out string? why)
    {
        roots = null;
        if (!InputFile.TryReadOctets(path, out byte[]? octets, out why))
        {
            return false;
        }

        bool read = TrustRoots.TryRead(octets, out roots, out string? fault);
        why = read ? null : $"{path}: {fault}; name a PEM file of authorities";
        return read;
    }

    /// <summary>Authorities for the platform to judge servers by.</summary>
    public static bool ServerRoots(
        string path, [NotNullWhen(true)] out X509Certificate2Collection? roots, [NotNullWhen(false)] out string? why)
    {
        roots = null;
        if (!Chain(path, out PeerChain? chain, out why))
        {
            return false;
        }

        X509Certificate2Collection read = [];
        try
        {
            foreach (PeerCertificate certificate in chain.Certificates)
            {
                read.Add(X509CertificateLoader.LoadCertificate(certificate.Octets.Span));
            }
        }
        catch (CryptographicException)
        {
            why = $"{path}: certificate {read.Count + 1} cannot be read; name a PEM file of authorities";
            return false;
        }

        roots = read;
        return true;
    }
}
