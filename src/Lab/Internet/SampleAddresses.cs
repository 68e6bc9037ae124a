using System.Globalization;
using System.Net;

namespace DaneCore.Lab.Internet;

/// <summary>Hands out addresses of the documentation ranges (RFC 5737, RFC 3849), one or two per host.</summary>
internal sealed class SampleAddresses
{
    private int _given;

    /// <summary>An IPv4 address that nobody else has, and an IPv6 address if wanted.</summary>
    public IReadOnlyList<IPAddress> Next(bool bothFamilies)
    {
        _given++;
        var v4 = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"198.51.100.{_given}"));
        return bothFamilies
            ? [v4, IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"2001:db8::25:{_given:x}"))]
            : [v4];
    }
}
