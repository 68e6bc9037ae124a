namespace DaneCore.Resolver.Validation;

/// <summary>The closed list of reasons for a verdict. <see cref="ReasonCatalog"/> says which code and section each stands for.</summary>
public enum ReasonKind
{
    /// <summary>No reason; never given.</summary>
    None = 0,

    /// <summary>No trust anchor stands at or above the name.</summary>
    NoTrustAnchor,

    /// <summary>The name lies under a negative trust anchor that the user set.</summary>
    NegativeTrustAnchor,

    /// <summary>None of the zone's keys is the trust anchor.</summary>
    AnchorMatchesNoKey,

    /// <summary>Every trust anchor of the zone has an algorithm or digest that is not supported here.</summary>
    AnchorUnusable,

    /// <summary>No trust anchor of the zone is in force at this time.</summary>
    AnchorsOutOfTime,

    /// <summary>Every trust anchor of the zone was revoked by its own key.</summary>
    AnchorsRevoked,

    /// <summary>The name is one that public DNS never holds, and no signatures reach it.</summary>
    PrivateZone,

    /// <summary>The name has its answer from an RFC; no server was asked.</summary>
    SpecialUseName,

    /// <summary>The clock here shows a time at which this program did not yet exist.</summary>
    ClockUnset,

    /// <summary>No server answered the question.</summary>
    NobodyAnswered,

    /// <summary>The server answered with a failure code, which is evidence of nothing.</summary>
    UpstreamFailed,

    /// <summary>The server refuses to answer: it is not meant for us, or not for this name.</summary>
    UpstreamRefused,

    /// <summary>The server does not understand the question, or does not implement it.</summary>
    UpstreamDoesNotUnderstand,

    /// <summary>The server only refers to other servers: it does not recurse.</summary>
    UpstreamRefers,

    /// <summary>The type asked for belongs to messages and is never data of a zone.</summary>
    TypeNotAskable,

    /// <summary>The keys of a zone in the chain could not be had.</summary>
    KeysUnanswered,

    /// <summary>Whether a name in the chain is a signed zone could not be found out.</summary>
    DelegationUnanswered,

    /// <summary>The recording does not hold what is needed.</summary>
    NotRecorded,

    /// <summary>The reply is no DNS message.</summary>
    ReplyUnreadable,

    /// <summary>The time for the whole lookup ran out.</summary>
    TimedOut,

    /// <summary>Nothing the server sends carries signatures, not even the root's keys.</summary>
    UpstreamStripsSignatures,

    /// <summary>The server denies the root's keys or fails on them, so nothing it sends can be judged.</summary>
    UpstreamLacksDnssec,

    /// <summary>The server's certificate is not that of the server that was meant, so it was not asked.</summary>
    UpstreamUntrusted,

    /// <summary>The parent zone proves that the child has no DS.</summary>
    InsecureDelegation,

    /// <summary>The name lies in an NSEC3 opt-out span, where unsigned delegations leave no trace.</summary>
    OptOutDelegation,

    /// <summary>Every DS of the zone names an algorithm that is not supported here.</summary>
    DelegationAlgorithmsUnsupported,

    /// <summary>Every DS of the zone has a digest type that is not supported here.</summary>
    DelegationDigestsUnsupported,

    /// <summary>The zone is signed with SHA-1 only, which counts as unsigned.</summary>
    Sha1Policy,

    /// <summary>The zone hashes names more often than is computed here.</summary>
    Nsec3IterationsTooHigh,

    /// <summary>The zone has no keys although its parent vouches for some.</summary>
    KeysMissing,

    /// <summary>None of the zone's keys is one that the parent's DS names.</summary>
    NoKeyMatchesDelegation,

    /// <summary>The zone's keys carry no signature.</summary>
    KeysUnsigned,

    /// <summary>No signature by a key that the parent's DS names holds over the zone's keys.</summary>
    KeysNotSelfSigned,

    /// <summary>The key is no zone key: its flag is not set.</summary>
    KeyNotZoneKey,

    /// <summary>The key's protocol field is not 3.</summary>
    KeyProtocolWrong,

    /// <summary>The key is revoked.</summary>
    KeyRevoked,

    /// <summary>The key's octets are no key of its algorithm.</summary>
    KeyMalformed,

    /// <summary>The set has no signature although its zone is signed.</summary>
    SignatureMissing,

    /// <summary>The signer is not the zone that holds the set.</summary>
    SignerNotZone,

    /// <summary>The signature counts more labels than the owner has.</summary>
    SignatureTooManyLabels,

    /// <summary>The signature counts fewer labels than its signer has: it would reach out of its zone.</summary>
    SignatureTooFewLabels,

    /// <summary>The signature has expired.</summary>
    SignatureExpired,

    /// <summary>The signature is not valid yet.</summary>
    SignatureNotYetValid,

    /// <summary>The signature expires before it becomes valid.</summary>
    SignatureEndsBeforeStart,

