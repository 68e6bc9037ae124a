namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>Whose tool makes the keys and signs the zone.</summary>
internal enum SigningTool
{
    /// <summary>The zone stays unsigned.</summary>
    None,

    /// <summary><c>dnssec-keygen</c>, <c>dnssec-signzone</c>, <c>dnssec-dsfromkey</c>.</summary>
    Bind,

    /// <summary><c>ldns-keygen</c>, <c>ldns-signzone</c>, <c>ldns-key2ds</c>.</summary>
    Ldns,

    /// <summary><c>keymgr</c>, <c>kzonesign</c>.</summary>
    Knot,

    /// <summary>Our own signer.</summary>
    Lab,
}
