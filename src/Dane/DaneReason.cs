namespace DaneCore.Dane;

/// <summary>Why something came out as it did.</summary>
/// <param name="Text">What happened, with the names and numbers of the case; safe to show.</param>
/// <param name="Rfc">The section that decides, as <c>RFC 7671 section 5.1</c>.</param>
public sealed record DaneReason(string Text, string Rfc)
{
    /// <summary>The sentence, with its section.</summary>
    public override string ToString() => $"{Text} ({Rfc})";
}
