namespace DaneCore.Stress.Differential.Worlds;

/// <summary>
/// Windows of signatures. The peers know no other clock than that of the machine, so these hold, are over, or have not begun for
/// years to come: a case is the same on every day.
/// </summary>
internal static class WorldTimes
{
    public static readonly DateTimeOffset Long = new(2018, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Past = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Future = new(2037, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2038, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
