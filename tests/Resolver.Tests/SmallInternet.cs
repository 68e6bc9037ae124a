using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests;

/// <summary>
/// A root, <c>lab.</c>, <c>example.lab.</c> (all signed) and <c>plain.lab.</c> (not signed): enough to drive a lookup
/// through every floor. Cut from nothing but text and seeds, so it is the same in every run.
/// </summary>
internal static class SmallInternet
{
    public static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    public static readonly Question Www = new(DomainName.Parse("www.example.lab"), RecordType.A);

    public static readonly Question Plain = new(DomainName.Parse("www.plain.lab"), RecordType.A);

    private static readonly SignedZone Example = Sign("example.lab", "www A 192.0.2.1\nalias CNAME www\n");

    private static readonly SignedZone Unsigned = SignedZone.AsIs(ZoneContent.Parse("plain.lab", "www A 192.0.2.2\n"));

    private static readonly SignedZone Lab = ZoneSigner.Sign(
        ZoneContent.Parse("lab", "example NS ns1.example\nns1.example A 192.0.2.53\nplain NS ns1.plain\nns1.plain A 192.0.2.54\n")
            .With(Example.DelegationSigners(DigestType.Sha256)),
        Plan("lab"));

    private static readonly SignedZone Root = ZoneSigner.Sign(
        ZoneContent.Parse(".", "lab NS ns1.lab\nns1.lab A 192.0.2.55\n").With(Lab.DelegationSigners(DigestType.Sha256)), Plan("."));

    public static ZoneSet Zones { get; } = new(Root, Lab, Example, Unsigned);

    public static TrustAnchorSet Anchors { get; } = new(
        [TrustAnchor.FromKey(DomainName.Root, Root.Keys.First())]);

    /// <summary>Options that stand at <see cref="Now"/>, with a clock that only moves when told to.</summary>
    public static ResolverOptions Options(FakeTimeProvider? clock = null) =>
        new() { Anchors = Anchors, Clock = clock ?? new FakeTimeProvider(Now) };

    private static SignedZone Sign(string apex, string text) => ZoneSigner.Sign(ZoneContent.Parse(apex, text), Plan(apex));

    private static SigningPlan Plan(string seed) => SigningPlan.Simple(seed, Now.AddDays(-7), Now.AddDays(7));
}
