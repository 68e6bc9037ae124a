namespace DaneCore.Stress.Soak;

/// <summary>What is asked about a zone.</summary>
internal enum AskKind
{
    /// <summary>The address of <c>www</c>, through whatever alias.</summary>
    Www,

    /// <summary>The mail exchangers.</summary>
    Exchanger,

    /// <summary>The mail host's IPv4 address.</summary>
    HostV4,

    /// <summary>The mail host's IPv6 address.</summary>
    HostV6,

    /// <summary>The mail host's TLSA records.</summary>
    Tlsa,

    /// <summary>A type that the mail host does not have.</summary>
    NoType,

    /// <summary>One of a few names that do not exist.</summary>
    NoName,

    /// <summary>A name that is asked about once in the whole run: the wildcard stands for it, or it does not exist.</summary>
    Once,

    /// <summary>The same, of a type that the wildcard does not have.</summary>
    OnceNoType,

    /// <summary>Addresses and TLSA records of the mail host, by the lookup that mail uses, and then its certificate.</summary>
    Host,
}
