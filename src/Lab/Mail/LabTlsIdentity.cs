namespace DaneCore.Lab.Mail;

/// <summary>What a TLS server shows: certificates exactly as given, sound or not, and the key that belongs to the first.</summary>
/// <param name="Sent">The certificates in the order of sending; any octets.</param>
/// <param name="PrivateKey">PKCS #8, on P-256.</param>
internal sealed record LabTlsIdentity(IReadOnlyList<ReadOnlyMemory<byte>> Sent, ReadOnlyMemory<byte> PrivateKey)
{
    /// <summary>The alert to end the handshake with instead (RFC 8446 section 6); null for none.</summary>
    public short? Alert { get; init; }

    /// <summary>A server that will not have it.</summary>
    public static LabTlsIdentity Refusing(short alert) => new([], default) { Alert = alert };
}
