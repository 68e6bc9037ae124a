using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential.Cases;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential.Kinds;

/// <content>What Unbound does otherwise.</content>
internal static partial class KindCatalogue
{
    private static readonly DifferenceKind[] ForUnbound =
    [
        new("Ed448", "si ri sr ir", "RFC 4035 section 5.2",
            "This build of Unbound has no Ed448 and takes a zone with nothing else for unsigned, and wants any other algorithm that the DS names. Here it is checked.",
            at => at.Algorithm(DnssecAlgorithm.Ed448)),
        new("SHA-1 beside SHA-256", "rs ri", "RFC 4509 section 3",
            "Where a DS with SHA-256 stands, those with SHA-1 are ignored, and the one with SHA-256 is wrong. We are right.",
            IsSha1BesideSha256),
        new("DS with SHA-1", "is ir", "RFC 9905 section 2",
            "A DS with SHA-1 alone vouches for nothing, so neither can the zone be false; Unbound is older than that. We are right.",
            at => at.Delegated(DelegationKind.Sha1) && at.Because(ReasonKind.Sha1Policy)),
        new("revoked entry key", "rs ri", "RFC 5011 section 2.1",
            "A revoked key may be used for nothing but its own revocation, DS or no DS. We are right.",
            at => at.Key(KeyFlaw.Revoked) && at.Because(ReasonKind.KeyRevoked)),
        new("DS from a wildcard", "rs ri", "RFC 4035 section 5.3.4",
            "The signature counts fewer labels than the name of the DS: made from a wildcard, and no proof that nothing closer is there. We are right.",
            at => (at.FlawedAt(RecordType.DS, SetFlawKind.FewerLabels) || at.ActedAt(RecordType.DS, ReplyActKind.FewerLabels)) && at.Because(ReasonKind.DelegationFromWildcard)),
        new("RSA signature with an octet more", "rs ri", "RFC 5702 section 3",
            "The signature is as long as the modulus; Unbound lets zeros before it pass. We are right.",
            at => at.Flawed(SetFlawKind.Padded) && at.Because(ReasonKind.SignatureWrong)),
        new("labels above the signer", "rs ri", "RFC 4034 section 3.1.3",
            "A signature that counts fewer labels than its signer has would be for a wildcard above its zone; Unbound does not compare the two. We are right.",
            at => at.Because(ReasonKind.SignatureTooFewLabels) && (at.Flawed(SetFlawKind.FewerLabels) || at.ActedAnywhere(ReplyActKind.FewerLabels))),
        new("other CNAME below a DNAME", "rs ri", "RFC 6672 section 5.3.1",
            "The CNAME must be what the DNAME makes of the name. Unbound makes its own and goes on; both is safe.",
            at => at.Because(ReasonKind.AliasNotFromRedirection) && at.IsRedirected && at.Acted()),
        new("section", "rs ri", "RFC 1034 section 3.7",
            "What answers stands in the answer section. Unbound takes DS and DNSKEY from wherever they stand; both is safe, as they are signed.",
            at => at.ActedAnywhere(ReplyActKind.SwapSections)),
        new("signer above", "rs ri is", "RFC 4035 section 5.3.1",
            "The signer must be the zone that holds the set; Unbound believes whoever signed, if he stands above. We are right.",
            at => at.HasForeignSigner || ((at.Flawed(SetFlawKind.SignedAbove) || at.ActedAnywhere(ReplyActKind.SignedByOther)) && at.Because([.. BySignature, .. ByDenial, .. ByKeys, ReasonKind.OptOutDelegation, ReasonKind.InsecureDelegation]))),
        new("no cut shown", "rs ri", "RFC 4035 section 5.3.1",
            "The signer must be the zone that holds the set. The record that would show that no other zone begins at the name is missing or damaged, and Unbound does not ask. We are right; a sound zone has that record.",
            at => at.HasCutFlaw && at.Because([.. ByDenial, .. BySignature])),
        new("cut by a false bit", "is ir", "RFC 6840 section 4.4",
            "The zone's own denial record says NS without SOA and DS: an unsigned delegation, in which what the zone above signed counts for nothing. Unbound does not ask. A sound zone has no such bit.",
            at => at.Because(ReasonKind.InsecureDelegation) && (at.FlawedAt(RecordType.NSEC, SetFlawKind.BitAdded) || at.FlawedAt(RecordType.NSEC3, SetFlawKind.BitAdded))),
        new("behind an insecure alias", "ri", "RFC 4035 section 5.5",
            "What the alias leads to is signed and fails. Unbound may call the whole insecure when the first link is; here a set that fails is never handed out. We are right.",
            at => at.HasAlias && at.IsBelowInsecurity && at.Because([.. ByDenial, .. BySignature, .. ByKeys])),
        new("signatures asked for", "ri rs", "RFC 4035 section 2.2",
            "Signatures are not signed, so nothing can be said of them; that the zone is unsigned is proved by nobody. We are right.",
            at => at.Question.Type == RecordType.RRSIG),
        new("alias asked for below a DNAME", "sr ir", "RFC 6672 section 5.3.1",
            "A sound DNAME and a CNAME that follows from it are proof; asked for the CNAME or a DNAME itself, Unbound wants the CNAME signed. We are right.",
            at => at.IsRedirected && at.Question.Type is RecordType.CNAME or RecordType.DNAME),
        new("code", "sr ir ss si", "RFC 4035 section 5.4",
            "The response code is not signed; the records prove what there is and what is not, and lead to the right code. Unbound refuses a code that does not fit. Both is safe.",
            at => at.ActedAnywhere(ReplyActKind.ChangeCode) || at.HasOtherCode),
        new("every record twice", "sr ir", "RFC 2181 section 5",
            "Two equal records are one; Unbound gives up on two equal DNAME records. We are right.",
            at => at.Acted(ReplyActKind.Twice) && at.IsRedirected),
        new("two NSEC records of one name", "sr ir", "RFC 4035 section 5.3.2",
            "At a cut both zones may have an NSEC of the name, so each is judged alone; Unbound takes the two for one set. We are right.",
            at => at.HasTwoNsec),
        new("sets that nothing rests on", "sr ir", "RFC 4035 section 4.3",
            "A status belongs to a record set. What fails and is not needed for the answer, an SOA or foreign records, is dropped here; Unbound drops the answer. Both is safe.",
            at => at.HasSpareSet),
        new("signatures in an unsigned zone", "ir", "RFC 4035 section 4.3",
            "Below an unsigned delegation sets may be signed or not, and cannot be false; Unbound tries the signatures. We are right.",
            at => at.IsBelowInsecurity && at.IsOdd),
    ];
}
