using System.Runtime.CompilerServices;

namespace DaneCore.Interop.Tests;

/// <summary>Like <see cref="InteropFactAttribute"/>, with rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InteropTheoryAttribute : TheoryAttribute
{
#pragma warning disable CA1019 // where the test stands is the runner's to know
    public InteropTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Explicit = !Servers.AreAskedFor;
#pragma warning restore CA1019
}
