using System.Runtime.InteropServices;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// From when until when an entry counts. It is held against the instant of the looker at every look: nothing remembers that an
/// entry "is valid". The start is the instant of the judgement, so a clock that was set back finds nothing.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Window(DateTimeOffset From, DateTimeOffset Until)
{
    // Unbound's prefetch begins when a tenth of the time is left.
    private const int LastPart = 10;

    public bool Holds(DateTimeOffset now) => From <= now && now < Until;

    /// <summary>True in the last tenth.</summary>
    public bool IsRunningOut(DateTimeOffset now) => (Until - now) * LastPart < Until - From;

    public static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
