using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Differential.Worlds;

/// <summary>One zone of a world as it is meant to be.</summary>
internal sealed record ZonePlan(string Apex, string Records)
{
    /// <summary>False for a zone without any signature.</summary>
    public bool IsSigned { get; init; } = true;

    public DnssecAlgorithm Algorithm { get; init; } = DnssecAlgorithm.EcdsaP256Sha256;

    /// <summary>A key that signs the keys and another one that signs the rest.</summary>
    public bool HasTwoKeys { get; init; }

    public DenialKind Denial { get; init; }

    public DelegationKind Delegation { get; init; }

    public KeyFlaw Keys { get; init; }

    public IReadOnlyList<SetFlaw> Flaws { get; init; } = [];

    public DomainName Name { get; } = DomainName.Parse(Apex);

    /// <summary>The same zone with nothing out of the ordinary.</summary>
    public ZonePlan Plain => new(Apex, Records) { IsSigned = IsSigned, Delegation = IsSigned ? DelegationKind.Sound : DelegationKind.Without };

    /// <summary>True when there is something to say about it.</summary>
    public bool IsPlain => ToString() == Plain.ToString();

    public override string ToString() => IsSigned
        ? string.Join(
            ", ",
            [
                $"{Apex} signed",
                .. Algorithm == DnssecAlgorithm.EcdsaP256Sha256 ? [] : (string[])[$"algorithm {(int)Algorithm}"],
                .. HasTwoKeys ? ["two keys"] : (string[])[],
                .. Denial == DenialKind.Nsec ? [] : (string[])[$"{Denial}"],
                .. Delegation == DelegationKind.Sound ? [] : (string[])[$"DS {Delegation}"],
                .. Keys == KeyFlaw.None ? [] : (string[])[$"key {Keys}"],
                .. Flaws.Select(flaw => flaw.ToString()),
            ])
        : $"{Apex} unsigned, DS {Delegation}";
}
