namespace DaneCore.Fuzz.Targets;

/// <summary>No parser: goes round for ever when an input holds an exclamation mark. Shows that a hang is seen and kept; not on the list.</summary>
internal sealed class NeverEndsTarget : IFuzzTarget
{
    public string Name => "NeverEnds";

    public IReadOnlyList<string> Parts { get; } = [];

    public IReadOnlyList<string> Words { get; } = ["!"];

    public void Run(ReadOnlySpan<byte> input)
    {
        while (input.Contains((byte)'!'))
        {
            Thread.SpinWait(1000);
        }
    }
}
