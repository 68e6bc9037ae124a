namespace DaneCore.Dane.Rules;

/// <summary>How near a path came, farthest first.</summary>
internal enum PathFailureRank
{
    /// <summary>The next issuer was not sent, or the path ends elsewhere.</summary>
    NoIssuer = 0,

    /// <summary>A signature does not hold.</summary>
    Signature,

    /// <summary>A certificate may not do what it does here.</summary>
    NotAllowed,

    /// <summary>The path is good but for a constraint on it as a whole.</summary>
    Constraint,

    /// <summary>A certificate is not valid yet.</summary>
    NotYetValid,

    /// <summary>A certificate has expired.</summary>
    Expired,

    /// <summary>The search was cut off, so nothing else may be concluded.</summary>
    Limit,
}
