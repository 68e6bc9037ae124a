namespace DaneCore.Resolver.Wire;

/// <summary>An extended error as a server sent it (RFC 8914 section 2). The text is the server's: show it escaped.</summary>
public sealed record ExtendedError(ExtendedErrorCode Code, string Text);
