namespace DaneCore.Resolver.Validation.Explaining;

/// <summary>Who can mend a failure, and how: one sentence that person can act on.</summary>
/// <param name="Who">Who can.</param>
/// <param name="How">What to do; safe to show.</param>
public sealed record Mending(Mender Who, string How)
{
    /// <summary>Who, in words.</summary>
    public string WhoText => Who switch
    {
        Mender.ZoneOwner => "the owner of the zone",
        Mender.ParentZone => "the zone above, or the registrar that hands it DS records",
        Mender.UpstreamServer => "the server asked, or whoever chose it",
        Mender.LocalClock => "this machine's clock",
        Mender.LocalSettings => "the settings here",
        _ => "nobody: nothing is broken",
    };
}
