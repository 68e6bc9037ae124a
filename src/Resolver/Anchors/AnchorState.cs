namespace DaneCore.Resolver.Anchors;

/// <summary>What a key is to a resolver that follows its zone (RFC 5011 section 4.2). A key not kept at all is in the state Start.</summary>
public enum AnchorState
{
    /// <summary>Not known, so not trusted.</summary>
    Start = 0,

    /// <summary>Seen, and waiting for its hold-down to pass; not trusted yet.</summary>
    AddPend,

    /// <summary>Trusted, and in the last set seen, or given from the start.</summary>
    Valid,

    /// <summary>Trusted, though the last set seen lacked it.</summary>
    Missing,

    /// <summary>Revoked by its own signature; never trusted again.</summary>
    Revoked,

    /// <summary>Revoked, and long gone from the zone; kept so that it is known if it comes back.</summary>
    Removed,
}
