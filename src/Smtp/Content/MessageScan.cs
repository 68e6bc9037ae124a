namespace DaneCore.Smtp.Content;

/// <summary>What a message needs of a server, seen in one reading of it. Nothing of the message itself is kept.</summary>
internal sealed record MessageScan
{
    /// <summary>Octets as text on the wire: each line end is CRLF, doubled dots and the final dot not counted (RFC 1870 section 5).</summary>
    public long TextOctets { get; init; }

    /// <summary>Octets as they are.</summary>
    public long RawOctets { get; init; }

    /// <summary>True when the header holds octets beyond ASCII: such a message is internationalized (RFC 6531 section 3.2). Headers of parts are not looked at.</summary>
    public bool HasEightBitHeader { get; init; }

    /// <summary>True when what follows the header holds octets beyond ASCII.</summary>
    public bool HasEightBitBody { get; init; }

    /// <summary>True when there is a NUL in it.</summary>
    public bool HasNul { get; init; }

    /// <summary>True when a CR or LF stands alone.</summary>
    public bool HasBareLineEnd { get; init; }

    /// <summary>True when a line has more than the 998 octets of RFC 5321 section 4.5.3.1.6 in front of its end.</summary>
    public bool HasLongLine { get; init; }

    /// <summary>True when the header says <c>Content-Transfer-Encoding: binary</c> and each of its own lines ends with CRLF.</summary>
    public bool IsDeclaredBinary { get; init; }

    /// <summary>True when the header says <c>TLS-Required: No</c>, once (RFC 8689 section 3).</summary>
    public bool AsksForDelivery { get; init; }

    /// <summary>Why the message could not be read to its end; null when it could. The rest counts for nothing then.</summary>
    public string? Fault { get; init; }

    /// <summary>True when it holds what no text may hold, and says that it does: it goes octet by octet, or not at all.</summary>
    public bool IsBinary => IsDeclaredBinary && (HasNul || HasBareLineEnd);
}
