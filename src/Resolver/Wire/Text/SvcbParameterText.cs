using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// One parameter of a service binding as text: <c>key</c>, <c>key=value</c> or <c>key="value"</c>
/// (RFC 9460 section 2.1).
/// </summary>
internal static class SvcbParameterText
{
    private const string UnknownPrefix = "key";

    // RFC 9460 section 14.3.2 and RFC 9461 section 5, by number.
    private static readonly string[] Names =
        ["mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath"];

    public static string ToText(SvcbParameter parameter)
    {
        string key = KeyText(parameter.Key);
        ReadOnlySpan<byte> value = parameter.Value.Span;
        return parameter.Key switch
        {
            SvcbParameter.NoDefaultAlpn => key,
            SvcbParameter.Mandatory =>
                $"{key}={string.Join(',', Cut(value, sizeof(ushort)).Select(octets => KeyText(octets[0], octets[1])))}",
            SvcbParameter.Alpn => $"{key}={CharacterString.ToText(JoinProtocols(value))}",
            SvcbParameter.Port => string.Create(CultureInfo.InvariantCulture, $"{key}={(value[0] << 8) | value[1]}"),
            SvcbParameter.Ipv4Hint =>
                $"{key}={string.Join(',', Cut(value, 4).Select(octets => new IPAddress(octets)))}",
            SvcbParameter.Ipv6Hint =>
                $"{key}={string.Join(',', Cut(value, 16).Select(octets => new IPAddress(octets)))}",
            SvcbParameter.Ech => $"{key}=\"{Convert.ToBase64String(value)}\"",
            _ => $"{key}={CharacterString.ToText(value)}",
        };
    }

    public static bool TryParse(
        string field, [NotNullWhen(true)] out SvcbParameter? parameter, [NotNullWhen(false)] out string? why)
    {
        parameter = null;
        int equals = field.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? field : field[..equals];
        if (!TryParseKey(name, out ushort key))
        {
            why = $"parameter: {QuotedText.Of(name)} is no known key; others are written key123";
            return false;
        }

        if (!CharacterString.TryParse(equals < 0 ? [] : field.AsSpan(equals + 1), out byte[]? octets, out why))
        {
            return false;
        }

        // A key written by its number has its value in wire form, whether the key is known or not.
        bool isByNumber = name.StartsWith(UnknownPrefix, StringComparison.Ordinal);
        byte[]? value = octets;
        bool read = isByNumber || key == SvcbParameter.DohPath || TryParseValue(key, octets, out value);
        parameter = read ? new SvcbParameter(key, value) : null;
        if (parameter is { IsWellFormed: true })
        {
            return true;
        }

        parameter = null;
        why = $"parameter {name}: {QuotedText.Of(field.AsSpan(equals + 1))} is no value for it";
        return false;
    }

    private static bool TryParseValue(ushort key, byte[] octets, [NotNullWhen(true)] out byte[]? value)
    {
        // The values below are ASCII; anything else fails where it is read.
        string text = Encoding.Latin1.GetString(octets);
        value = null;
        switch (key)
        {
            case SvcbParameter.Mandatory:
                return TryParseKeys(text, out value);
            case SvcbParameter.Alpn:
                return TrySplitProtocols(octets, out value);
            case SvcbParameter.Port:
                bool isPort = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port);
                value = [(byte)(port >> 8), (byte)(port & byte.MaxValue)];
                return isPort;
            case SvcbParameter.Ipv4Hint:
                return TryParseAddresses(text, RecordType.A, out value);
            case SvcbParameter.Ipv6Hint:
                return TryParseAddresses(text, RecordType.AAAA, out value);
            case SvcbParameter.Ech:
                return FieldReader.TryDecodeBase64(text, out value);
            default:
                value = octets;
                return true;
        }
    }

    // RFC 9460 section 8: the list stands in any order in text, in ascending order on the wire.
    private static bool TryParseKeys(string text, [NotNullWhen(true)] out byte[]? value)
    {
        value = null;
        List<ushort> keys = [];
        foreach (string name in text.Split(','))
        {
            if (!TryParseKey(name, out ushort key))
            {
                return false;
            }

            keys.Add(key);
        }

        value = [.. keys.Order().SelectMany(key => (byte[])[(byte)(key >> 8), (byte)(key & byte.MaxValue)])];
        return true;
    }

    private static bool TryParseAddresses(string text, RecordType type, [NotNullWhen(true)] out byte[]? value)
    {
        value = null;
        List<byte> read = [];
        foreach (string one in text.Split(','))
        {
            if (!AddressRdata.TryParseAddress(one, type, out IPAddress? address))
            {
                return false;
            }

            read.AddRange(address.GetAddressBytes());
        }

        value = [.. read];
        return true;
    }

    // RFC 9460 appendix A.1: items are parted by commas; a comma or backslash inside one has a backslash before it.
    private static bool TrySplitProtocols(byte[] octets, [NotNullWhen(true)] out byte[]? value)
    {
        value = null;
        List<byte> read = [];
        List<byte> item = [];
        for (int i = 0; i <= octets.Length; i++)
        {
            if (i == octets.Length || octets[i] == (byte)',')
            {
                if (item.Count is 0 or > byte.MaxValue)
                {
                    return false;
                }

                read.Add((byte)item.Count);
                read.AddRange(item);
                item.Clear();
                continue;
            }

            if (octets[i] == (byte)'\\')
            {
                i++;
                if (i == octets.Length || octets[i] is not ((byte)',' or (byte)'\\'))
                {
                    return false;
                }
            }

            item.Add(octets[i]);
        }

        value = [.. read];
        return true;
    }

    private static byte[] JoinProtocols(ReadOnlySpan<byte> value)
    {
        List<byte> joined = [];
        for (int at = 0; at < value.Length; at += value[at] + 1)
        {
            if (at > 0)
            {
                joined.Add((byte)',');
            }

            foreach (byte octet in value.Slice(at + 1, value[at]))
            {
                if (octet is (byte)',' or (byte)'\\')
                {
                    joined.Add((byte)'\\');
                }

                joined.Add(octet);
            }
        }

        return [.. joined];
    }

    private static bool TryParseKey(string name, out ushort key)
    {
        key = (ushort)Math.Max(Array.IndexOf(Names, name), 0);
        if (string.Equals(Names[key], name, StringComparison.Ordinal))
        {
            return true;
        }

        bool isByNumber = name.StartsWith(UnknownPrefix, StringComparison.Ordinal);
        ReadOnlySpan<char> digits = isByNumber ? name.AsSpan(UnknownPrefix.Length) : [];

        // RFC 9460 section 2.1: the number has no zeros in front.
        return ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out key)
            && (digits[0] != '0' || digits.Length == 1);
    }

    private static string KeyText(byte high, byte low) => KeyText((ushort)((high << 8) | low));

    private static string KeyText(ushort key) =>
        key < Names.Length ? Names[key] : UnknownPrefix + key.ToString(CultureInfo.InvariantCulture);

    private static List<byte[]> Cut(ReadOnlySpan<byte> value, int size)
    {
        List<byte[]> pieces = [];
        for (int at = 0; at < value.Length; at += size)
        {
            pieces.Add(value.Slice(at, size).ToArray());
        }

        return pieces;
    }
}
