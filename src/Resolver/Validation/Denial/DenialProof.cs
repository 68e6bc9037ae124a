using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation.Denial;

/// <summary>What was proved about the absence of a type at a name, and by which records.</summary>
/// <param name="Kind">What was proved.</param>
/// <param name="Anchor">The existing name the proof hangs on: the name itself, or its closest encloser. The zone must be shown to hold it.</param>
/// <param name="Why">Why nothing was proved, or why the proof leaves the answer insecure; null for a full proof.</param>
internal sealed record DenialProof(DenialKind Kind, DomainName Anchor, Reason? Why)
{
    /// <summary>The secure sets used.</summary>
    public IReadOnlyList<SecureRecordSet> Records { get; init; } = [];

    /// <summary>The proof in words.</summary>
    public string Text { get; init; } = "";

    public static DenialProof None(DomainName name, Reason why) => new(DenialKind.NotProved, name, why);
}
