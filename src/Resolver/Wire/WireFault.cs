namespace DaneCore.Resolver.Wire;

/// <summary>Why octets were refused. Zero means they were not.</summary>
public enum WireFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>The octets end before the item does.</summary>
    Truncated,

    /// <summary>A label is longer than 63 octets, or its first two bits are not those of a label or pointer.</summary>
    BadLabel,

    /// <summary>A name is longer than 255 octets.</summary>
    NameTooLong,

    /// <summary>A compression pointer does not go back.</summary>
    BadPointer,

    /// <summary>A compression pointer where the type allows none (RFC 3597 section 4).</summary>
    UnexpectedCompression,

    /// <summary>Record data has octets left over, or too few.</summary>
    BadLength,

    /// <summary>A type bitmap is not in the form of RFC 4034 section 4.1.2.</summary>
    BadTypeBitmap,

    /// <summary>Record data breaks a rule of its type.</summary>
    BadRdata,

    /// <summary>More than one OPT record, or one not owned by the root (RFC 6891 section 6.1.1).</summary>
    BadOpt,

    /// <summary>The space to write into is too small.</summary>
    NoSpace,

    /// <summary>The message counts more records than are taken in.</summary>
    TooManyRecords,
}
