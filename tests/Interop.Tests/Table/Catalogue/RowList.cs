using DaneCore.Interop.Tests.Table.Making;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>Zones and the questions asked about them, in the order they are printed.</summary>
internal sealed class RowList
{
    private readonly List<ZonePlan> _zones = [];
    private readonly List<TableRow> _rows = [];

    public IReadOnlyList<ZonePlan> Zones => _zones;

    public IReadOnlyList<TableRow> Rows => _rows;

    /// <summary>All sections.</summary>
    public static RowList All()
    {
        RowList list = new();
        Upstairs.AddTo(list);
        Algorithms.AddTo(list);
        Denials.AddTo(list);
        Delegations.AddTo(list);
        Keys.AddTo(list);
        Signatures.AddTo(list);
        Aliases.AddTo(list);
        Types.AddTo(list);
        Lies.AddTo(list);
        LabZones.AddTo(list);
        return list;
    }

    /// <summary>Adds a zone; what follows asks about it.</summary>
    public Asked Add(ZonePlan zone)
    {
        _zones.Add(zone);
        return new Asked(this, zone);
    }

    /// <summary>Adds questions about one zone.</summary>
    internal sealed class Asked(RowList list, ZonePlan zone)
    {
        /// <summary>A question; the name is relative to the zone, and empty is its apex.</summary>
        public Asked Ask(string name, string type, Expectation expected)
        {
            string apex = zone.Apex == "." ? "" : zone.Apex;
            string full = name.Length == 0 ? (apex.Length == 0 ? "." : apex) : apex.Length == 0 ? name : $"{name}.{apex}";
            list._rows.Add(new TableRow(full, type, expected, zone));
            return this;
        }
    }
}
