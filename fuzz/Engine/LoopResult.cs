using System.Globalization;

namespace DaneCore.Fuzz.Engine;

/// <summary>What a loop came to that nothing broke.</summary>
/// <param name="Runs">Inputs run.</param>
/// <param name="Edges">Edges of the instrumented code that they took; 0 without instrumentation.</param>
/// <param name="NewInputs">Inputs that took an edge as none before them did.</param>
/// <param name="Time">How long it took by the clock on the wall.</param>
/// <param name="Processor">How much of the processor it had: less, where others ran beside it.</param>
internal sealed record LoopResult(long Runs, int Edges, int NewInputs, TimeSpan Time, TimeSpan Processor)
{
    /// <summary>The result in a line, as FINDINGS.md and a person read it.</summary>
    public string ToText(string target) => string.Create(
        CultureInfo.InvariantCulture,
        $"{target}: {Runs} inputs in {Time.TotalSeconds:0} s ({Processor.TotalSeconds:0} s of processor time), none broke it; {(Edges == 0 ? "not instrumented" : $"{Edges} edges, {NewInputs} new inputs")}");
}
