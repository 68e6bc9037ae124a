using System.Globalization;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// A name that public DNS promises never to hold, so that networks use it as they like, and forwarders answer it themselves, unsigned.
/// The root and <c>arpa.</c> prove most of them absent: a validator that knew no list would call every such answer bogus.
/// </summary>
internal sealed class PrivateZone
{
    private static readonly Dictionary<DomainName, PrivateZone> All = Entries()
        .Select(entry => new PrivateZone(DomainName.Parse(entry.Name), entry.Source)).ToDictionary(zone => zone.Name);

    private static readonly HashSet<DomainName> Tops = [.. All.Keys.Select(name => name.Ancestor(1))];

    private PrivateZone(DomainName name, string source)
    {
        Name = name;
        Why = new Reason(
            ReasonKind.PrivateZone, $"{name} is on the list of names for private use ({source}): where no signatures reach it, it counts as unsigned");
    }

    public DomainName Name { get; }

    public Reason Why { get; }

    /// <summary>The entry at or above the name; null for a name of the public DNS.</summary>
    public static PrivateZone? Above(DomainName name)
    {
        // Hardly any name is below one: most are done after a look at the top label.
        for (int labels = name.LabelCount > 0 && Tops.Contains(name.Ancestor(1)) ? 1 : int.MaxValue; labels <= name.LabelCount; labels++)
        {
            if (All.TryGetValue(name.Ancestor(labels), out PrivateZone? zone))
            {
                return zone;
            }
        }

        return null;
    }

    private static IEnumerable<(string Name, string Source)> Entries()
    {
        yield return ("local.", "RFC 6762 section 22.1");
        yield return ("home.arpa.", "RFC 8375 section 4");
        yield return ("internal.", "reserved by ICANN in 2024");
        yield return ("test.", "RFC 6761 section 6.2");
        yield return ("localhost.", "RFC 6761 section 6.3");
        yield return ("invalid.", "RFC 6761 section 6.4");
        yield return ("onion.", "RFC 7686 section 2");
        yield return ("resolver.arpa.", "RFC 9462 section 4");

        yield return ("10.in-addr.arpa.", "RFC 6303 section 4.1");
        yield return ("168.192.in-addr.arpa.", "RFC 6303 section 4.1");
        foreach (int octet in Enumerable.Range(16, 16))
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"{octet}.172.in-addr.arpa."), "RFC 6303 section 4.1");
        }

        foreach (string network in (string[])["0", "127", "254.169", "2.0.192", "100.51.198", "113.0.203", "255.255.255.255"])
        {
            yield return ($"{network}.in-addr.arpa.", "RFC 6303 section 4.2");
        }

        // Shared address space, added to the same registry later.
        foreach (int octet in Enumerable.Range(64, 64))
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"{octet}.100.in-addr.arpa."), "RFC 7793 section 2");
        }

        string zeros = string.Concat(Enumerable.Repeat("0.", 31));
        yield return ($"0.{zeros}ip6.arpa.", "RFC 6303 section 4.3");
        yield return ($"1.{zeros}ip6.arpa.", "RFC 6303 section 4.3");
        yield return ("d.f.ip6.arpa.", "RFC 6303 section 4.4");
        foreach (char digit in "89ab")
        {
            yield return ($"{digit}.e.f.ip6.arpa.", "RFC 6303 section 4.5");
        }

        yield return ("8.b.d.0.1.0.0.2.ip6.arpa.", "RFC 6303 section 4.6");
    }
}
