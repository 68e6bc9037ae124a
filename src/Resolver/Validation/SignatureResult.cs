namespace DaneCore.Resolver.Validation;

/// <summary>A set that passed, or why none of its signatures did. Exactly one of the two is there.</summary>
internal sealed record SignatureResult(SecureRecordSet? Secure, Reason? Why);
