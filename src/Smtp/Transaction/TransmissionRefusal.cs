using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Transaction;

/// <summary>Why a message does not go to this server at all.</summary>
/// <param name="Code">The status of a bounce, in its permanent form.</param>
/// <param name="Text">What is wrong; safe to show.</param>
/// <param name="Rfc">The section that decides.</param>
internal sealed record TransmissionRefusal(EnhancedStatusCode Code, string Text, string Rfc)
{
    /// <summary>The sentence, with its section.</summary>
    public override string ToString() => $"{Text} ({Rfc})";
}
