namespace DaneCore.Resolver.Validation;

/// <summary>What a node of the evidence tree is about.</summary>
public enum EvidenceKind
{
    /// <summary>A step that only holds others together.</summary>
    Step = 0,

    /// <summary>A trust anchor.</summary>
    Anchor,

    /// <summary>A DS record that names a key of the child.</summary>
    Delegation,

    /// <summary>The keys of a zone.</summary>
    ZoneKeys,

    /// <summary>A signature over a record set.</summary>
    Signature,

    /// <summary>A proof that something does not exist.</summary>
    Denial,

    /// <summary>An alias that was followed.</summary>
    Alias,

    /// <summary>A proof that a zone is not signed.</summary>
    InsecureDelegation,

    /// <summary>Something that was not proved, and why it was let pass or not.</summary>
    Gap,
}
