namespace DaneCore.Resolver.Validation.Explaining;

/// <summary>Who can mend what keeps an answer from being secure.</summary>
public enum Mender
{
    /// <summary>Nobody in particular; for most of these nothing is broken.</summary>
    Nobody = 0,

    /// <summary>Who runs the zone in which the failure lies.</summary>
    ZoneOwner,

    /// <summary>Who runs the zone above it, or whoever hands DS records to it: often the registrar.</summary>
    ParentZone,

    /// <summary>Who runs the server that was asked, or whoever chose it.</summary>
    UpstreamServer,

    /// <summary>Who looks after the clock of this machine.</summary>
    LocalClock,

    /// <summary>Who configured the trust anchors and limits here.</summary>
    LocalSettings,
}
