namespace DaneCore.Dane;

/// <summary>What stands in DNS, against the certificates in use.</summary>
/// <param name="Published">What stands there.</param>
/// <param name="Outcome">What became of each record; null where there are none.</param>
/// <param name="Warnings">What to mind; safe to show.</param>
public sealed record PublicationReview(TlsaPublication Published, DaneOutcome? Outcome, IReadOnlyList<string> Warnings);
