namespace DaneCore.Stress.Differential.Cases;

/// <summary>What is done to a reply on its way.</summary>
internal enum ReplyActKind
{
    /// <summary>No signature is left.</summary>
    StripSignatures = 0,

    /// <summary>No signature over the denial records is left, or none over the others.</summary>
    StripSomeSignatures,

    /// <summary>No NSEC and NSEC3 is left.</summary>
    StripDenial,

    /// <summary>One set is taken out, with its signatures.</summary>
    RemoveSet,

    /// <summary>One record is taken out.</summary>
    RemoveRecord,

    /// <summary>Answer and authority change places.</summary>
    SwapSections,

    /// <summary>NXDOMAIN becomes NOERROR and the other way round.</summary>
    ChangeCode,

    /// <summary>SERVFAIL instead of everything.</summary>
    Fail,

    /// <summary>NOERROR and nothing in it.</summary>
    Empty,

    /// <summary>One bit of one record's data, signatures included, is turned.</summary>
    FlipBit,

    /// <summary>Every record twice.</summary>
    Twice,

    /// <summary>Every section backwards.</summary>
    Backwards,

    /// <summary>Sets of another reply are added, each to its section.</summary>
    AddOther,

    /// <summary>The reply to another question.</summary>
    AnswerAsOther,

    /// <summary>The answer to another question, under the name of this one.</summary>
    OtherRenamed,

    /// <summary>The proofs of another reply instead of those that belong here.</summary>
    OtherAuthority,

    /// <summary>The answer is gone; what is left is the authority of another reply, and its code.</summary>
    OtherDenial,

    /// <summary>A set is changed and signed by a zone that does not hold it, in its own name.</summary>
    SignedByOther,

    /// <summary>The same in the name of the zone that does.</summary>
    SignedInOtherName,

    /// <summary>Every signature over the answer counts fewer labels.</summary>
    FewerLabels,

    /// <summary>A signed set gets a record that was not signed.</summary>
    ExtraRecord,

    /// <summary>An unsigned set about something else is added to the answer or to the authority.</summary>
    ExtraSet,

    /// <summary>An unsigned alias instead of the answer.</summary>
    UnsignedAlias,

    /// <summary>The denial says that the name is a delegation without DS.</summary>
    DelegationBits,

    /// <summary>Every NSEC3 says opt-out.</summary>
    OptOutBits,

    /// <summary>TTLs are raised.</summary>
    HigherTtl,

    /// <summary>TTLs are lowered.</summary>
    LowerTtl,

    /// <summary>The CNAME that a DNAME made leads elsewhere, or is gone.</summary>
    OtherSynthesis,

    /// <summary>Owners in capitals.</summary>
    Capitals,

    /// <summary>AD is set.</summary>
    Authentic,
}
