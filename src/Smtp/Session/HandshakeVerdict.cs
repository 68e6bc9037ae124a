using DaneCore.Dane;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>Turns what DANE made of a handshake into a refusal of the session, or none.</summary>
internal static class HandshakeVerdict
{
    /// <summary>
    /// The refusal; null when the server is accepted, or when the handshake was lost before there was a certificate to judge:
    /// the loss says more then. A handshake that stands without having been judged is refused.
    /// </summary>
    /// <param name="handshake">What was made of the certificates.</param>
    /// <param name="isEstablished">Whether the platform calls the handshake done.</param>
    /// <param name="mustMatch">Whether a record has to match: without it, records that cannot be used leave encryption alone.</param>
    public static SmtpRefusal? RefusalOf(DaneHandshake handshake, bool isEstablished, bool mustMatch)
    {
        if (handshake.Chain is null)
        {
            return isEstablished
                ? Refuse(ResultType.ValidationFailure, new("TLS stands and no certificate was shown to be judged", "RFC 7672 section 2.2"))
                : null;
        }

        // RFC 7672 section 2.2: no authentication, no mail over this connection.
        DaneOutcome outcome = handshake.Outcome;
        return handshake.IsAccepted && (!mustMatch || outcome.Status == DaneStatus.Matched)
            ? null
            : Refuse(outcome.ResultType == ResultType.None ? ResultType.ValidationFailure : outcome.ResultType, outcome.Reason);
    }

    private static SmtpRefusal Refuse(ResultType type, DaneReason why) =>
        new(SmtpRefusalKind.NotAuthenticated, StatusCodes.Of(type), type, why.Text, why.Rfc);
}
