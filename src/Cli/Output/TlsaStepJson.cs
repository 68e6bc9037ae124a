namespace DaneCore.Cli.Output;

/// <summary>One publication: its zone-file lines, how long it has to stand at least, and why.</summary>
internal sealed record TlsaStepJson(string Title, IReadOnlyList<string> Lines, long WaitSeconds, string Reason, string Rfc);
