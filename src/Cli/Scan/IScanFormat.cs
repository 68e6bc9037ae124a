using DaneCore.Cli.Output;

namespace DaneCore.Cli.Scan;

/// <summary>How rows are written, one a line, and read again when a survey is resumed.</summary>
internal interface IScanFormat
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>The line before the rows, with its end; empty where there is none.</summary>
    ReadOnlyMemory<byte> Header { get; }

    /// <summary>The row with its line end, in ASCII.</summary>
    byte[] ToLine(ScanRowJson row);

    /// <summary>Reads a row of a whole line; false for what this format does not write.</summary>
    bool TryRead(ReadOnlySpan<byte> line, out ScanMark mark);
}
