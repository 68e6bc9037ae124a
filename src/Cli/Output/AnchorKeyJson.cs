namespace DaneCore.Cli.Output;

/// <summary>A key that is followed, in a state of RFC 5011 section 4.2.</summary>
internal sealed record AnchorKeyJson(int KeyTag, string State, bool Trusted, string Since, string? HoldUntil, string? ValidUntil);
