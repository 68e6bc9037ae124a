using System.Runtime.InteropServices;

namespace DaneCore.Resolver.Wire;

/// <summary>Where the sections of a message begin, and its OPT record; zero where there is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct MessagePlaces
{
    public int Answer { get; set; }

    public int Authority { get; set; }

    public int Additional { get; set; }

    public int Opt { get; set; }
}
