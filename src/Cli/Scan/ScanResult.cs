namespace DaneCore.Cli.Scan;

/// <summary>What came of one look at a domain.</summary>
/// <param name="Subject">The domain.</param>
/// <param name="Mark">What the row is counted as.</param>
/// <param name="Line">The row, ready to be written.</param>
/// <param name="IsOpen">True when something could not be found out that another try may bring.</param>
/// <param name="IsAnswered">False when servers were silent.</param>
internal sealed record ScanResult(ScanSubject Subject, ScanMark Mark, ReadOnlyMemory<byte> Line, bool IsOpen, bool IsAnswered);
