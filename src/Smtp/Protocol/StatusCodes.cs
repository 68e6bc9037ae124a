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
