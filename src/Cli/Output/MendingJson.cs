using DaneCore.Resolver.Validation.Explaining;

namespace DaneCore.Cli.Output;

/// <summary>Who can mend a failure, and how.</summary>
internal sealed record MendingJson(string Who, string How)
{
    public static MendingJson? From(Mending? mending) => mending is null ? null : new MendingJson(WhoOf(mending.Who), mending.How);

    private static string WhoOf(Mender who) => who switch
    {
        Mender.ZoneOwner => "zone-owner",
        Mender.ParentZone => "parent-zone",
        Mender.UpstreamServer => "upstream-server",
        Mender.LocalClock => "local-clock",
        Mender.LocalSettings => "local-settings",
        _ => "nobody",
    };
}
