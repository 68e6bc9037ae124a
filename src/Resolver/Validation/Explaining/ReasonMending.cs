namespace DaneCore.Resolver.Validation.Explaining;

/// <summary>Who can mend what each kind of reason stands for, and how.</summary>
public static class ReasonMending
{
    private const string SignAgain = "sign the zone again and see that all its servers have the new version";

    /// <summary>The row of a kind; an unlisted kind is a defect of ours.</summary>
    public static Mending Of(ReasonKind kind) => kind switch
    {
        ReasonKind.None => new(Mender.Nobody, "nothing is to be done"),

        // Anchors.
        ReasonKind.NoTrustAnchor => new(Mender.LocalSettings, "give a trust anchor at or above the name, or leave the root's built-in ones in place"),
        ReasonKind.NegativeTrustAnchor => new(Mender.LocalSettings, "take the negative trust anchor away when the zone behind it is in order again"),
        ReasonKind.AnchorMatchesNoKey => new(Mender.LocalSettings, "compare the trust anchors with the keys published today: the anchors are outdated, or somebody forges replies"),
        ReasonKind.AnchorUnusable => new(Mender.LocalSettings, "give a trust anchor with an algorithm and digest that are supported here"),
        ReasonKind.AnchorsOutOfTime => new(Mender.LocalSettings, "fetch the trust anchors anew; if they are new, set the clock here"),
        ReasonKind.AnchorsRevoked => new(Mender.LocalSettings, "fetch the trust anchors anew: the keys they name were withdrawn"),
        ReasonKind.PrivateZone => new(Mender.Nobody, "nothing is broken; leave the default list out to have such names validated"),
        ReasonKind.SpecialUseName => new(Mender.Nobody, "nothing is broken; this name is not looked up in DNS"),
        ReasonKind.ClockUnset => new(Mender.LocalClock, "set the clock, best by a time server given by address, then ask again"),

        // Could not find out.
        ReasonKind.NobodyAnswered => new(Mender.UpstreamServer, "see whether the server can be reached over UDP and TCP, or ask another one"),
        ReasonKind.UpstreamFailed => new(Mender.UpstreamServer, "ask another server; if all fail, the zone's own servers are out of order"),
        ReasonKind.UpstreamRefused => new(Mender.UpstreamServer, "ask a server that serves this network"),
        ReasonKind.UpstreamDoesNotUnderstand => new(Mender.UpstreamServer, "ask another server: this one does not know the question or its form"),
        ReasonKind.UpstreamRefers => new(Mender.UpstreamServer, "ask a server that recurses, or walk from the root"),
        ReasonKind.TypeNotAskable => new(Mender.Nobody, "ask for a type that zones hold"),
        ReasonKind.KeysUnanswered => new(Mender.UpstreamServer, "ask another server; if all fail, the zone's servers do not answer DNSKEY"),
        ReasonKind.DelegationUnanswered => new(Mender.UpstreamServer, "ask another server; if all fail, the servers of the zone above do not answer DS"),
        ReasonKind.NotRecorded => new(Mender.LocalSettings, "record again, with every name the answer leads over"),
        ReasonKind.ReplyUnreadable => new(Mender.UpstreamServer, "ask another server: this one sends what is no DNS message"),
        ReasonKind.TimedOut => new(Mender.UpstreamServer, "allow more time, or ask a server that is nearer"),
        ReasonKind.UpstreamStripsSignatures => new(Mender.UpstreamServer, "ask a server that hands on DNSSEC records, or walk from the root"),
        ReasonKind.UpstreamLacksDnssec => new(Mender.UpstreamServer, "ask a server that hands on the root's keys, or walk from the root"),
        ReasonKind.UpstreamUntrusted => new(Mender.UpstreamServer, "check the name or pin given for the server, and the certificate it shows"),

        // Unsigned by proof, or by policy.
        ReasonKind.InsecureDelegation => new(Mender.ZoneOwner, "nothing is broken; to be protected, sign the zone and have its DS published"),
        ReasonKind.OptOutDelegation => new(Mender.ZoneOwner, "nothing is broken; to be protected, sign the zone and have its DS published"),
        ReasonKind.DelegationAlgorithmsUnsupported => new(Mender.ZoneOwner, "sign with an algorithm in common use, such as 13"),
        ReasonKind.DelegationDigestsUnsupported => new(Mender.ParentZone, "publish a DS with digest type 2 (SHA-256)"),
        ReasonKind.Sha1Policy => new(Mender.ZoneOwner, "move from SHA-1 to algorithm 13 or 8 and a DS with SHA-256"),
        ReasonKind.Nsec3IterationsTooHigh => new(Mender.ZoneOwner, "sign with 0 additional NSEC3 iterations, or with NSEC"),

        // Keys.
        ReasonKind.KeysMissing => new(Mender.ZoneOwner, "publish the zone's DNSKEY set, or have the DS taken out first and wait for its TTL"),
        ReasonKind.NoKeyMatchesDelegation => new(Mender.ParentZone, "publish the DS of a key the zone has; after a key change the old DS was left, or the zone was moved without its keys"),
        ReasonKind.KeysUnsigned => new(Mender.ZoneOwner, "sign the DNSKEY set with the key that the DS names"),
        ReasonKind.KeysNotSelfSigned => new(Mender.ZoneOwner, "sign the DNSKEY set with the key that the DS names"),
        ReasonKind.KeyNotZoneKey => new(Mender.ZoneOwner, "publish the key with flags 256 or 257"),
        ReasonKind.KeyProtocolWrong => new(Mender.ZoneOwner, "publish the key with protocol 3"),
        ReasonKind.KeyRevoked => new(Mender.ParentZone, "take out the DS of the revoked key and publish that of its successor"),
        ReasonKind.KeyMalformed => new(Mender.ZoneOwner, "publish the key as its algorithm wants it: it was cut or mistyped"),

        // Signatures.
        ReasonKind.SignatureMissing => new(Mender.ZoneOwner, SignAgain + "; if other servers send the signature, the one asked drops it"),
        ReasonKind.SignerNotZone => new(Mender.ZoneOwner, "sign the set with the keys of the zone it lies in: after a zone cut was made, old data of the zone above may still be served"),
        ReasonKind.SignatureTooManyLabels => new(Mender.ZoneOwner, SignAgain),
        ReasonKind.SignatureTooFewLabels => new(Mender.ZoneOwner, SignAgain + "; no signer makes such a signature, so think of an attack"),
        ReasonKind.SignatureExpired => new(Mender.ZoneOwner, SignAgain + "; if every zone looks expired, set the clock here"),
        ReasonKind.SignatureNotYetValid => new(Mender.LocalClock, "set the clock; if it is right, the signer of the zone runs ahead"),
        ReasonKind.SignatureEndsBeforeStart => new(Mender.ZoneOwner, SignAgain),
        ReasonKind.SignatureKeyUnknown => new(Mender.ZoneOwner, "publish the key that signed, or sign with a key that is published; a key was taken out too early"),
        ReasonKind.SignatureAlgorithmUnsupported => new(Mender.ZoneOwner, "sign every set with an algorithm that the DS names and that is in common use"),
        ReasonKind.SignatureWrong => new(Mender.ZoneOwner, SignAgain + "; if other servers send a good one, the data was changed on the way"),
        ReasonKind.SignaturesUnsigned => new(Mender.Nobody, "ask for the records themselves: signatures are never signed"),

        // Denial of existence.
        ReasonKind.DenialMissing => new(Mender.ZoneOwner, "serve NSEC or NSEC3 records with negative answers; if other servers do, the one asked drops them"),
        ReasonKind.DenialNotBySigner => new(Mender.ZoneOwner, "serve the zone's own NSEC or NSEC3 records, not those of another zone on the same server"),
        ReasonKind.DenialUnsigned => new(Mender.ZoneOwner, SignAgain + "; if other servers send the signatures, the one asked drops them"),
        ReasonKind.DenialFromDelegation => new(Mender.ZoneOwner, "serve the answer from the zone below the delegation"),
        ReasonKind.DenialFromRedirection => new(Mender.ZoneOwner, "serve the DNAME and the alias it makes, not a denial"),
        ReasonKind.DenialSetUnreadable => new(Mender.ZoneOwner, SignAgain + ": a name has one NSEC record"),
        ReasonKind.DenialFromWildcard => new(Mender.ZoneOwner, "serve NSEC records under their own names"),
        ReasonKind.TypeExists => new(Mender.ZoneOwner, "let all servers serve one version of the zone: the proof says that the data exists"),
        ReasonKind.AliasExists => new(Mender.ZoneOwner, "let all servers serve one version of the zone: the proof says that an alias exists"),
        ReasonKind.NameNotDenied => new(Mender.ZoneOwner, SignAgain + ": its chain of NSEC records has a gap"),
        ReasonKind.NameExists => new(Mender.ZoneOwner, "let all servers serve one version of the zone: the proof says that the name exists"),
        ReasonKind.WildcardNotDenied => new(Mender.ZoneOwner, "send the record that covers the wildcard along with the negative answer"),
        ReasonKind.WildcardExists => new(Mender.ZoneOwner, "let all servers serve one version of the zone: the proof says that the wildcard answers"),
        ReasonKind.WildcardProofUnfit => new(Mender.ZoneOwner, "send the record that covers the closer name along with the answer from the wildcard"),
        ReasonKind.WildcardWithoutProof => new(Mender.ZoneOwner, "send the record that covers the closer name along with the answer from the wildcard"),
        ReasonKind.NextNameOutsideZone => new(Mender.ZoneOwner, SignAgain + "; no signer makes such a record, so think of an attack"),
        ReasonKind.ClosestEncloserMissing => new(Mender.ZoneOwner, SignAgain + ": its chain of NSEC3 records has a gap"),
        ReasonKind.NextCloserNotCovered => new(Mender.ZoneOwner, SignAgain + ": its chain of NSEC3 records has a gap"),
        ReasonKind.HashAlgorithmUnknown => new(Mender.ZoneOwner, "use NSEC3 with hash algorithm 1, the only one there is"),
        ReasonKind.HashFlagsUnknown => new(Mender.ZoneOwner, "use NSEC3 with no flags but opt-out"),
        ReasonKind.HashOwnerMalformed => new(Mender.ZoneOwner, SignAgain + "; no signer makes such a record, so think of an attack"),
        ReasonKind.HashLengthWrong => new(Mender.ZoneOwner, SignAgain + ": a hash has 20 octets"),
        ReasonKind.HashParametersDiffer => new(Mender.ZoneOwner, "let all servers serve one version of the zone: two chains of NSEC3 records are mixed"),
        ReasonKind.DelegationDenialFromChild => new(Mender.UpstreamServer, "ask DS of the servers of the zone above, as the RFC wants"),
        ReasonKind.DelegationProofMissing => new(Mender.ParentZone, "serve the proof that there is no DS with every referral"),
        ReasonKind.DelegationFromWildcard => new(Mender.ParentZone, "publish the DS at the name of the zone, not at a wildcard"),
        ReasonKind.AliasAtDelegationUnsigned => new(Mender.UpstreamServer, "ask a server that answers DS questions from the zone above"),
        ReasonKind.ZoneNotDelegated => new(Mender.ParentZone, "publish NS records for the zone below, and DS records if it is signed"),

        // Aliases.
        ReasonKind.AliasNotFromRedirection => new(Mender.ZoneOwner, "serve the CNAME that the DNAME makes of the name, and no other"),
        ReasonKind.AliasAmbiguous => new(Mender.ZoneOwner, "keep one CNAME at the name"),
        ReasonKind.RedirectionAmbiguous => new(Mender.ZoneOwner, "keep one DNAME at the name"),
        ReasonKind.AliasLoop => new(Mender.ZoneOwner, "point one of the aliases somewhere else"),
        ReasonKind.AliasTooLong => new(Mender.ZoneOwner, "redirect to a shorter name: names have at most 255 octets"),

        // Work limits.
        ReasonKind.WorkAliases => new(Mender.ZoneOwner, "shorten the chain of aliases"),
        ReasonKind.WorkSignatures or ReasonKind.WorkFailures or ReasonKind.WorkDigests
            or ReasonKind.WorkTotal or ReasonKind.WorkKeyTags or ReasonKind.WorkKeys or ReasonKind.WorkDelegations =>
            new(Mender.ZoneOwner, "publish fewer keys, DS records and signatures; a zone like this is what an attack looks like"),
        ReasonKind.WorkHashes => new(Mender.ZoneOwner, "sign with 0 additional NSEC3 iterations, or with NSEC"),
        ReasonKind.WorkQuestions => new(Mender.ZoneOwner, "shorten the chain of aliases and delegations"),
        _ => throw new System.Diagnostics.UnreachableException($"No row for {kind}."),
    };
}
