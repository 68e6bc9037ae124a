using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>Which extended error (RFC 8914) and which section each kind of reason stands for.</summary>
internal static class ReasonCatalog
{
    /// <summary>The row of a kind; an unlisted kind is a defect of ours.</summary>
    public static (ExtendedErrorCode Code, string Rfc) Of(ReasonKind kind) => kind switch
    {
        ReasonKind.None => (ExtendedErrorCode.Other, "RFC 4035 section 4.3"),

        // Anchors.
        ReasonKind.NoTrustAnchor => (ExtendedErrorCode.DnssecIndeterminate, "RFC 4035 section 4.3"),
        ReasonKind.NegativeTrustAnchor => (ExtendedErrorCode.Other, "RFC 7646 section 2"),
        ReasonKind.AnchorMatchesNoKey => (ExtendedErrorCode.DnskeyMissing, "RFC 4035 section 5"),
        ReasonKind.AnchorUnusable => (ExtendedErrorCode.UnsupportedDnskeyAlgorithm, "RFC 4035 section 5.2"),
        ReasonKind.AnchorsOutOfTime => (ExtendedErrorCode.DnssecIndeterminate, "RFC 9718 section 2.2"),
        ReasonKind.AnchorsRevoked => (ExtendedErrorCode.DnssecIndeterminate, "RFC 5011 section 5"),
        ReasonKind.PrivateZone => (ExtendedErrorCode.Other, "RFC 6303 section 3"),
        ReasonKind.SpecialUseName => (ExtendedErrorCode.Other, "RFC 6761 section 6"),
        ReasonKind.ClockUnset => (ExtendedErrorCode.SignatureNotYetValid, "RFC 4035 section 5.3.1"),

        // Could not find out.
        ReasonKind.NobodyAnswered => (ExtendedErrorCode.NoReachableAuthority, "RFC 8914 section 4.23"),
        ReasonKind.UpstreamFailed => (ExtendedErrorCode.NoReachableAuthority, "RFC 7672 section 2.1.1"),
        ReasonKind.UpstreamRefused => (ExtendedErrorCode.Prohibited, "RFC 7672 section 2.1.1"),
        ReasonKind.UpstreamDoesNotUnderstand => (ExtendedErrorCode.NotSupported, "RFC 7672 section 2.1.1"),
        ReasonKind.UpstreamRefers => (ExtendedErrorCode.NoReachableAuthority, "RFC 2308 section 2.2"),
        ReasonKind.TypeNotAskable => (ExtendedErrorCode.InvalidQueryType, "RFC 6895 section 3.1"),
        ReasonKind.KeysUnanswered => (ExtendedErrorCode.NoReachableAuthority, "RFC 4035 section 5.2"),
        ReasonKind.DelegationUnanswered => (ExtendedErrorCode.NoReachableAuthority, "RFC 4035 section 5.2"),
        ReasonKind.NotRecorded => (ExtendedErrorCode.NetworkError, "RFC 4035 section 4.3"),
        ReasonKind.ReplyUnreadable => (ExtendedErrorCode.InvalidData, "RFC 1035 section 4.1"),
        ReasonKind.TimedOut => (ExtendedErrorCode.NetworkError, "RFC 8914 section 4.24"),
        ReasonKind.UpstreamStripsSignatures => (ExtendedErrorCode.RrsigsMissing, "RFC 4035 section 3.2.1"),
        ReasonKind.UpstreamLacksDnssec => (ExtendedErrorCode.DnskeyMissing, "RFC 4035 section 3.2.1"),
        ReasonKind.UpstreamUntrusted => (ExtendedErrorCode.NetworkError, "RFC 8310 section 5"),

        // Unsigned by proof, or by policy.
        ReasonKind.InsecureDelegation => (ExtendedErrorCode.Other, "RFC 4035 section 5.2"),
        ReasonKind.OptOutDelegation => (ExtendedErrorCode.Other, "RFC 5155 section 9.2"),
        ReasonKind.DelegationAlgorithmsUnsupported => (ExtendedErrorCode.UnsupportedDnskeyAlgorithm, "RFC 6840 section 5.2"),
        ReasonKind.DelegationDigestsUnsupported => (ExtendedErrorCode.UnsupportedDsDigestType, "RFC 6840 section 5.2"),
        ReasonKind.Sha1Policy => (ExtendedErrorCode.UnsupportedDnskeyAlgorithm, "RFC 9905 section 2"),
        ReasonKind.Nsec3IterationsTooHigh => (ExtendedErrorCode.UnsupportedNsec3Iterations, "RFC 9276 section 3.2"),

        // Keys.
        ReasonKind.KeysMissing => (ExtendedErrorCode.DnskeyMissing, "RFC 4035 section 5.2"),
        ReasonKind.NoKeyMatchesDelegation => (ExtendedErrorCode.DnskeyMissing, "RFC 4035 section 5.2"),
        ReasonKind.KeysUnsigned => (ExtendedErrorCode.RrsigsMissing, "RFC 4035 section 5.2"),
        ReasonKind.KeysNotSelfSigned => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.2"),
        ReasonKind.KeyNotZoneKey => (ExtendedErrorCode.NoZoneKeyBitSet, "RFC 4034 section 2.1.1"),
        ReasonKind.KeyProtocolWrong => (ExtendedErrorCode.NoZoneKeyBitSet, "RFC 4034 section 2.1.2"),
        ReasonKind.KeyRevoked => (ExtendedErrorCode.DnskeyMissing, "RFC 5011 section 2.1"),
        ReasonKind.KeyMalformed => (ExtendedErrorCode.DnssecBogus, "RFC 4034 section 2.1.4"),

        // Signatures.
        ReasonKind.SignatureMissing => (ExtendedErrorCode.RrsigsMissing, "RFC 4035 section 5.3.1"),
        ReasonKind.SignerNotZone => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.3.1"),
        ReasonKind.SignatureTooManyLabels => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.3.1"),
        ReasonKind.SignatureTooFewLabels => (ExtendedErrorCode.DnssecBogus, "RFC 4034 section 3.1.3"),
        ReasonKind.SignatureExpired => (ExtendedErrorCode.SignatureExpired, "RFC 4035 section 5.3.1"),
        ReasonKind.SignatureNotYetValid => (ExtendedErrorCode.SignatureNotYetValid, "RFC 4035 section 5.3.1"),
        ReasonKind.SignatureEndsBeforeStart => (ExtendedErrorCode.SignatureExpiredBeforeValid, "RFC 4034 section 3.1.5"),
        ReasonKind.SignatureKeyUnknown => (ExtendedErrorCode.DnskeyMissing, "RFC 4035 section 5.3.1"),
        ReasonKind.SignatureAlgorithmUnsupported => (ExtendedErrorCode.UnsupportedDnskeyAlgorithm, "RFC 6840 section 5.11"),
        ReasonKind.SignatureWrong => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.3.3"),
        ReasonKind.SignaturesUnsigned => (ExtendedErrorCode.DnssecIndeterminate, "RFC 4035 section 2.2"),

        // Denial of existence.
        ReasonKind.DenialMissing => (ExtendedErrorCode.NsecMissing, "RFC 4035 section 5.4"),
        ReasonKind.DenialNotBySigner => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.4"),
        ReasonKind.DenialUnsigned => (ExtendedErrorCode.RrsigsMissing, "RFC 4035 section 5.4"),
        ReasonKind.DenialFromDelegation => (ExtendedErrorCode.NsecMissing, "RFC 6840 section 4.1"),
        ReasonKind.DenialFromRedirection => (ExtendedErrorCode.DnssecBogus, "RFC 6672 section 5.3.2"),
        ReasonKind.DenialSetUnreadable => (ExtendedErrorCode.NsecMissing, "RFC 4034 section 4.1"),
        ReasonKind.DenialFromWildcard => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.3.4"),
        ReasonKind.TypeExists => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.4"),
        ReasonKind.AliasExists => (ExtendedErrorCode.DnssecBogus, "RFC 6840 section 4.3"),
        ReasonKind.NameNotDenied => (ExtendedErrorCode.NsecMissing, "RFC 4035 section 5.4"),
        ReasonKind.NameExists => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.4"),
        ReasonKind.WildcardNotDenied => (ExtendedErrorCode.NsecMissing, "RFC 4035 section 5.4"),
        ReasonKind.WildcardExists => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.4"),
        ReasonKind.WildcardProofUnfit => (ExtendedErrorCode.NsecMissing, "RFC 4035 section 5.3.4"),
        ReasonKind.WildcardWithoutProof => (ExtendedErrorCode.NsecMissing, "RFC 4035 section 5.3.4"),
        ReasonKind.NextNameOutsideZone => (ExtendedErrorCode.DnssecBogus, "RFC 4034 section 4.1.1"),
        ReasonKind.ClosestEncloserMissing => (ExtendedErrorCode.NsecMissing, "RFC 5155 section 8.3"),
        ReasonKind.NextCloserNotCovered => (ExtendedErrorCode.NsecMissing, "RFC 5155 section 8.3"),
        ReasonKind.HashAlgorithmUnknown => (ExtendedErrorCode.NsecMissing, "RFC 5155 section 8.1"),
        ReasonKind.HashFlagsUnknown => (ExtendedErrorCode.NsecMissing, "RFC 5155 section 8.2"),
        ReasonKind.HashOwnerMalformed => (ExtendedErrorCode.NsecMissing, "RFC 5155 section 3"),
        ReasonKind.HashLengthWrong => (ExtendedErrorCode.NsecMissing, "RFC 5155 section 3.1.7"),
        ReasonKind.HashParametersDiffer => (ExtendedErrorCode.NsecMissing, "RFC 5155 section 8.2"),
        ReasonKind.DelegationDenialFromChild => (ExtendedErrorCode.DnssecBogus, "RFC 5155 section 8.6"),
        ReasonKind.DelegationProofMissing => (ExtendedErrorCode.NsecMissing, "RFC 4035 section 5.2"),
        ReasonKind.DelegationFromWildcard => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.2"),
        ReasonKind.AliasAtDelegationUnsigned => (ExtendedErrorCode.NsecMissing, "RFC 1034 section 3.6.2"),
        ReasonKind.ZoneNotDelegated => (ExtendedErrorCode.DnssecBogus, "RFC 6840 section 4.4"),

        // Aliases.
        ReasonKind.AliasNotFromRedirection => (ExtendedErrorCode.DnssecBogus, "RFC 6672 section 5.3.1"),
        ReasonKind.AliasAmbiguous => (ExtendedErrorCode.InvalidData, "RFC 2181 section 10.1"),
        ReasonKind.RedirectionAmbiguous => (ExtendedErrorCode.InvalidData, "RFC 6672 section 2.4"),
        ReasonKind.AliasLoop => (ExtendedErrorCode.Other, "RFC 1034 section 3.6.2"),
        ReasonKind.AliasTooLong => (ExtendedErrorCode.Other, "RFC 6672 section 2.2"),

        // Work limits: beyond them the answer counts as bogus.
        ReasonKind.WorkAliases => (ExtendedErrorCode.DnssecBogus, "RFC 1034 section 5.2.2"),
        ReasonKind.WorkSignatures => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.3.1"),
        ReasonKind.WorkTotal => (ExtendedErrorCode.DnssecBogus, "RFC 1034 section 5.2.2"),
        ReasonKind.WorkKeyTags => (ExtendedErrorCode.DnssecBogus, "RFC 4034 appendix B"),
        ReasonKind.WorkKeys => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.2"),
        ReasonKind.WorkDelegations => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.2"),
        ReasonKind.WorkFailures => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.3.1"),
        ReasonKind.WorkDigests => (ExtendedErrorCode.DnssecBogus, "RFC 4035 section 5.2"),
        ReasonKind.WorkHashes => (ExtendedErrorCode.DnssecBogus, "RFC 9276 section 3.2"),
        ReasonKind.WorkQuestions => (ExtendedErrorCode.DnssecBogus, "RFC 1034 section 5.3.3"),
        _ => throw new System.Diagnostics.UnreachableException($"No row for {kind}."),
    };
}
