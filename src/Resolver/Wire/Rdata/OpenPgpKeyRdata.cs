using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>An OpenPGP key (RFC 7929 section 2.1). Its form is not looked into.</summary>
public sealed class OpenPgpKeyRdata(ReadOnlyMemory<byte> key) : Rdata
{
    /// <inheritdoc/>
    public override RecordType Type => RecordType.OPENPGPKEY;

    /// <summary>The transferable public key.</summary>
    public ReadOnlyMemory<byte> Key { get; } = key.ToArray();

    /// <inheritdoc/>
    public override string ToString() => Key.IsEmpty ? ToGenericText() : Convert.ToBase64String(Key.Span);

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out OpenPgpKeyRdata? data)
    {
        data = new OpenPgpKeyRdata(reader.TakeRest().ToArray());
        return true;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out OpenPgpKeyRdata? data)
    {
        data = null;
        if (!fields.TryReadBase64Rest("key", out byte[]? key))
        {
            return false;
        }

        data = new OpenPgpKeyRdata(key);
        return true;
    }

    internal override void Write(ref WireWriter writer) => writer.WriteOctets(Key.Span);
}
