namespace DaneCore.Resolver.Transport;

/// <summary>
/// The alert (RFC 8446 section 6, RFC 5246 section 7.2) with which a server refused a handshake, read out of the exception that
/// SslStream threw. The platform gives the number only in passing, and only where it rests on OpenSSL: null elsewhere.
/// </summary>
internal static class TlsAlert
{
    // OpenSSL packs its errors as library << 23 | reason; TLS is library 20, and alerts received are reasons from 1000 on.
    private const int LibraryShift = 23;
    private const int LibraryMask = 0xFF;
    private const int TlsLibrary = 20;
    private const int ReasonMask = 0x7FFFFF;
    private const int FirstAlert = 1000;

    /// <summary>As in <c>the server refused: handshake_failure (40)</c>.</summary>
    public static string? Explain(Exception fault) =>
        NumberOf(fault) is { } number ? $"the server refused: {NameOf(number)} ({number})" : null;

    /// <summary>The alert's number; null when the exception is not about one.</summary>
    public static byte? NumberOf(Exception fault)
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
        {
            int reason = (inner.HResult & ReasonMask) - FirstAlert;
            if (inner is System.Security.Cryptography.CryptographicException
                && ((inner.HResult >> LibraryShift) & LibraryMask) == TlsLibrary
                && reason is >= 0 and <= byte.MaxValue)
            {
                return (byte)reason;
            }
        }

        return null;
    }

    private static string NameOf(byte number) => number switch
    {
        0 => "close_notify",
        10 => "unexpected_message",
        20 => "bad_record_mac",
        22 => "record_overflow",
        40 => "handshake_failure",
        42 => "bad_certificate",
        43 => "unsupported_certificate",
        44 => "certificate_revoked",
        45 => "certificate_expired",
        46 => "certificate_unknown",
        47 => "illegal_parameter",
        48 => "unknown_ca",
        49 => "access_denied",
        50 => "decode_error",
        51 => "decrypt_error",
        70 => "protocol_version",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        90 => "user_canceled",
        109 => "missing_extension",
        110 => "unsupported_extension",
        112 => "unrecognized_name",
        113 => "bad_certificate_status_response",
        115 => "unknown_psk_identity",
        116 => "certificate_required",
        120 => "no_application_protocol",
        _ => "alert",
    };
}
