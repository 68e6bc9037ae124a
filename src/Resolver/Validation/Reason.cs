using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>Why a check came out as it did: one of a closed list of kinds, and a sentence a person can act on.</summary>
/// <param name="Kind">Which of the closed list.</param>
/// <param name="Text">What happened, with the names and numbers of the case; safe to show.</param>
public sealed record Reason(ReasonKind Kind, string Text)
{
    /// <summary>The extended error this maps to (RFC 8914).</summary>
    public ExtendedErrorCode Code => ReasonCatalog.Of(Kind).Code;

    /// <summary>The section that decides, as <c>RFC 4035 section 5.3.1</c>.</summary>
    public string Rfc => ReasonCatalog.Of(Kind).Rfc;

    /// <summary>The sentence, with its section.</summary>
    public override string ToString() => $"{Text} ({Rfc})";
}
