using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// The data of one record. Equality is that of the octets in canonical form (RFC 4034 section 6), so two records of a
/// set that DNS counts as one are equal here. Immutable.
/// </summary>
#pragma warning disable CA1724, MA0049 // the RFCs have one word for this, and the folder holds its kinds
public abstract class Rdata : IEquatable<Rdata>
#pragma warning restore CA1724, MA0049
{
    // Two octets of RDLENGTH: no record data is longer.
    internal const int MaxLength = ushort.MaxValue;

    private byte[]? _wire;
    private byte[]? _canonical;

    private protected Rdata()
    {
    }

    /// <summary>The type this data belongs to.</summary>
    public abstract RecordType Type { get; }

    /// <summary>The octets as they stand in a zone: names uncompressed, case kept.</summary>
    public ReadOnlySpan<byte> ToWire() => _wire ??= Written(canonical: false);

    /// <summary>The octets a signature covers: names of the types RFC 4034 section 6.2 lists in lower case.</summary>
    public ReadOnlySpan<byte> ToCanonicalWire() => _canonical ??= Written(canonical: true);

    /// <summary>Presentation format, as in a zone file; names absolute.</summary>
    public abstract override string ToString();

    /// <summary>
    /// Reads presentation format; names without a final dot count as absolute. <paramref name="why"/> says what is
    /// wrong.
    /// </summary>
    public static bool TryParse(
        RecordType type, string text, [NotNullWhen(true)] out Rdata? data, [NotNullWhen(false)] out string? why)
    {
        ArgumentNullException.ThrowIfNull(text);
        data = null;
        ZoneFileLexer lexer = new(text);
        if (!lexer.TryReadEntry(out ZoneFileEntry? entry))
        {
            why = lexer.Why ?? "the data is missing";
            return false;
        }

        if (lexer.TryReadEntry(out _) || lexer.Why is not null)
        {
            why = lexer.Why ?? "the data goes on after its line";
            return false;
        }

        return RecordText.TryParse(type, entry.Fields, DomainName.Root, out data, out why);
    }

    /// <inheritdoc/>
    public bool Equals(Rdata? other) =>
        other is not null && Type == other.Type && ToCanonicalWire().SequenceEqual(other.ToCanonicalWire());

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Rdata);

    /// <inheritdoc/>
    public sealed override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Type);
        hash.AddBytes(ToCanonicalWire());
        return hash.ToHashCode();
    }

    /// <summary>
    /// False for data that a caller made longer than a record can be; data read from a message always fits.
    /// </summary>
    internal bool FitsRecord => (_wire ??= TryWritten(canonical: false)) is not null;

    /// <summary>
    /// Writes the data. Names go through <see cref="WireWriter.WriteName"/> only for the types of RFC 1035, which may
    /// be compressed.
    /// </summary>
    internal abstract void Write(ref WireWriter writer);

    /// <summary>
    /// Writes the canonical form; differs from <see cref="Write"/> for types with names that are lower-cased.
    /// </summary>
    internal virtual void WriteCanonical(ref WireWriter writer) => Write(ref writer);

    /// <summary>RFC 3597 section 5: <c>\# length hex</c>, for what the form of the type cannot express.</summary>
    private protected string ToGenericText()
    {
        ReadOnlySpan<byte> octets = ToWire();
        return octets.IsEmpty
            ? @"\# 0"
            : string.Create(CultureInfo.InvariantCulture, $@"\# {octets.Length} {Convert.ToHexString(octets)}");
    }

    private byte[] Written(bool canonical) =>
        TryWritten(canonical)
        ?? throw new InvalidOperationException($"Data of type {RecordTypes.ToText(Type)} is longer than {MaxLength} octets.");

    private byte[]? TryWritten(bool canonical)
    {
        // Two names of 255 octets and their numbers fit into the first space, which costs no allocation: two pointers in a message may
        // become as much. Beyond it, data is as long in the message.
        Span<byte> space = stackalloc byte[1024];
        while (true)
        {
            WireWriter writer = new(space);
            if (canonical)
            {
                WriteCanonical(ref writer);
            }
            else
            {
                Write(ref writer);
            }

            if (!writer.Overflowed)
            {
                return writer.Written.ToArray();
            }

            if (space.Length == MaxLength)
            {
                return null;
            }

            space = new byte[MaxLength];
        }
    }
}
