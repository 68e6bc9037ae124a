using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// The CMS signature over IANA's anchors. Among the kept inputs is the true one, and nothing else is ever taken: whatever differs by an
/// octet, in parts that the signature does not cover too.
/// </summary>
internal sealed class AnchorSignatureTarget : IFuzzTarget
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Xml = File.ReadAllBytes(Corpus.Files("RootAnchorsXml").Single(file => Path.GetFileName(file) == "iana"));

    private static readonly byte[] True = File.ReadAllBytes(Corpus.Files("AnchorSignature").Single(file => Path.GetFileName(file) == "iana"));

    public string Name => "AnchorSignature";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Anchors.AnchorSignatureCheck"];

    public IReadOnlyList<string> Words { get; } =
    [
        "\x30\x80", "\x30\x82", "\x31\x82", "\xA0\x82", "\xA0\x80", "\x24\x80", "\x00\x00", "\x05\x00", "\x02\x01\x01", "\x02\x01\x03", "\x30\x84\xFF\xFF\xFF\xFF",
        "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01", "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01", "\x04\x20", "\x17\x0D",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        bool isTaken = AnchorSignatureCheck.TryRead(Xml, input, Now, out TrustAnchorSet? anchors, out string? why);
        BrokenPromiseException.Unless(isTaken ? anchors!.Anchors.Count > 0 : why!.Length > 0, "there are anchors or a reason");
        BrokenPromiseException.Unless(isTaken == input.SequenceEqual(True), "the true signature is taken, and nothing else");
    }
}
