using System.Runtime.CompilerServices;

namespace DaneCore.Interop.Tests;

/// <summary>A test that needs servers. It runs only where <c>DANECORE_INTEROP=1</c> says that they are installed; a missing one then fails it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InteropFactAttribute : FactAttribute
{
#pragma warning disable CA1019 // where the test stands is the runner's to know
    public InteropFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Explicit = !Servers.AreAskedFor;
#pragma warning restore CA1019
}
