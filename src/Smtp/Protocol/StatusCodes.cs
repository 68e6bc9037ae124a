using DaneCore.Dane;

namespace DaneCore.Smtp.Protocol;

/// <summary>
/// The statuses this sender gives of its own, in their permanent form. The 7.32x are not in the IANA registry: Exchange
/// Online introduced them, and administrators search for them.
/// </summary>
internal static class StatusCodes
{
    /// <summary>The domain of the address does not exist (RFC 3463 section 3.2, X.1.2).</summary>
    public static readonly EnhancedStatusCode NoSuchDomain = new(5, 1, 2);

    /// <summary>The domain says that it takes no mail (RFC 7505 section 4.1).</summary>
    public static readonly EnhancedStatusCode NullMx = new(5, 1, 10);

    /// <summary>Something this side or the other has to store or read was not to be had (RFC 3463 section 3.4, X.3.0).</summary>
    public static readonly EnhancedStatusCode SystemError = new(5, 3, 0);

    /// <summary>The message is larger than the server takes (RFC 3463 section 3.4, X.3.4).</summary>
    public static readonly EnhancedStatusCode MessageTooBig = new(5, 3, 4);

    /// <summary>The connection was lost within a transaction (RFC 3463 section 3.5, X.4.2).</summary>
    public static readonly EnhancedStatusCode BadConnection = new(5, 4, 2);

    /// <summary>The best host for the domain is this one (RFC 3463 section 3.5, X.4.6).</summary>
    public static readonly EnhancedStatusCode RoutingLoop = new(5, 4, 6);

    /// <summary>The time for the delivery is up (RFC 3463 section 3.5, X.4.7).</summary>
    public static readonly EnhancedStatusCode TimeIsUp = new(5, 4, 7);

    /// <summary>What the server said does not fit what it was asked (RFC 3463 section 3.6, X.5.0).</summary>
    public static readonly EnhancedStatusCode ProtocolError = new(5, 5, 0);

    /// <summary>The transaction has more recipients than the server takes (RFC 3463 section 3.6, X.5.3).</summary>
    public static readonly EnhancedStatusCode TooManyRecipients = new(5, 5, 3);

    /// <summary>A parameter cannot be sent (RFC 3463 section 3.6, X.5.4).</summary>
    public static readonly EnhancedStatusCode BadArguments = new(5, 5, 4);

    /// <summary>The content cannot be sent (RFC 3463 section 3.7, X.6.0).</summary>
    public static readonly EnhancedStatusCode MediaError = new(5, 6, 0);

    /// <summary>The content would have to be converted, and is not (RFC 3463 section 3.7, X.6.3).</summary>
    public static readonly EnhancedStatusCode ConversionNeeded = new(5, 6, 3);

    /// <summary>An address beyond ASCII is not taken (RFC 6531 section 3.5, X.6.7).</summary>
    public static readonly EnhancedStatusCode Utf8AddressNotTaken = new(5, 6, 7);

    /// <summary>A header beyond ASCII is not taken (RFC 6531 section 3.5, X.6.9).</summary>
    public static readonly EnhancedStatusCode Utf8HeaderNotTaken = new(5, 6, 9);

    /// <summary>The message requires TLS, and there is none (RFC 8689 section 4.2.1).</summary>
    public static readonly EnhancedStatusCode EncryptionNeeded = new(5, 7, 10);

    /// <summary>The message requires TLS on its whole way, and the server does not promise it (RFC 8689 section 4.2.1).</summary>
    public static readonly EnhancedStatusCode RequireTlsNeeded = new(5, 7, 30);

    /// <summary>What is needed from DNS could not be found out.</summary>
    public static readonly EnhancedStatusCode DnsQueryFailed = new(5, 4, 312);

    /// <summary>No connection, or one that ends before anything is decided.</summary>
    public static readonly EnhancedStatusCode CannotConnect = new(5, 4, 317);

    /// <summary>TLS is required and STARTTLS is missing, was refused, or the handshake failed.</summary>
    public static readonly EnhancedStatusCode StartTlsNotSupported = new(5, 7, 321);

    /// <summary>DNS answers do not validate.</summary>
    public static readonly EnhancedStatusCode DnssecInvalid = new(5, 7, 324);

    /// <summary>The status for a kind of failure of TLS; none has none.</summary>
    public static EnhancedStatusCode Of(ResultType type) =>
        EnhancedStatusCode.TryParse($"5.{ResultTypes.ToCodeSuffix(type)}", out EnhancedStatusCode code) ? code : default;
}
