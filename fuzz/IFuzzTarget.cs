namespace DaneCore.Fuzz;

/// <summary>
/// One parser under any octets. Catches nothing, since nothing may throw because of octets; then uses what was read, and
/// throws <see cref="BrokenPromiseException"/> when a promise does not hold (what is written is read back the same).
/// </summary>
internal interface IFuzzTarget
{
    /// <summary>The name on the command line, and of the folder in corpus.</summary>
    string Name { get; }

    /// <summary>What the target is about: types, or namespaces with all that is in them, without <c>DaneCore.</c> in front. Its coverage is told of these.</summary>
    IReadOnlyList<string> Parts { get; }

    /// <summary>Pieces that mean something to this parser; mutations put them in.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>One run. Keeps nothing from run to run.</summary>
    void Run(ReadOnlySpan<byte> input);
}
