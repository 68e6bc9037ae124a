using DaneCore.Resolver.Validation;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential.Kinds;

/// <summary>Every kind of difference that is known, by peer; the first that holds counts.</summary>
internal static partial class KindCatalogue
{
    private static readonly ReasonKind[] ByDenial =
    [
        ReasonKind.DenialMissing, ReasonKind.DenialNotBySigner, ReasonKind.DenialUnsigned, ReasonKind.DenialFromDelegation, ReasonKind.DenialFromRedirection, ReasonKind.DenialFromWildcard,
        ReasonKind.TypeExists, ReasonKind.AliasExists, ReasonKind.NameNotDenied, ReasonKind.NameExists, ReasonKind.WildcardNotDenied, ReasonKind.WildcardExists,
        ReasonKind.ClosestEncloserMissing, ReasonKind.NextCloserNotCovered, ReasonKind.DelegationProofMissing, ReasonKind.ZoneNotDelegated,
        ReasonKind.DelegationDenialFromChild, ReasonKind.AliasAtDelegationUnsigned,
    ];

    private static readonly ReasonKind[] BySignature =
    [
        ReasonKind.SignatureMissing, ReasonKind.SignerNotZone, ReasonKind.SignatureTooManyLabels, ReasonKind.SignatureTooFewLabels, ReasonKind.SignatureExpired, ReasonKind.SignatureNotYetValid,
        ReasonKind.SignatureEndsBeforeStart, ReasonKind.SignatureKeyUnknown, ReasonKind.SignatureAlgorithmUnsupported, ReasonKind.SignatureWrong,
    ];

    private static readonly ReasonKind[] ByKeys =
    [
        ReasonKind.KeysMissing, ReasonKind.NoKeyMatchesDelegation, ReasonKind.KeysUnsigned, ReasonKind.KeysNotSelfSigned, ReasonKind.KeyNotZoneKey, ReasonKind.KeyProtocolWrong, ReasonKind.KeyRevoked,
        ReasonKind.KeyMalformed,
    ];

    public static IReadOnlyList<DifferenceKind> Of(string peer) => peer == "drill" ? ForDrill : ForUnbound;

    /// <summary>The kind of a difference; null when nobody explained it.</summary>
    public static DifferenceKind? Find(string peer, Asking.CaseResult result, int index)
    {
        CaseFacts facts = new(result);
        return Of(peer).FirstOrDefault(kind => kind.Explains(result, index, facts));
    }

    private static bool IsSha1BesideSha256(CaseFacts at) =>
        (at.Delegated(DelegationKind.Sha1BesideWrong) && at.Because(ReasonKind.NoKeyMatchesDelegation))
        || (at.Delegated(DelegationKind.Sha1) && at.Key(KeyFlaw.SecondAlgorithmIdle) && at.Because(ReasonKind.KeysNotSelfSigned));
}
