using DaneCore.Dane;
using DaneCore.Support.Certificates;

namespace DaneCore.Interop.Tests.Openssl;

/// <summary>Certificates as a server may send them, and those a record may name.</summary>
/// <param name="Name">What is special, as in <c>cross-wrong-first</c>.</param>
/// <param name="Sent">In the order of sending; the first is the server's own.</param>
/// <param name="Issuers">What usages 0 and 2 are tried with, by a short name: sent or not.</param>
internal sealed record ChainShape(string Name, IReadOnlyList<TestCertificate> Sent, IReadOnlyDictionary<string, TestCertificate> Issuers)
{
    public TestCertificate Server => Sent[0];

    /// <summary>Whether usages 0 and 1 are tried too, with the plain root as the only authority trusted.</summary>
    public bool IsForPkix { get; init; }

    public PeerChain AsChain => PeerChain.FromDer([.. Sent.Select(certificate => (ReadOnlyMemory<byte>)certificate.Octets)]);

    /// <summary>The name the server is asked for in TLS, by which it knows what to send.</summary>
    public string ServerName => Name + ".shape";

    public override string ToString() => Name;
}
