using System.Diagnostics.CodeAnalysis;
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
}
