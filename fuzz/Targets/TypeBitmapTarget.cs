using DaneCore.Resolver.Wire;

namespace DaneCore.Fuzz.Targets;

/// <summary>The type bitmap of NSEC and NSEC3. Only the one canonical form is taken, so the types make the same octets again.</summary>
internal sealed class TypeBitmapTarget : IFuzzTarget
{
    public string Name => "TypeBitmap";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Wire.TypeBitmap"];

    public IReadOnlyList<string> Words { get; } = ["\x00\x06\x40\x01\x00\x00\x00\x03", "\x00\x01\x00", "\x01\x01\x40", "\x00\x20", "\xFF\x20", "\x00\x00"];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (!TypeBitmap.TryRead(input, out TypeBitmap bitmap, out WireFault fault))
        {
            BrokenPromiseException.Unless(fault != WireFault.None, "what is refused has a fault");
            return;
        }

        Span<byte> space = stackalloc byte[256 * 34];
        WireWriter writer = new(space);
        TypeBitmap.Of(bitmap.Types).Write(ref writer);
        BrokenPromiseException.Unless(writer.Written.SequenceEqual(input), "the types make the same octets");
        BrokenPromiseException.Unless(bitmap.Types.All(bitmap.Contains), "every type listed is found");
    }
}
