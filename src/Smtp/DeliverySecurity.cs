namespace DaneCore.Smtp;

/// <summary>What protected a connection that mail went over. The default is the one that claims nothing.</summary>
public enum DeliverySecurity
{
    /// <summary>There was no connection fit for mail.</summary>
    None = 0,

    /// <summary>Nothing: in clear.</summary>
    Cleartext,

    /// <summary>TLS, to a server that nobody vouches for.</summary>
    Encrypted,

    /// <summary>TLS, to the server that the TLSA records of the host name.</summary>
    Authenticated,
}
