namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>Every scenario there is, topic by topic.</summary>
internal static class AllScenarios
{
    public static IEnumerable<ScenarioFile> All() =>
    [
        .. Signatures.All(),
        .. SignatureShapes.All(),
        .. OctetShapes.All(),
        .. KeyShapes.All(),
        .. DelegationShapes.All(),
        .. Delegations.All(),
        .. Denials.All(),
        .. NsecShapes.All(),
        .. Nsec3Shapes.All(),
        .. MinimalDenials.All(),
        .. Aliases.All(),
        .. Messages.All(),
        .. PrivateNames.All(),
    ];
}
