namespace DaneCore.Resolver.Validation;

/// <summary>What a zone's DS records and keys come to.</summary>
internal abstract record DelegationResult
{
    private DelegationResult()
    {
    }

    /// <summary>The zone is signed and its keys are known.</summary>
    public sealed record Signed(ZoneKeys Keys) : DelegationResult;

    /// <summary>What names the zone's keys is nothing that counts here, so the zone is as good as unsigned.</summary>
    public sealed record Unsigned(Reason Why) : DelegationResult;

    /// <summary>The zone should be signed and its keys do not hold.</summary>
    public sealed record Broken(Reason Why) : DelegationResult;
}
