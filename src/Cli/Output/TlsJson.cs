namespace DaneCore.Cli.Output;

/// <summary>What a handshake agreed on.</summary>
internal sealed record TlsJson(string Version, string Cipher);
