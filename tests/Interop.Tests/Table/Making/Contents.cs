namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>What stands in most zones.</summary>
internal static class Contents
{
    public const string Usual = """
        www A 192.0.2.1
        www AAAA 2001:db8::1
        alias CNAME www
        *.wild A 192.0.2.9
        *.wild TXT "any"
        *.calias CNAME www
        deep.ent A 192.0.2.2
        tree DNAME ent
        mx MX 10 www
        text TXT "one" "two"
        _25._tcp.www TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971
        """;
}
