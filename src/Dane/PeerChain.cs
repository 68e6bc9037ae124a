using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace DaneCore.Dane;

/// <summary>
/// The certificates of a TLS server exactly as sent: in that order, duplicates and strangers kept, none re-encoded. The
/// first is the server's own. A certificate that cannot be read stays in its place with its fault.
/// </summary>
public sealed class PeerChain
{
    private static readonly string[] Labels = ["CERTIFICATE", "X509 CERTIFICATE"];

    private PeerChain(IEnumerable<ReadOnlyMemory<byte>> certificates) =>
        Certificates = [.. certificates.Select((octets, position) => new PeerCertificate(octets.Span, position))];

    /// <summary>The certificates in the order they were sent.</summary>
    public IReadOnlyList<PeerCertificate> Certificates { get; }

    /// <summary>The server's own certificate; null when it sent none.</summary>
    public PeerCertificate? Leaf => Certificates.Count > 0 ? Certificates[0] : null;

    /// <summary>Takes over what came from a peer, whatever it is.</summary>
    public static PeerChain FromDer(params IEnumerable<ReadOnlyMemory<byte>> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return new PeerChain(certificates);
    }

    /// <summary>Reads the certificates of a PEM text in their order; other blocks, such as keys, are passed over.</summary>
    /// <exception cref="FormatException">There is no certificate in it; the message says why.</exception>
    public static PeerChain FromPem(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryReadPem(text, out PeerChain? chain, out string? why) ? chain : throw new FormatException(why);
    }

    /// <summary>Reads a file: PEM, or one or more certificates in DER end to end.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> file, [NotNullWhen(true)] out PeerChain? chain, [NotNullWhen(false)] out string? why)
    {
        if (file.IsEmpty)
        {
            chain = null;
            why = "the file is empty";
            return false;
        }

        // DER starts with the tag of a SEQUENCE, which is the digit 0 in a text; no PEM file starts with it.
        return file[0] == 0x30 && file.IndexOf("-----BEGIN "u8) < 0
            ? TryReadDer(file.ToArray(), out chain, out why)
            : TryReadPem(Encoding.Latin1.GetString(file), out chain, out why);
    }

    private static bool TryReadPem(
        string text, [NotNullWhen(true)] out PeerChain? chain, [NotNullWhen(false)] out string? why)
    {
        chain = null;
        List<ReadOnlyMemory<byte>> certificates = [];
        ReadOnlySpan<char> rest = text;
        int others = 0;
        while (PemEncoding.TryFind(rest, out PemFields found))
        {
            if (Labels.Contains(rest[found.Label].ToString(), StringComparer.Ordinal))
            {
                byte[] octets = new byte[found.DecodedDataLength];
                _ = Convert.TryFromBase64Chars(rest[found.Base64Data], octets, out _);
                certificates.Add(octets);
            }
            else
            {
                others++;
            }

            rest = rest[found.Location.End..];
        }

        // A block that begins and is not found above is broken: to pass it over would shift every certificate after it.
        int begun = 0;
        foreach (string label in Labels)
        {
            begun += text.AsSpan().Count($"-----BEGIN {label}-----");
        }

        why = begun > certificates.Count ? "a certificate block in it is cut off or is not base64"
            : certificates.Count > 0 ? null
            : others > 0 ? "it holds PEM blocks, but no certificate"
            : "it is neither PEM nor DER";
        if (why is not null)
        {
            return false;
        }

        chain = new PeerChain(certificates);
        return true;
    }

    private static bool TryReadDer(
        ReadOnlyMemory<byte> file, [NotNullWhen(true)] out PeerChain? chain, [NotNullWhen(false)] out string? why)
    {
        chain = null;
        try
        {
            List<ReadOnlyMemory<byte>> certificates = [];
            AsnReader reader = new(file, AsnEncodingRules.BER);
            while (reader.HasData)
            {
                certificates.Add(reader.ReadEncodedValue());
            }

            chain = new PeerChain(certificates);
            why = chain.Leaf?.Fault;
            return why is null;
        }
        catch (AsnContentException fault)
        {
            why = "it is not PEM, and as DER its encoding is broken: " + fault.Message;
            return false;
        }
    }
}
