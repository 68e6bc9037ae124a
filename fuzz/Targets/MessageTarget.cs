using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// A DNS message. What was read is written, read again and the same; every record has a text that reads back; and what a signature covers does not
/// depend on the order in which records came.
/// </summary>
internal sealed class MessageTarget : IFuzzTarget
{
    public string Name => "Message";

    public IReadOnlyList<string> Parts { get; } =
    [
        "Resolver.Wire.Message", "Resolver.Wire.WireReader", "Resolver.Wire.WireWriter", "Resolver.Wire.Rdata", "Resolver.Wire.RecordSet",
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        "\xC0\x0C", "\xC0\x00", "\x00\x00\x29\x04\xD0\x00\x00\x80\x00\x00\x00", "\x00\x2E\x00\x01", "\x00\x2F\x00\x01", "\x00\x32\x00\x01",
        "\x00\x34\x00\x01", "\x00\x40\x00\x01", "\x00\x10\x00\x01", "\x00\x27\x00\x01", "\x07example\x00",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (!Message.TryRead(input, out Message? message, out WireFault fault))
        {
            BrokenPromiseException.Unless(fault != WireFault.None, "what is refused has a fault");
            return;
        }

        // Names that were compressed against anything may need more room than there is.
        byte[] space = new byte[Message.MaxLength];
        if (!message.TryWrite(space, out int length))
        {
            return;
        }

        BrokenPromiseException.Unless(
            Message.TryRead(space.AsSpan(0, length), out Message? again, out WireFault why), $"what is written is read: {why}");
        BrokenPromiseException.Unless(
            again!.Id == message.Id && again.Flags == message.Flags && again.Opcode == message.Opcode && again.Code == message.Code,
            "the header is the same");
        BrokenPromiseException.Unless(again.Questions.SequenceEqual(message.Questions), "the questions are the same");
        Same(message.Answer, again.Answer);
        Same(message.Authority, again.Authority);
        Same(message.Additional, again.Additional);
        BrokenPromiseException.Unless((again.Edns is null) == (message.Edns is null), "EDNS is the same");
        foreach (RecordSet set in RecordSet.Group([.. message.Answer, .. message.Authority]))
        {
            Ordered(set);
        }

        foreach (ResourceRecord record in message.Answer.Concat(message.Authority))
        {
            RecordTextTarget.ReadsBack(record);
        }
    }

    // RFC 4034 section 6.3: the canonical order is total, so that both ends hash the same octets.
    private static void Ordered(RecordSet set)
    {
        var turned = RecordSet.Create(set.Owner, set.Type, set.Ttl, set.Data.Reverse(), @class: set.Class);
        // One with more labels than the name has is refused before (RFC 4035 section 5.3.1).
        foreach (RrsigRdata signature in set.Signatures.Where(signature => signature.Labels <= set.Owner.LabelCount))
        {
            BrokenPromiseException.Unless(CanonicalForm.Of(set, signature).SequenceEqual(CanonicalForm.Of(turned, signature)), "a signature covers records in any order");
        }
    }

    private static void Same(IReadOnlyList<ResourceRecord> read, IReadOnlyList<ResourceRecord> again) =>
        BrokenPromiseException.Unless(read.SequenceEqual(again), "the records are the same");
}
