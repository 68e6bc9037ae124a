using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Tests;

/// <summary>The zone of RFC 4035 appendix A, and of RFC 5155 appendix A, with a DNAME, an alias and a wildcard alias more.</summary>
internal static class ExampleZone
{
    public static readonly DateTimeOffset Inception = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Expiration = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly ZoneContent Content = ZoneContent.Parse("example", """
        @         SOA   ns1 bugs.x.w 1081539377 3600 300 3600000 3600
        @         NS    ns1
        @         NS    ns2
        @         MX    1 xx
        a         NS    ns1.a
        a         NS    ns2.a
        a         DS    57855 5 1 B6DCD485719ADCA18E5F3D48A2331627FDD3636B
        ns1.a     A     192.0.2.5
        ns2.a     A     192.0.2.6
        ai        A     192.0.2.9
        ai        AAAA  2001:db8::f00:baa9
        alias     CNAME ai
        b         NS    ns1.b
        b         NS    ns2.b
        b         A     192.0.2.77
        ns1.b     A     192.0.2.7
        ns2.b     A     192.0.2.8
        ns1       A     192.0.2.1
        ns2       A     192.0.2.2
        old       DNAME w
        hidden.old A    192.0.2.66
        *.w       MX    1 ai
        x.w       MX    1 xx
        x.y.w     MX    1 xx
        *.wa      CNAME ai
        xx        A     192.0.2.10
        xx        AAAA  2001:db8::f00:baaa
        """);

    /// <summary>Names that another zone, or nobody, speaks for.</summary>
    public static readonly DomainName[] Hidden =
    [
        DomainName.Parse("ns1.a.example"),
        DomainName.Parse("ns2.a.example"),
        DomainName.Parse("ns1.b.example"),
        DomainName.Parse("ns2.b.example"),
        DomainName.Parse("hidden.old.example"),
    ];

    public static SigningPlan Plan(DnssecAlgorithm algorithm = DnssecAlgorithm.Ed25519, DenialScheme? denial = null) =>
        SigningPlan.Simple("example", Inception, Expiration, algorithm) with { Denial = denial ?? new DenialScheme.Nsec() };

    public static SignedZone Signed(DnssecAlgorithm algorithm = DnssecAlgorithm.Ed25519, DenialScheme? denial = null) =>
        ZoneSigner.Sign(Content, Plan(algorithm, denial));

    /// <summary>The parameters of RFC 5155 appendix A.</summary>
    public static DenialScheme Scheme(string denial) => denial switch
    {
        "nsec" => new DenialScheme.Nsec(),
        "nsec3" => new DenialScheme.Nsec3(Iterations: 12) { Salt = new byte[] { 0xAA, 0xBB, 0xCC, 0xDD } },
        _ => new DenialScheme.Nsec3(Iterations: 12, OptOut: true) { Salt = new byte[] { 0xAA, 0xBB, 0xCC, 0xDD } },
    };
}
