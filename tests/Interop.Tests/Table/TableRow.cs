using DaneCore.Interop.Tests.Table.Making;

namespace DaneCore.Interop.Tests.Table;

/// <summary>One question of the table. Name and type are what differences are filed under.</summary>
internal sealed record TableRow(string Name, string Type, Expectation Expected, ZonePlan Zone)
{
    public string Question => $"{Name} {Type}";
}
