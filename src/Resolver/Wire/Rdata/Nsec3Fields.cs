namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>The fields of an NSEC3 where they stand (RFC 5155 section 3.2); <see cref="Nsec3Rdata"/> has the layout, and is made of them.</summary>
internal readonly ref struct Nsec3Fields
{
    public byte HashAlgorithm { get; private init; }

    public byte Flags { get; private init; }

    public ushort Iterations { get; private init; }

    public ReadOnlySpan<byte> Salt { get; private init; }

    public ReadOnlySpan<byte> NextHash { get; private init; }

    /// <summary>A type bitmap in the form of RFC 4034 section 4.1.2.</summary>
    public ReadOnlySpan<byte> Types { get; private init; }

    public static bool TryRead(scoped ref WireReader reader, out Nsec3Fields fields)
    {
        fields = default;
        if (!reader.TryReadByte(out byte hashAlgorithm)
            || !reader.TryReadByte(out byte flags)
            || !reader.TryReadUInt16(out ushort iterations)
            || !reader.TryTakeCounted(out ReadOnlySpan<byte> salt)
            || !reader.TryTakeCounted(out ReadOnlySpan<byte> nextHash))
        {
            return false;
        }

        // RFC 5155 section 3.1.6: the length of the hash is 1 to 255.
        if (nextHash.IsEmpty)
        {
            return reader.Fail(WireFault.BadRdata);
        }

        ReadOnlySpan<byte> types = reader.TakeRest();
        if (!TypeBitmap.IsWellFormed(types))
        {
            return reader.Fail(WireFault.BadTypeBitmap);
        }

        fields = new Nsec3Fields
        {
            HashAlgorithm = hashAlgorithm,
            Flags = flags,
            Iterations = iterations,
            Salt = salt,
            NextHash = nextHash,
            Types = types,
        };
        return true;
    }
}
