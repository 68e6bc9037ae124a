namespace DaneCore.Lab;

/// <summary>Messages to send as octets, then perhaps the end of the connection.</summary>
internal readonly record struct LoopbackReply(IReadOnlyList<byte[]> Octets, bool IsClosed);
