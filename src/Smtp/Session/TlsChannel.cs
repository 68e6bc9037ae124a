namespace DaneCore.Smtp.Session;

/// <summary>What was agreed on in the handshake, as reports write it: <c>TLSv1.3</c> and the name of the cipher suite.</summary>
internal sealed record TlsChannel(string Version, string CipherSuite);
