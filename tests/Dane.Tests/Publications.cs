using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Dane.Tests;

/// <summary>What DNS says about <c>_25._tcp.mx.example.com</c>, as a resolver would have found it.</summary>
internal static class Publications
{
    private static readonly DomainName Name = DomainName.Parse("_25._tcp.mx.example.com");
    private static readonly DomainName Zone = DomainName.Parse("example.com");

    /// <summary>A set that arrived with <paramref name="ttl"/> left of what the zone gave it, signed for so many days from a week ago.</summary>
    public static TlsaPublication Signed(IEnumerable<TlsaRecord> records, int ttl = 600, int original = 3600, int days = 14)
    {
        Rdata[] data = [.. records.Select(record => (Rdata)new TlsaRdata(
            (byte)record.Usage, (byte)record.Selector, (byte)record.MatchingType, record.Data.ToArray()))];
        DateTimeOffset from = TestCertificate.Now.AddDays(-7);
        DateTimeOffset until = from.AddDays(days);
        RrsigRdata signature = new(
            RecordType.TLSA, DnssecAlgorithm.Ed25519, 5, (uint)original, SerialNumber.FromInstant(until), SerialNumber.FromInstant(from), 7, Zone, new byte[64]);
        var set = RecordSet.Create(Name, RecordType.TLSA, (uint)ttl, data, [signature]);
        return TlsaPublication.Of(Answer(SecurityStatus.Secure) with
        {
            Records = [.. set.Records],
            Evidence = [Step(set, from, until)],
        });
    }

    /// <summary>A proof that there are none, in a zone whose SOA says for how long that is kept.</summary>
    public static TlsaPublication Absent(uint minimum)
    {
        SoaRdata soa = new(Zone, Zone, 1, 7200, 3600, 1_209_600, minimum);
        return TlsaPublication.Of(Answer(SecurityStatus.Secure) with { Authority = [new ResourceRecord(Zone, RecordClass.IN, 60, soa)] });
    }

    public static TlsaPublication Insecure(IEnumerable<TlsaRecord> records) => TlsaPublication.Of(Answer(SecurityStatus.Insecure) with
    {
        Records = [.. records.Select(record => new ResourceRecord(Name, RecordClass.IN, 300, new TlsaRdata(
            (byte)record.Usage, (byte)record.Selector, (byte)record.MatchingType, record.Data.ToArray())))],
    });

    public static TlsaPublication Unknown() => TlsaPublication.Of(Answer(SecurityStatus.Bogus) with
    {
        Code = ResponseCode.ServFail,
        Why = new Reason(ReasonKind.SignatureExpired, "as the test says"),
    });

    private static Answer Answer(SecurityStatus security) => new()
    {
        Question = new Question(Name, RecordType.TLSA),
        FinalName = Name,
        Code = ResponseCode.NoError,
        Security = security,
        JudgedAt = TestCertificate.Now,
    };

    private static Evidence Step(RecordSet set, DateTimeOffset from, DateTimeOffset until) => new()
    {
        Kind = EvidenceKind.Signature,
        Name = set.Owner,
        Type = set.Type,
        Status = SecurityStatus.Secure,
        Text = "as the test says",
        Rfc = "RFC 4035 section 5.3",
        Zone = Zone,
        KeyTag = 7,
        Inception = from,
        Expiration = until,
        Records = set,
    };
}
