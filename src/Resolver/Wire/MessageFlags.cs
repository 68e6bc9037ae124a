namespace DaneCore.Resolver.Wire;

/// <summary>The flag bits of the header's second pair of octets (RFC 1035 section 4.1.1, RFC 4035 section 3).</summary>
[Flags]
#pragma warning disable CA1711 // these are the header's flags, and called so in every RFC
public enum MessageFlags : ushort
#pragma warning restore CA1711
{
    /// <summary>None set.</summary>
    None = 0,

    /// <summary>CD: do not validate for me.</summary>
    CheckingDisabled = 0x0010,

    /// <summary>AD: somebody says it is authentic. From an upstream that is not trusted this means nothing.</summary>
    AuthenticData = 0x0020,

    /// <summary>RA: the server recurses.</summary>
    RecursionAvailable = 0x0080,

    /// <summary>RD: please recurse.</summary>
    RecursionDesired = 0x0100,

    /// <summary>TC: the reply was cut to fit.</summary>
    Truncated = 0x0200,

    /// <summary>AA: the server is authoritative.</summary>
    Authoritative = 0x0400,

    /// <summary>QR: a response.</summary>
    Response = 0x8000,
}
