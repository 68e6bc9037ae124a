namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>What a key signs.</summary>
internal enum KeyRole
{
    /// <summary>Everything: one key for the zone.</summary>
    Both,

    /// <summary>The keys (KSK).</summary>
    Entry,

    /// <summary>Everything else (ZSK).</summary>
    Zone,
}
