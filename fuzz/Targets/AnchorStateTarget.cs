using System.Security.Cryptography;
using System.Text;
using DaneCore.Resolver.Anchors;

namespace DaneCore.Fuzz.Targets;

/// <summary>The file of followed anchors, sealed anew so that mutations get past its digest. What is read is written back the same way.</summary>
internal sealed class AnchorStateTarget : IFuzzTarget
{
    private const string EndMark = ";; end ";

    public string Name => "AnchorState";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Anchors.AnchorStateText"];

    public IReadOnlyList<string> Words { get; } =
        ["; danecore-anchors 1\n", ";; zone . ", "seen=-", " ;; state=Valid ", "state=AddPend", " valid-until=2027-01-11T00:00:00Z", "since=2025-01-01T00:00:00Z", "under=", ". 0 IN DNSKEY 257 3 13 ", "; ", "\n"];

    public void Run(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        int end = text.LastIndexOf("\n" + EndMark, StringComparison.Ordinal);
        string body = end < 0 ? text : text[..(end + 1)];
        foreach (string candidate in (string[])[text, $"{body}{EndMark}{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\n"])
        {
            if (!AnchorStateText.TryRead(candidate, out IReadOnlyList<TrackedZone>? zones, out string? why))
            {
                BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
                continue;
            }

            string written = AnchorStateText.Write(zones);
            BrokenPromiseException.Unless(
                AnchorStateText.TryRead(written, out IReadOnlyList<TrackedZone>? again, out _) && AnchorStateText.Write(again) == written,
                "what is read can be written and read");
            BrokenPromiseException.Unless(zones.All(zone => zone.Keys.Count is > 0 and <= AnchorTransition.MostKeys), "a zone has keys, and not too many");
        }
    }
}
