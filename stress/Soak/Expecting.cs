using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Stress.Soak;

/// <summary>Says what a question about a zone has to come to, from what the zone was built for.</summary>
internal sealed class Expecting(SoakCertificates certificates)
{
    private static readonly ReasonKind[] Unanswered = [ReasonKind.UpstreamFailed, ReasonKind.UpstreamRefused, ReasonKind.NobodyAnswered];

    private readonly Rdata[] _tlsa =
    [
        .. Enumerable.Range(0, SoakCertificates.Count).Select(i =>
            Rdata.TryParse(RecordType.TLSA, certificates.Tlsa(i), out Rdata? data, out string? why) ? data : throw new FormatException(why)),
    ];

    /// <summary>The outcome of a question.</summary>
    public Expectation Of(ZoneSpec zone, AskKind kind, DomainName name) => kind switch
    {
        AskKind.Www when zone.Target is { } target => Joined(zone, Of(target, kind, target.Name("www"))),
        AskKind.Www => Data(zone, kind, name, zone.Www),
        AskKind.Exchanger => Data(zone, kind, name, zone.Exchanger),
        AskKind.HostV4 => Data(zone, kind, name, zone.HostV4),
        AskKind.HostV6 => Data(zone, kind, name, zone.HostV6),
        AskKind.Tlsa => Data(zone, kind, name, _tlsa[zone.Certificate]),
        AskKind.NoType or AskKind.OnceNoType => Absent(zone, kind, name, ResponseCode.NoError),
        AskKind.Once when zone.Kind is ZoneKind.Wildcard or ZoneKind.HashedWildcard => Data(zone, kind, name, zone.Www),
        _ => Absent(zone, kind, name, ResponseCode.NXDomain),
    };

    private static Expectation Data(ZoneSpec zone, AskKind kind, DomainName name, Rdata data) => Finished(Verdict(zone, kind), ResponseCode.NoError, [data], name);

    private static Expectation Absent(ZoneSpec zone, AskKind kind, DomainName name, ResponseCode code) => Finished(Verdict(zone, kind), code, [], name);

    private static Expectation Finished((SecurityStatus Status, ReasonKind[] Reasons) verdict, ResponseCode code, IReadOnlyList<Rdata> data, DomainName name) =>
        verdict.Status is SecurityStatus.Secure or SecurityStatus.Insecure
            ? new Expectation(verdict.Status, verdict.Reasons, code, data, name)
            : new Expectation(verdict.Status, verdict.Reasons, ResponseCode.ServFail, [], null);

    // The worst of the chain decides, and among equals the first.
    private static Expectation Joined(ZoneSpec zone, Expectation target)
    {
        (SecurityStatus status, ReasonKind[] reasons) = Verdict(zone, AskKind.Exchanger);
        return status <= target.Status ? target with { Status = status, Reasons = status == SecurityStatus.Secure ? target.Reasons : reasons } : target;
    }

    private static (SecurityStatus Status, ReasonKind[] Reasons) Verdict(ZoneSpec zone, AskKind kind)
    {
        // Which zone holds a name below the apex is shown by the denial of a DS there: what is wrong with denials is wrong with all names that need them.
        bool isBelow = kind != AskKind.Exchanger;
        bool isAtHost = kind is AskKind.HostV4 or AskKind.HostV6 or AskKind.Tlsa or AskKind.NoType;
        return zone.Kind switch
        {
            ZoneKind.Lame => (SecurityStatus.Indeterminate, Unanswered),
            _ when !zone.Top.IsSigned => Insecure(ReasonKind.InsecureDelegation),
            ZoneKind.Unsigned => Insecure(zone.Top.OptsOut ? ReasonKind.OptOutDelegation : ReasonKind.InsecureDelegation),
            ZoneKind.UnknownAlgorithm => Insecure(ReasonKind.DelegationAlgorithmsUnsupported),
            ZoneKind.UnknownDigest => Insecure(ReasonKind.DelegationDigestsUnsupported),
            ZoneKind.Sha1 => Insecure(ReasonKind.Sha1Policy),
            ZoneKind.WrongDelegation => Bogus(ReasonKind.NoKeyMatchesDelegation),
            ZoneKind.KeysMissing => Bogus(ReasonKind.KeysMissing),
            ZoneKind.KeysExpired => Bogus(ReasonKind.SignatureExpired),
            ZoneKind.ManyIterations when kind is AskKind.NoType or AskKind.NoName or AskKind.Once or AskKind.OnceNoType => Insecure(ReasonKind.Nsec3IterationsTooHigh),
            ZoneKind.NoDenial when isBelow => Bogus(ReasonKind.DelegationProofMissing),
            ZoneKind.DamagedDenial when isAtHost => Bogus(ReasonKind.SignatureWrong),
            ZoneKind.Expired when kind == AskKind.Www => Bogus(ReasonKind.SignatureExpired),
            ZoneKind.NotYetValid when kind == AskKind.Www => Bogus(ReasonKind.SignatureNotYetValid),
            ZoneKind.Damaged or ZoneKind.Forged when kind == AskKind.Www => Bogus(ReasonKind.SignatureWrong),
            ZoneKind.Unsealed when kind == AskKind.Www => Bogus(ReasonKind.SignatureMissing),
            ZoneKind.ForeignSigner when kind == AskKind.Www => Bogus(ReasonKind.SignerNotZone),
            _ => (SecurityStatus.Secure, []),
        };
    }

    private static (SecurityStatus Status, ReasonKind[] Reasons) Insecure(ReasonKind why) => (SecurityStatus.Insecure, [why]);

    private static (SecurityStatus Status, ReasonKind[] Reasons) Bogus(ReasonKind why) => (SecurityStatus.Bogus, [why]);
}
