using System.Globalization;
using System.Net;

namespace DaneCore.Lab.Internet;

/// <summary>Hands out addresses of the documentation ranges (RFC 5737, RFC 3849), one pair per host.</summary>
internal sealed class SampleAddresses
{
    private int _given;

    /// <summary>An IPv4 and an IPv6 address that nobody else has.</summary>
    public IReadOnlyList<IPAddress> Next()
    {
        _given++;
        return
        [
            IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"198.51.100.{_given}")),
            IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"2001:db8::25:{_given:x}")),
        ];
    }
}
