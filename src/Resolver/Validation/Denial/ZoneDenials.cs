namespace DaneCore.Resolver.Validation.Denial;

/// <summary>Denial records kept of one zone, each kind by itself, and the SOA that bounds their use (RFC 9077 section 3).</summary>
internal sealed record ZoneDenials(SecureRecordSet Soa, IReadOnlyList<IDenialRecords> Families);
