using System.Globalization;
using DaneCore.Lab;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>Two copies of the whole root zone, each at its own time: every delegation's DS, or its absence, validates.</summary>
public sealed class RootZoneTests
{
    [Theory]
    [InlineData("2018-08-02", "2018-08-02T12:00:00Z", 1541, 1397, 144)]
    [InlineData("2023-11-05", "2023-11-05T12:00:00Z", 1458, 1350, 108)]
    public void Delegations_OfTheWholeRoot_Validate(string day, string instant, int delegations, int signed, int unsigned)
    {
        DateTimeOffset now = At(instant);

        ZoneSurveyResult result = ZoneSurvey.Of(Zone(day), RootAnchors.At(now), now);

        Assert.Empty(result.Failures);
        Assert.Equal((delegations, signed, unsigned), (result.Delegations, result.Signed, result.Unsigned));
        Assert.Equal(result.Delegations + result.ApexSets, result.Validated);
    }

    [Theory]
    [InlineData("2018-08-02", "2018-08-16T00:00:00Z")]
    [InlineData("2023-11-05", "2023-11-19T00:00:00Z")]
    public void Delegations_OfARootOutOfDate_NeverValidate(string day, string instant)
    {
        DateTimeOffset now = At(instant);

        ZoneSurveyResult result = ZoneSurvey.Of(Zone(day), RootAnchors.At(now), now);

        // The keys are signed for longer than the rest: their set is the only one that may still hold.
        Assert.InRange(result.Validated, 0, 1);
        Assert.All(result.Failures, failure => Assert.Contains("expired", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void Delegations_WithOneBitOfEachSignatureTurned_NeverValidate()
    {
        DateTimeOffset now = At("2023-11-05T12:00:00Z");
        SignedZone damaged = Zone("2023-11-05").Altered(set => set.Signatures.Count == 0 || set.Type == RecordType.DNSKEY
            ? set
            : Damaged(set));

        ZoneSurveyResult result = ZoneSurvey.Of(damaged, RootAnchors.At(now), now);

        Assert.Equal(1, result.Validated);
        Assert.Equal(result.Delegations + result.ApexSets - 1, result.Failures.Count);
        Assert.All(result.Failures, failure => Assert.Contains("Bogus", failure, StringComparison.Ordinal));
    }

    private static RecordSet Damaged(RecordSet set) => RecordSet.Create(
        set.Owner,
        set.Type,
        set.Ttl,
        set.Data,
        set.Signatures.Select(signature =>
            (Resolver.Wire.Rdata.RrsigRdata)OctetDamage.Of(new ResourceRecord(set.Owner, set.Class, set.Ttl, signature)).Data),
        set.Class);

    private static SignedZone Zone(string day)
    {
        string text = File.ReadAllText(RecordedChains.PathOf("rootzone", $"{day}.zone"));
        return ZoneContent.TryParse(text, out ZoneContent? content, out string? why) ? SignedZone.AsIs(content) : throw new InvalidDataException(why);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
