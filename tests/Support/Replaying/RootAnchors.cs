using DaneCore.Resolver.Validation;

namespace DaneCore.Support.Replaying;

/// <summary>The root's anchors as they were published at an instant.</summary>
internal static class RootAnchors
{
    // The key of 2010 signed until 2018-10-11; the one of 2017 was published as an anchor from 2017-02-02 on.
    private static readonly DateTimeOffset Rollover = new(2018, 10, 11, 16, 0, 0, TimeSpan.Zero);

    private static readonly TrustAnchorSet Of2010 = Parse(
        ". 0 IN DS 19036 8 2 49AAC11D7B6F6446702E54A1607371607A1A41855200FD2CE1CDDE32F24E8FB5");

    public static TrustAnchorSet At(DateTimeOffset instant) => instant < Rollover ? Of2010 : TrustAnchorSet.Iana;

    /// <summary>Anchors as DS or DNSKEY lines.</summary>
    public static TrustAnchorSet Parse(string text) =>
        TrustAnchorSet.TryParse(text, out TrustAnchorSet? anchors, out string? why) ? anchors : throw new InvalidDataException(why);
}
