using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Fuzz.Targets;

/// <summary>IANA's XML of trust anchors. What is taken has a key, of one zone, each with its first day; and written as a zone file it is read the same.</summary>
internal sealed class RootAnchorsXmlTarget : IFuzzTarget
{
    private static readonly DateTimeOffset[] Instants = [DateTimeOffset.MinValue, new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MaxValue];

    public string Name => "RootAnchorsXml";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Anchors.RootAnchorsXml"];

    public IReadOnlyList<string> Words { get; } =
    [
        "<TrustAnchor>", "</TrustAnchor>", "<Zone>.</Zone>", "<KeyDigest validFrom=\"2017-02-02T00:00:00+00:00\">", "</KeyDigest>", " validUntil=\"2027-01-11T00:00:00Z\"",
        "<KeyTag>20326</KeyTag>", "<Algorithm>8</Algorithm>", "<DigestType>2</DigestType>", "<Digest>00</Digest>", "<PublicKey>AwEAAQ==</PublicKey>", "<Flags>257</Flags>",
        "<?xml version=\"1.0\" encoding=\"utf-7\"?>", "encoding=\"utf-16\"", "encoding=\"x\"", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "&#xFFFF;", "<![CDATA[", "]]>", "<!--", "-->",
        "xmlns=\"x\"", "\xFF\xFE", "\xEF\xBB\xBF", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (!RootAnchorsXml.TryRead(input, out TrustAnchorSet? anchors, out string? why))
        {
            BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
            return;
        }

        BrokenPromiseException.Unless(anchors.Anchors.Count > 0, "a set has an anchor");
        BrokenPromiseException.Unless(anchors.Anchors.All(anchor => anchor is { Data: DsRdata, ValidFrom: not null }), "an anchor is a digest, and says from when it may be used");
        BrokenPromiseException.Unless(anchors.Anchors.DistinctBy(anchor => anchor.Zone).Count() == 1, "the anchors are of one zone");
        BrokenPromiseException.Unless(
            anchors.Anchors.All(anchor => Instants.All(instant => !anchor.IsValidAt(instant) || (anchor.ValidFrom <= instant && !(anchor.ValidUntil <= instant)))),
            "an anchor is used within its time only");
        string text = string.Concat(anchors.Anchors.Select(anchor => $"{anchor.Zone} IN DS {anchor.Data}\n"));
        BrokenPromiseException.Unless(
            TrustAnchorSet.TryParse(text, out TrustAnchorSet? again, out _) && again.Anchors.Select(anchor => anchor.Data).SequenceEqual(anchors.Anchors.Select(anchor => anchor.Data)),
            "what is read can be written and read");
    }
}
