using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>Record types old, new and unknown, names of all sorts, replies of all sizes, and questions about the machinery itself.</summary>
internal static class Types
{
    public static void AddTo(RowList list)
    {
        const string Records = """
            www A 192.0.2.1
            @ MX 10 www
            @ MX 20 mx.plain.test.
            @ CAA 0 issue "ca.example"
            _25._tcp.www TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971
            *._tcp.any TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971
            _imap._tcp SRV 0 1 143 www
            svc TYPE64 \# 3 000000
            web TYPE65 \# 10 00010000010003026832
            n NAPTR 100 10 "U" "E2U+sip" "!^.*$!sip:info@example.test!" .
            fp SSHFP 4 2 123456789abcdef67890123456789abcdef67890123456789abcdef123456789
            loc LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
            who RP who.example. txt.example.
            host HINFO "CPU" "OS"
            old PTR WWW.Example.COM.
            unknown TYPE65280 \# 4 0a000001
            empty TYPE65281 \# 0
            uri TYPE256 \# 16 000a0001687474703a2f2f612e746573
            Upper TXT "Mixed Case"
            dot\.dot A 192.0.2.11
            space\032here A 192.0.2.12
            nul\000nul A 192.0.2.13
            high\200 A 192.0.2.14
            at\@at A 192.0.2.15
            a.*.b A 192.0.2.16
            1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.deep A 192.0.2.17
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa A 192.0.2.18
            """;
        string large = string.Concat(Enumerable.Range(0, 40).Select(i => $"big TXT \"{i:D3}{new string('x', 200)}\"\n"));
        (string Apex, SigningTool Tool, Authority Server, DenialPlan Denial)[] zones =
        [
            ("ty-b.test", SigningTool.Bind, Authority.Named, DenialPlan.Nsec),
            ("ty-k.test", SigningTool.Knot, Authority.Knotd, DenialPlan.Nsec3),
            ("ty-l.test", SigningTool.Ldns, Authority.Nsd, DenialPlan.Nsec),
        ];
        foreach ((string apex, SigningTool tool, Authority server, DenialPlan denial) in zones)
        {
            RowList.Asked asked = list.Add(new ZonePlan(apex, tool, server) { Records = Records.ReplaceLineEndings("\n") + "\n" + large, Denial = denial })
                .Ask("", "MX", Secure)
                .Ask("_25._tcp.www", "TLSA", Secure)
                .Ask("_443._tcp.any", "TLSA", Secure)
                .Ask("_26._tcp.www", "TLSA", SecureNxDomain)
                .Ask("unknown", "TYPE65280", Secure)
                .Ask("big", "TXT", Secure)
                .Ask("UPPER", "TXT", Secure)
                .Ask("dot\\.dot", "A", Secure)
                .Ask("nothing\\.dot", "A", SecureNxDomain)
                .Ask("", "DNSKEY", Secure)
                .Ask("a.*.b", "A", Secure)
                .Ask("1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.deep", "A", Secure)
                .Ask("0.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.deep", "A", SecureNxDomain);
            if (tool == SigningTool.Bind)
            {
                string label = new('a', 63);
                asked.Ask("", "CAA", Secure)
                    .Ask("_imap._tcp", "SRV", Secure)
                    .Ask("svc", "TYPE64", Secure)
                    .Ask("web", "TYPE65", Secure)
                    .Ask("n", "NAPTR", Secure)
                    .Ask("fp", "SSHFP", Secure)
                    .Ask("loc", "LOC", Secure)
                    .Ask("who", "RP", Secure)
                    .Ask("host", "HINFO", Secure)
                    .Ask("old", "PTR", Secure)
                    .Ask("empty", "TYPE65281", Secure)
                    .Ask("uri", "TYPE256", Secure)
                    .Ask("space\\032here", "A", Secure)
                    .Ask("nul\\000nul", "A", Secure)
                    .Ask("high\\200", "A", Secure)
                    .Ask("at\\@at", "A", Secure)
                    .Ask($"{label}.{label}.{label}", "A", Secure)
                    .Ask("", "NSEC", Secure)
                    .Ask("www", "NSEC", Secure)
                    .Ask("", "TYPE65280", Secure);
            }
            else if (tool == SigningTool.Knot)
            {
                asked.Ask("", "NSEC3PARAM", Secure).Ask("", "NSEC", Secure).Ask("", "CDS", Secure);
            }

            // RFC 4035 section 2.2: signatures are not signed, so nothing can vouch for an answer made of them.
            asked.Ask("www", "RRSIG", Undecided(ReasonKind.SignaturesUnsigned));
            asked.Ask("www", "ANY", Secure);
        }
    }
}