    /// <summary>The zone has no key of the signature's tag and algorithm.</summary>
    SignatureKeyUnknown,

    /// <summary>The set is signed only with algorithms that are not supported here, although the delegation names a supported one.</summary>
    SignatureAlgorithmUnsupported,

    /// <summary>The signature does not fit the set and the key.</summary>
    SignatureWrong,

    /// <summary>Signatures were asked for; they are not signed themselves.</summary>
    SignaturesUnsigned,

    /// <summary>The answer says there is no data and brings no proof.</summary>
    DenialMissing,

    /// <summary>The records of the proof are not signed by the zone that holds the name.</summary>
    DenialNotBySigner,

    /// <summary>The records of the proof carry no signature that holds.</summary>
    DenialUnsigned,

    /// <summary>The proof is a delegation's record in the parent zone, which says nothing about names below it.</summary>
    DenialFromDelegation,

    /// <summary>The proof says that a DNAME stands above the name and should have moved it.</summary>
    DenialFromRedirection,

    /// <summary>An NSEC or NSEC3 set of the proof is not one readable record.</summary>
    DenialSetUnreadable,

    /// <summary>A record of the proof was made from a wildcard.</summary>
    DenialFromWildcard,

    /// <summary>The proof says that the type exists at the name.</summary>
    TypeExists,

    /// <summary>The proof says that an alias stands at the name.</summary>
    AliasExists,

    /// <summary>No record of the proof covers the name.</summary>
    NameNotDenied,

    /// <summary>The data was made from a wildcard, and the proof says that a closer name exists.</summary>
    NameExists,

    /// <summary>The proof does not exclude that a wildcard would have answered.</summary>
    WildcardNotDenied,

    /// <summary>The proof itself says that a wildcard has the type and should have answered.</summary>
    WildcardExists,

    /// <summary>The data was made from a wildcard and no proof came that no closer name exists.</summary>
    WildcardWithoutProof,

    /// <summary>The data was made from a wildcard, and the proof that came is about other names.</summary>
    WildcardProofUnfit,

    /// <summary>The proof's next name lies outside the zone that signed it.</summary>
    NextNameOutsideZone,

    /// <summary>No record of the proof matches an ancestor of the name.</summary>
    ClosestEncloserMissing,

    /// <summary>No record of the proof covers the name one label below the closest encloser.</summary>
    NextCloserNotCovered,

    /// <summary>The proof uses a hash algorithm that is not known.</summary>
    HashAlgorithmUnknown,

    /// <summary>The proof has flags that are not known.</summary>
    HashFlagsUnknown,

    /// <summary>The owner of an NSEC3 record is not one hash directly below its zone.</summary>
    HashOwnerMalformed,

    /// <summary>The next hash of an NSEC3 record does not have the length of its hash algorithm.</summary>
    HashLengthWrong,

    /// <summary>The records of the proof do not share hash algorithm, salt and iterations, and no part of them proves it alone.</summary>
    HashParametersDiffer,

    /// <summary>The proof that there is no DS comes from the child zone, which cannot know.</summary>
    DelegationDenialFromChild,

    /// <summary>Nothing proves that the name has no DS, so it may not be taken for unsigned.</summary>
    DelegationProofMissing,

    /// <summary>The DS was made from a wildcard, which delegates nothing.</summary>
    DelegationFromWildcard,

    /// <summary>Asked for a DS, the server gave an alias without signature.</summary>
    AliasAtDelegationUnsigned,

    /// <summary>A zone of its own answers, and the zone above proves that it did not delegate it: there is no NS.</summary>
    ZoneNotDelegated,

    /// <summary>There are several CNAME records at one name.</summary>
    AliasAmbiguous,

    /// <summary>There are several DNAME records at one name.</summary>
    RedirectionAmbiguous,

    /// <summary>The alias is not what the zone's DNAME makes of the name.</summary>
    AliasNotFromRedirection,

    /// <summary>The aliases lead in a circle.</summary>
    AliasLoop,

    /// <summary>A DNAME makes the name longer than 255 octets, and yet the answer has an alias made from it.</summary>
    AliasTooLong,

    /// <summary>More aliases than are followed.</summary>
    WorkAliases,

    /// <summary>More signature checks than one answer may cost.</summary>
    WorkSignatures,

    /// <summary>More work of all kinds together than one answer may cost.</summary>
    WorkTotal,

    /// <summary>More keys of one tag and algorithm than are tried for one signature.</summary>
    WorkKeyTags,

    /// <summary>More keys in one zone than are looked at.</summary>
    WorkKeys,

    /// <summary>More DS records of one zone than are looked at.</summary>
    WorkDelegations,

    /// <summary>More failed signature checks than one answer may cost.</summary>
    WorkFailures,

    /// <summary>More DS digests than one answer may cost.</summary>
    WorkDigests,

    /// <summary>More NSEC3 hash iterations than one answer may cost.</summary>
    WorkHashes,

    /// <summary>More questions than one answer may cost.</summary>
    WorkQuestions,
}
