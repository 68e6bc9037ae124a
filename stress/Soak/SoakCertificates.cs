using DaneCore.Dane;
using DaneCore.Lab.Mail;

namespace DaneCore.Stress.Soak;

/// <summary>The certificates of all mail hosts: a few, for the soak is about lookups, and a TLSA record must match one and not the next.</summary>
internal sealed class SoakCertificates
{
    /// <summary>How many.</summary>
    public const int Count = 16;

    private readonly LabCertificate[] _certificates;
    private readonly PeerChain[] _chains;

    /// <summary>Issues them.</summary>
    public SoakCertificates(DateTimeOffset now)
    {
        _certificates = [.. Enumerable.Range(0, Count).Select(i => LabCertificates.Leaf($"mx{i}.example", now.AddDays(-1), now.AddYears(1)))];
        _chains = [.. _certificates.Select(certificate => PeerChain.FromDer(certificate.Der))];
    }

    /// <summary>The TLSA record of a certificate, as text.</summary>
    public string Tlsa(int index) => _certificates[index].Tlsa();

    /// <summary>What a server shows.</summary>
    public PeerChain Chain(int index) => _chains[index % Count];
}
