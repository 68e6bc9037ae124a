using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>An address: A (RFC 1035 section 3.4.1) or AAAA (RFC 3596 section 2.2), by its family.</summary>
public sealed class AddressRdata : Rdata
{
    private const int ShortLength = 4;
    private const int LongLength = 16;

    /// <summary>Carries the address; the scope of an IPv6 address is dropped, since no record holds one.</summary>
    public AddressRdata(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = new IPAddress(address.GetAddressBytes());
    }

    /// <inheritdoc/>
    public override RecordType Type =>
        Address.AddressFamily == AddressFamily.InterNetwork ? RecordType.A : RecordType.AAAA;

    /// <summary>The address.</summary>
    public IPAddress Address { get; }

    /// <inheritdoc/>
    public override string ToString() => Address.ToString();

    internal static bool TryRead(RecordType type, ref WireReader reader, [NotNullWhen(true)] out AddressRdata? data)
    {
        data = null;
        if (!reader.TryTake(type == RecordType.A ? ShortLength : LongLength, out ReadOnlySpan<byte> octets) || !reader.TryFinish())
        {
            return false;
        }

        data = new AddressRdata(new IPAddress(octets));
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        Span<byte> octets = stackalloc byte[LongLength];
        Address.TryWriteBytes(octets, out int length);
        writer.WriteOctets(octets[..length]);
    }
}
