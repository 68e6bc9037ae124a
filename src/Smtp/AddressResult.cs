namespace DaneCore.Smtp;

/// <summary>What came of one address. The default is the one that claims nothing.</summary>
public enum AddressResult
{
    /// <summary>The policy forbids to connect, or a limit was reached.</summary>
    NotTried = 0,

    /// <summary>No mail would go here.</summary>
    Failed,

    /// <summary>Mail would go here in clear.</summary>
    Cleartext,

    /// <summary>Mail would go here over TLS, to a server that nobody vouches for.</summary>
    Encrypted,

    /// <summary>Mail would go here over TLS, to the server that the TLSA records name.</summary>
    Authenticated,
}
