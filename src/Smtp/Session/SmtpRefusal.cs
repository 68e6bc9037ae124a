using DaneCore.Dane;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>
/// Why no mail can go over this connection.
/// </summary>
/// <param name="Kind">Which of the closed list.</param>
/// <param name="Code">The status a bounce would carry, in its permanent form.</param>
/// <param name="ResultType">The kind of failure for TLS reports; none when they have no word for it.</param>
/// <param name="Text">What happened; safe to show.</param>
/// <param name="Rfc">The section that decides; null when none does.</param>
internal sealed record SmtpRefusal(
    SmtpRefusalKind Kind, EnhancedStatusCode Code, ResultType ResultType, string Text, string? Rfc = null)
{
    /// <summary>The server's reply, when it was one that refused.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>The sentence, with its section.</summary>
    public override string ToString() => Rfc is null ? Text : $"{Text} ({Rfc})";
}
