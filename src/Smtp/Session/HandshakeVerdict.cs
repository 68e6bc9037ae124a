using DaneCore.Dane;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>Turns what DANE made of a handshake into a refusal of the session, or none.</summary>
internal static class HandshakeVerdict
{
    /// <summary>The refusal; null when the server is accepted, or never showed a certificate to be judged.</summary>
    public static SmtpRefusal? RefusalOf(DaneHandshake handshake)
    {
        // RFC 7672 section 2.2: no authentication, no mail over this connection.
        if (handshake.Chain is null || handshake.IsAccepted)
        {
            return null;
        }

        DaneOutcome outcome = handshake.Outcome;
        ResultType type = outcome.ResultType == ResultType.None ? ResultType.ValidationFailure : outcome.ResultType;
        return new SmtpRefusal(
            SmtpRefusalKind.NotAuthenticated, StatusCodes.Of(type), type, outcome.Reason.Text, outcome.Reason.Rfc);
    }
}
