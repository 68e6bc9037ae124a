namespace DaneCore.Cli.Scan;

/// <summary>A line of a list that says something: its number, counted from 1 over all lines, and its text without comment.</summary>
internal readonly record struct ScanLine(long Number, string Text);
