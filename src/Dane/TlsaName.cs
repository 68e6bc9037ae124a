using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>The name TLSA records stand at (RFC 6698 section 3): <c>_25._tcp.host</c>, by the port connected to.</summary>
public static class TlsaName
{
    /// <summary>Prepends port and transport; false when the name would be longer than 255 octets, so that no such record can exist.</summary>
    public static bool TryFor(DomainName host, int port, [NotNullWhen(true)] out DomainName? name)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        name = null;
        byte[] label = Encoding.ASCII.GetBytes("_" + port.ToString(CultureInfo.InvariantCulture));
        return host.TryPrepend("_tcp"u8, out DomainName? transport) && transport.TryPrepend(label, out name);
    }
}
