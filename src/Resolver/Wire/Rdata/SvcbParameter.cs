namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>One parameter of a service binding: its key and its value as octets (RFC 9460 section 2.2).</summary>
public sealed record SvcbParameter(ushort Key, ReadOnlyMemory<byte> Value)
{
    internal const ushort Mandatory = 0;
    internal const ushort Alpn = 1;
    internal const ushort NoDefaultAlpn = 2;
    internal const ushort Port = 3;
    internal const ushort Ipv4Hint = 4;
    internal const ushort Ech = 5;
    internal const ushort Ipv6Hint = 6;
    internal const ushort DohPath = 7;

    private const int Ipv4Length = 4;
    private const int Ipv6Length = 16;

    /// <summary>
    /// True when the value has the form of its key (RFC 9460 section 7 and section 8); an unknown key has any.
    /// </summary>
    public bool IsWellFormed => Key switch
    {
        Mandatory => Value.Length is > 0 && Value.Length % sizeof(ushort) == 0 && ListsKeysInOrder(Value.Span),
        Alpn => ListsProtocols(Value.Span),
        NoDefaultAlpn => Value.IsEmpty,
        Port => Value.Length == sizeof(ushort),
        Ipv4Hint => Value.Length is > 0 && Value.Length % Ipv4Length == 0,
        Ipv6Hint => Value.Length is > 0 && Value.Length % Ipv6Length == 0,
        _ => true,
    };

    // RFC 9460 section 8: keys ascend, and "mandatory" does not list itself.
    private static bool ListsKeysInOrder(ReadOnlySpan<byte> value)
    {
        int last = Mandatory;
        for (int at = 0; at < value.Length; at += sizeof(ushort))
        {
            int key = (value[at] << 8) | value[at + 1];
            if (key <= last)
            {
                return false;
            }

            last = key;
        }

        return true;
    }

    // RFC 9460 section 7.1.1: one or more counted identifiers, none of them empty.
    private static bool ListsProtocols(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return false;
        }

        while (!value.IsEmpty)
        {
            int length = value[0];
            if (length == 0 || length >= value.Length)
            {
                return false;
            }

            value = value[(length + 1)..];
        }

        return true;
    }
}
