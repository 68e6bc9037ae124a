using DaneCore.Resolver.Validation;

namespace DaneCore.Resolver.Anchors;

/// <summary>What a DNSKEY set shows, as far as it shows anything, and why it does not validate, where it does not.</summary>
internal sealed record KeySetResult(ObservedKeySet? Seen, Reason? Why);
