using DaneCore.Dane;

namespace DaneCore.Lab.Costs;

/// <summary>What a discovery cost.</summary>
/// <param name="RoundTrips">Rounds of questions that had to wait for one another.</param>
/// <param name="Queries">Questions asked.</param>
/// <param name="Unused">How many of them were guesses that were of no use.</param>
/// <param name="Result">What came of it; null when it ended at the MX records.</param>
internal sealed record DiscoveryCost(int RoundTrips, int Queries, int Unused, TlsaLookupResult? Result);
