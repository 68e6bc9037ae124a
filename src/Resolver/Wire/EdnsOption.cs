namespace DaneCore.Resolver.Wire;

/// <summary>An EDNS option, as octets (RFC 6891 section 6.1.2).</summary>
public sealed record EdnsOption(ushort Code, ReadOnlyMemory<byte> Data);
