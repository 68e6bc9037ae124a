namespace DaneCore.Cli.Output;

/// <summary>
/// One publication: its zone-file lines, how long it has to stand at least, and why; from when on it may be published, and from when on what it
/// makes room for is safe.
/// </summary>
internal sealed record TlsaStepJson(
    string Title, IReadOnlyList<string> Lines, long WaitSeconds, string Reason, string Rfc, string? NotBefore, string? SafeAt);
