using System.Globalization;

namespace DaneCore.Fuzz.Engine;

/// <summary>What a loop came to that nothing broke.</summary>
/// <param name="Runs">Inputs run.</param>
/// <param name="Edges">Edges of the instrumented code that they took; 0 without instrumentation.</param>
/// <param name="NewInputs">Inputs that took an edge as none before them did.</param>
/// <param name="Time">How long it took.</param>
internal sealed record LoopResult(long Runs, int Edges, int NewInputs, TimeSpan Time)
{
    /// <summary>The result in a line, as FINDINGS.md and a person read it.</summary>
    public string ToText(string target) => string.Create(
        CultureInfo.InvariantCulture,
        $"{target}: {Runs} inputs in {Time.TotalSeconds:0} s, none broke it; {(Edges == 0 ? "not instrumented" : $"{Edges} edges, {NewInputs} new inputs")}");
}
