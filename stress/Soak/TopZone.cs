using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Soak;

/// <summary>A zone directly below the root, in which the others stand.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Share">How many of a hundred zones stand in it.</param>
/// <param name="Algorithm">None for an unsigned zone.</param>
/// <param name="Denial">How it denies.</param>
internal sealed record TopZone(string Label, int Share, DnssecAlgorithm Algorithm, DenialScheme Denial)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TopZone> All { get; } =
    [
        new("ordered", 30, DnssecAlgorithm.EcdsaP256Sha256, new DenialScheme.Nsec()),
        new("hashed", 20, DnssecAlgorithm.RsaSha256, new DenialScheme.Nsec3()),
        new("optout", 30, DnssecAlgorithm.EcdsaP256Sha256, new DenialScheme.Nsec3(OptOut: true)),
        new("edwards", 5, DnssecAlgorithm.Ed25519, new DenialScheme.Nsec()),
        new("large", 5, DnssecAlgorithm.EcdsaP384Sha384, new DenialScheme.Nsec3(Iterations: 5) { Salt = new byte[] { 0xAB, 0xCD } }),
        new("plain", 10, DnssecAlgorithm.None, new DenialScheme.Absent()),
    ];

    /// <summary>False where nothing vouches for anything below.</summary>
    public bool IsSigned => Algorithm != DnssecAlgorithm.None;

    /// <summary>True where unsigned delegations leave no trace.</summary>
    public bool OptsOut => Denial is DenialScheme.Nsec3 { OptOut: true };
}
