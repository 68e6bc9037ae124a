using DaneCore.Resolver.Wire;

namespace DaneCore.Fuzz.Targets;

/// <summary>The options of an OPT record. Read in any message they are written and read back the same; texts in them have no control characters to show.</summary>
internal sealed class EdnsTarget : IFuzzTarget
{
    public string Name => "Edns";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Wire.Edns", "Resolver.Wire.EdnsOption", "Resolver.Wire.ExtendedError"];

    public IReadOnlyList<string> Words { get; } =
        ["\x00\x0F\x00\x02\x00\x07", "\x00\x0F\x00\x00", "\x00\x0F\x00\x01\x00", "\x00\x0A\x00\x08", "\x00\x0C\x00\x04\x00\x00\x00\x00", "\x00\x0B\x00\x02\x00\x64", "\xFF\xFF\xFF\xFF", "\x00\x0F\x00\x05\x00\x16\x1B[2"];

    public void Run(ReadOnlySpan<byte> input)
    {
        // The header of a reply with one OPT record; its length is what the input has.
        byte[] octets = [0, 1, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 41, 0x04, 0xD0, 0, 0, 0x80, 0, (byte)((input.Length >> 8) & 0xFF), (byte)(input.Length & 0xFF), .. input];
        if (octets.Length > Message.MaxLength || !Message.TryRead(octets, out Message? message, out _))
        {
            return;
        }

        BrokenPromiseException.Unless(message.Edns is not null, "an OPT record is EDNS");
        byte[] again = message.ToWire();
        BrokenPromiseException.Unless(octets.AsSpan().SequenceEqual(again), "options are written as they were read");
        foreach (ExtendedError error in message.Edns!.ExtendedErrors)
        {
            BrokenPromiseException.Unless(error.Text.Length <= input.Length, "a text is no longer than its option");
        }
    }
}
