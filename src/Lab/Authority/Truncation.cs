using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Authority;

/// <summary>Cuts replies to what fits (RFC 1035 section 4.1.1, RFC 2181 section 9).</summary>
internal static class Truncation
{
    // RFC 1035 section 2.3.4, and RFC 6891 section 6.2.3: values below count as this one.
    private const int LeastSize = 512;

    /// <summary>The reply as octets for UDP: whole when it fits the asker's size, otherwise emptied with TC set.</summary>
    public static byte[] ToDatagram(Message reply, Message query)
    {
        int asked = query.Edns?.UdpPayloadSize ?? LeastSize;
        int size = Math.Max(asked, LeastSize);
        byte[] space = new byte[size];
        return reply.TryWrite(space, out int length) ? space[..length] : Emptied(reply).ToWire();
    }

    /// <summary>RFC 2181 section 9: a set that does not fit is left out whole; here all are, so that nobody relies on some.</summary>
    public static Message Emptied(Message reply) =>
        reply with { Flags = reply.Flags | MessageFlags.Truncated, Answer = [], Authority = [], Additional = [] };
}
