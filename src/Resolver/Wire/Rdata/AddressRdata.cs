using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using DaneCore.Resolver.Wire.Text;

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
        if (!reader.TryTake(type == RecordType.A ? ShortLength : LongLength, out ReadOnlySpan<byte> octets)
            || !reader.TryFinish())
        {
            return false;
        }

        data = new AddressRdata(new IPAddress(octets));
        return true;
    }

    internal static bool TryParse(RecordType type, FieldReader fields, [NotNullWhen(true)] out AddressRdata? data)
    {
        data = null;
        if (!fields.TryReadRaw("address", out string? text) || !fields.TryFinish())
        {
            return false;
        }

        if (!TryParseAddress(text, type, out IPAddress? address))
        {
            return fields.Fail($"{QuotedText.Of(text)} is no {(type == RecordType.A ? "IPv4" : "IPv6")} address");
        }

        data = new AddressRdata(address);
        return true;
    }

    /// <summary>
    /// Reads an address in its usual form only; the platform takes many more, as <c>0x7f.1</c> and <c>fe80::1%eth0</c>.
    /// </summary>
    internal static bool TryParseAddress(string text, RecordType type, [NotNullWhen(true)] out IPAddress? address)
    {
        if (type == RecordType.A)
        {
            return IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetwork
                && string.Equals(text, address.ToString(), StringComparison.Ordinal);
        }

        address = null;
        return text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')
            && IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    internal override void Write(ref WireWriter writer)
    {
        Span<byte> octets = stackalloc byte[LongLength];
        Address.TryWriteBytes(octets, out int length);
        writer.WriteOctets(octets[..length]);
    }
}
