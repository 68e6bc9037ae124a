namespace DaneCore.Fuzz.Targets;

/// <summary>No parser: breaks when an input holds an exclamation mark. Shows that what breaks a target is seen and kept; not on the list.</summary>
internal sealed class NeverHoldsTarget : IFuzzTarget
{
    public string Name => "NeverHolds";

    public IReadOnlyList<string> Parts { get; } = [];

    public IReadOnlyList<string> Words { get; } = ["!"];

    public void Run(ReadOnlySpan<byte> input) => BrokenPromiseException.Unless(!input.Contains((byte)'!'), "nobody calls out");
}
