using System.Text;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Fuzz.Targets;

/// <summary>An anchor file. Nothing that holds no anchor is taken: trust never starts from an empty set. What is taken is written and read as the same anchors.</summary>
internal sealed class TrustAnchorTarget : IFuzzTarget
{
    public string Name => "TrustAnchor";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Validation.TrustAnchorSet", "Resolver.Validation.TrustAnchor"];

    public IReadOnlyList<string> Words { get; } = [". IN DS 20326 8 2 ", ". 172800 IN DNSKEY 257 3 8 ", "\n", ";", "(", ")", "example. DS 1 13 2 ", "385", "00"];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (TrustAnchorSet.TryParse(Encoding.UTF8.GetString(input), out TrustAnchorSet? anchors, out string? why))
        {
            BrokenPromiseException.Unless(anchors.Anchors.Count > 0, "a set has an anchor");
            string written = string.Concat(anchors.Anchors.Select(anchor => $"{anchor.Zone} IN {RecordTypes.ToText(anchor.Data.Type)} {anchor.Data}\n"));
            bool read = TrustAnchorSet.TryParse(written, out TrustAnchorSet? again, out string? fault);
            BrokenPromiseException.Unless(read, $"what is written is read: {fault}");
            BrokenPromiseException.Unless(again!.Anchors.Select(Bare).ToHashSet().SetEquals(anchors.Anchors.Select(Bare)), "and is the same anchors");
        }
        else
        {
            BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
        }
    }

    private static (DomainName, Rdata) Bare(TrustAnchor anchor) => (anchor.Zone, anchor.Data);
}
