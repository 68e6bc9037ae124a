namespace DaneCore.Smtp;

/// <summary>What a sender does with one host: the four rows of RFC 7672 section 2.2. The safe one is the default.</summary>
public enum TransportPolicy
{
    /// <summary>It does not connect: something that has to be known could not be found out, or there is no address.</summary>
    Skip = 0,

    /// <summary>It connects with TLS and goes on only if the server is the one the TLSA records name.</summary>
    Dane,

    /// <summary>It connects with TLS, whoever the server is, and never in clear.</summary>
    Encrypt,

    /// <summary>It connects with TLS if the server can, and in clear if not.</summary>
    May,
}
