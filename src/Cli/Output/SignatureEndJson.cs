namespace DaneCore.Cli.Output;

/// <summary>The end of a signature in DNS.</summary>
internal sealed record SignatureEndJson(string Name, string Type, string Zone, string Expiration, double DaysLeft);
