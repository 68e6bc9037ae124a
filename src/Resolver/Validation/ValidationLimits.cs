namespace DaneCore.Resolver.Validation;

/// <summary>
/// How much work one answer may cost. Beyond a limit the answer is bogus and the reason says "work limit"; it never hangs
/// and never becomes insecure.
/// </summary>
public sealed record ValidationLimits
{
    /// <summary>
    /// Everything together, in hundredths of a signature check: with what further places are granted, less than twenty times what an
    /// ordinary lookup costs; and enough for a name of 127 labels in a zone with 150 NSEC3 iterations, the dearest sound one
    /// there is (docs/work.md).
    /// </summary>
    public int Work { get; init; } = 35_000;

    /// <summary>What a further try may cost where those before used up everything: an ordinary lookup. Two of them are granted.</summary>
    public int WorkElsewhere { get; init; } = 2_000;

    /// <summary>Signature checks. A lookup ten zones deep with five aliases needs fewer than 60, a name of 127 labels some 130.</summary>
    public int SignatureChecks { get; init; } = 192;

    /// <summary>Signature checks that fail (CVE-2023-50387; Unbound and BIND allow between 1 and 16).</summary>
    public int FailedSignatureChecks { get; init; } = 16;

    /// <summary>Signatures tried over one record set (Unbound: 8).</summary>
    public int SignaturesPerSet { get; init; } = 8;

    /// <summary>Keys of one tag and algorithm tried for one signature (CVE-2023-50387; RFC 4034 appendix B allows collisions).</summary>
    public int KeysPerTag { get; init; } = 4;

    /// <summary>DS digests computed.</summary>
    public int DelegationDigests { get; init; } = 64;

    /// <summary>
    /// Usable DS records of one zone; a zone with more is bogus, for the order of a set is not signed and must not decide which are
    /// seen. A roll of two keys under three digests has twelve.
    /// </summary>
    public int DelegationsPerZone { get; init; } = 24;

    /// <summary>Keys of one zone; a zone with more is bogus. A roll of keys and of algorithm at once has eight (RFC 6781 section 4.1.4).</summary>
    public int KeysPerZone { get; init; } = 64;

    /// <summary>NSEC3 hash computations, each counted with its iterations (CVE-2023-50868): 130 names at 150 iterations, enough for the longest name.</summary>
    public int Nsec3HashIterations { get; init; } = 130 * 151;

    /// <summary>NSEC and NSEC3 records of one reply looked at, of either kind; more are ignored (CVE-2026-11605; Knot: 8 NSEC3).</summary>
    public int DenialRecordsPerReply { get; init; } = 24;

    /// <summary>Aliases followed (Unbound 11, Knot 13, BIND 16).</summary>
    public int Aliases { get; init; } = 16;

    /// <summary>Questions asked for one answer, guesses included.</summary>
    public int Questions { get; init; } = 160;

    /// <summary>Labels between a zone and a name that are asked about in one round, shallowest first.</summary>
    public int CutsPerRound { get; init; } = 8;

    /// <summary>What conclusions from denials in memory may cost beside all that, over all tries at one question.</summary>
    internal int Conclusions { get; init; } = 3 * SynthesisCheck.MaxWork;

    /// <summary>What is left for a further try at the same question, after tries that cost so much, and so much for conclusions.</summary>
    internal ValidationLimits After(int used, int concluded = 0) => this with
    {
        Work = used == 0 ? Work : Math.Max(Work - used, Math.Clamp(Work + (2 * WorkElsewhere) - used, 0, WorkElsewhere)),
        Conclusions = Math.Max(Conclusions - concluded, 0),
    };
}
