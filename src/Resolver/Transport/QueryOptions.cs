using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>The EDNS options of encrypted connections: padding, and how long a connection may be idle.</summary>
internal static class QueryOptions
{
    /// <summary>Option code 12, RFC 7830 section 3.</summary>
    public const ushort Padding = 12;

    /// <summary>Option code 11, RFC 7828 section 3.1.</summary>
    public const ushort Keepalive = 11;

    // RFC 8467 section 4.1: queries are padded to the next multiple of 128 octets.
    private const int Block = 128;

    private const int OptionHeader = 4;

    /// <summary>The query at a length that says little about the name in it. A query without EDNS cannot be padded.</summary>
    public static Message Padded(Message query)
    {
        if (query.Edns is not { } edns)
        {
            return query;
        }

        int length = query.ToWire().Length + OptionHeader;
        int missing = (Block - (length % Block)) % Block;
        return query with { Edns = edns with { Options = [.. edns.Options, new EdnsOption(Padding, new byte[missing])] } };
    }

    /// <summary>The query, asking that the connection be kept (RFC 7828 section 3.2.1: without a time).</summary>
    public static Message WithKeepalive(Message query) => query.Edns is not { } edns
        ? query
        : query with { Edns = edns with { Options = [.. edns.Options, new EdnsOption(Keepalive, ReadOnlyMemory<byte>.Empty)] } };

    /// <summary>How long the server keeps the connection, if it says so (RFC 7828 section 3.1: in units of 100 milliseconds).</summary>
    public static bool TryReadKeepalive(Message reply, [NotNullWhen(true)] out TimeSpan? idle)
    {
        idle = null;
        foreach (EdnsOption option in reply.Edns?.Options ?? [])
        {
            if (option.Code == Keepalive && option.Data.Length == sizeof(ushort))
            {
                idle = TimeSpan.FromMilliseconds(100 * BinaryPrimitives.ReadUInt16BigEndian(option.Data.Span));
            }
        }

        return idle is not null;
    }
}
