using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>RFC 4034 section 6: what octets a signature covers, in signatures made by hand.</summary>
internal static class OctetShapes
{
    private static readonly DomainName Mixed = DomainName.Parse("MaIl.tEsT");

    public static IEnumerable<ScenarioFile> All() => [.. Ttls(), .. Order(), .. LowerCase(), .. Names()];

    private static ScenarioWorld World => new ScenarioWorld().Zone("test", "www A 192.0.2.1");

    // The zone's own NSEC says that the type is there, or what is answered would contradict it.
    private static ScenarioFile Handmade(string path, string claim, RecordType type, RrsigRdata signature, params Rdata[] data) =>
        ScenarioFile.Of(path, claim, new ScenarioWorld().Zone("test", "x TXT \"\"", plan => plan.Except(new SetPlan(DomainName.Parse("x.test"), RecordType.NSEC) { AddedTypes = [type] })), "x.test", type)
            .Answering((reply, _) => reply with { Answer = HandSigned.Answer("x.test", signature, data), Authority = [] });

    private static IEnumerable<ScenarioFile> Ttls()
    {
        Message Counting(Message reply, params uint[] ttls) => reply with
        {
            Answer = [.. reply.Answer.Select((record, i) => record with { Ttl = ttls[Math.Min(i, ttls.Length - 1)] })],
        };
        ScenarioWorld two = new ScenarioWorld().Zone("test", "www A 192.0.2.1\nwww A 192.0.2.2");
        yield return ScenarioFile.Of("octets/ttl-counting-down-is-secure", "The TTL counts down in caches; the signature covers the one it names.", World, "www.test").Answering((reply, _) => Counting(reply, 17)).Holds(7, 8);
        yield return ScenarioFile.Of("octets/mixed-ttls-are-secure", "Records of one set came with different TTLs.", two, "www.test").Answering((reply, _) => Counting(reply, 300, 17, 4)).Holds(8);
        yield return ScenarioFile.Of("octets/ttl-of-zero-is-secure", "A TTL of zero is a TTL.", World, "www.test").Answering((reply, _) => Counting(reply, 0)).Holds(8);
    }

    private static IEnumerable<ScenarioFile> Order()
    {
        // Type 65280 is of nobody's making: its data are octets. In order: 00, 00 00, 01, FF.
        const RecordType Own = (RecordType)65280;
        byte[] zero = [0];
        byte[] zeros = [0, 0];
        byte[] one = [1];
        byte[] high = [0xFF];
        Rdata[] sent = [.. new[] { high, zeros, one, zero }.Select(octets => new UnknownRdata(Own, octets))];
        yield return Handmade("octets/in-canonical-order-are-secure", "Records are signed in the order of their octets, the absent octet first, whatever order they come in.", Own, HandSigned.Over("x.test", Own, "test", zero, zeros, one, high), sent).Holds(9);
        yield return Handmade("octets/longer-record-first-is-bogus", "Signed with the longer of two records first, of which one begins with the other.", Own, HandSigned.Over("x.test", Own, "test", zeros, zero, one, high), sent).Bogus(ReasonKind.SignatureWrong).Breaks(9);
        yield return Handmade("octets/in-order-of-signed-numbers-is-bogus", "Signed with 255 before 0, as if octets had a sign.", Own, HandSigned.Over("x.test", Own, "test", high, zero, zeros, one), sent).Bogus(ReasonKind.SignatureWrong).Breaks(9);
        yield return Handmade("octets/signed-twice-over-one-record-are-bogus", "Signed with one record twice.", Own, HandSigned.Over("x.test", Own, "test", zero, zero, zeros, one, high), sent).Bogus(ReasonKind.SignatureWrong).Breaks(9);
        yield return Handmade("octets/sent-twice-in-other-case-are-secure", "Two records that differ in the case of a name only are one.", RecordType.MX, HandSigned.Over("x.test", RecordType.MX, "test", Mx("mail.test")), new MxRdata(10, Mixed), new MxRdata(10, DomainName.Parse("mail.test"))).Holds(9);
    }

    private static IEnumerable<ScenarioFile> LowerCase()
    {
        yield return Handmade("octets/mx-signed-in-lower-case-is-secure", "MX is on the list: its name is signed in lower case, however it is sent.", RecordType.MX, HandSigned.Over("x.test", RecordType.MX, "test", Mx("mail.test")), new MxRdata(10, Mixed)).Holds(10);
        yield return Handmade("octets/mx-signed-as-sent-is-bogus", "Signed with the case of the name kept.", RecordType.MX, HandSigned.Over("x.test", RecordType.MX, "test", Mx("MaIl.tEsT")), new MxRdata(10, Mixed)).Bogus(ReasonKind.SignatureWrong).Breaks(10);
        yield return Handmade("octets/srv-signed-in-lower-case-is-secure", "SRV is on the list too.", RecordType.SRV, HandSigned.Over("x.test", RecordType.SRV, "test", [0, 1, 0, 2, 0, 25, .. DomainName.Parse("mail.test").Wire]), new SrvRdata(1, 2, 25, Mixed)).Holds(10);
        byte[] service = [0, 1, .. Mixed.Wire];
        byte[] lowered = [0, 1, .. Mixed.ToCanonical().Wire];
        Rdata sent = RdataReader.TryReadOwned(RecordType.HTTPS, service, out Rdata? read) ? read : throw new InvalidOperationException("an HTTPS record");
        yield return Handmade("octets/https-signed-as-sent-is-secure", "HTTPS is not on the list: the case of its name is part of what is signed.", RecordType.HTTPS, HandSigned.Over("x.test", RecordType.HTTPS, "test", service), sent).Holds(10);
        yield return Handmade("octets/https-signed-in-lower-case-is-bogus", "Signed with a name in lower case that was sent in upper case.", RecordType.HTTPS, HandSigned.Over("x.test", RecordType.HTTPS, "test", lowered), sent).Bogus(ReasonKind.SignatureWrong).Breaks(10);

        NsecRdata nsec = new(Mixed, TypeBitmap.Of([RecordType.TXT, RecordType.NSEC, RecordType.RRSIG]));
        byte[] small = [.. Mixed.ToCanonical().Wire, .. nsec.ToWire()[Mixed.Wire.Length..]];
        yield return Handmade("octets/nsec-signed-as-sent-is-secure", "The next name of an NSEC is signed as it stands.", RecordType.NSEC, HandSigned.Over("x.test", RecordType.NSEC, "test", nsec.ToWire().ToArray()), nsec).Holds(10);
        yield return Handmade("octets/nsec-signed-in-lower-case-is-bogus", "Signed with the next name in lower case.", RecordType.NSEC, HandSigned.Over("x.test", RecordType.NSEC, "test", small), nsec).Bogus(ReasonKind.SignatureWrong).Breaks(10);

        AddressRdata address = new(System.Net.IPAddress.Parse("192.0.2.1"));
        RrsigRdata lower = HandSigned.Over("x.test", RecordType.A, "test", [192, 0, 2, 1]);
        yield return Handmade("octets/signer-sent-in-upper-case-is-secure", "The signer is signed in lower case, however it is sent.", RecordType.A, Renamed(lower, "TEST"), address).Holds(10);
        yield return Handmade("octets/signer-signed-in-upper-case-is-bogus", "Signed with the signer in upper case.", RecordType.A, HandSigned.Over("x.test", RecordType.A, "TEST", [192, 0, 2, 1]), address).Bogus(ReasonKind.SignatureWrong).Breaks(10);
        yield return Handmade("octets/owner-signed-in-upper-case-is-bogus", "Signed with the owner in upper case.", RecordType.A, HandSigned.Over("X.test", RecordType.A, "test", [192, 0, 2, 1]), address).Bogus(ReasonKind.SignatureWrong).Breaks(10);
    }

    private static byte[] Mx(string name) => [0, 10, .. DomainName.Parse(name).Wire];

    private static RrsigRdata Renamed(RrsigRdata s, string signer) =>
        new(s.TypeCovered, s.Algorithm, s.Labels, s.OriginalTtl, s.Expiration, s.Inception, s.KeyTag, DomainName.Parse(signer), s.Signature);

    private static IEnumerable<ScenarioFile> Names()
    {
        foreach ((string what, string asked, string given, ReasonKind renamed) in new[]
        {
            ("a-dot-inside-a-label", "a\\.b.test", "a.b.test", ReasonKind.SignatureTooManyLabels),
            ("two-labels-for-one", "a.b.test", "a\\.b.test", ReasonKind.SignatureWrong),
            ("a-zero-octet-left-out", "a\\000b.test", "ab.test", ReasonKind.SignatureWrong),
            ("high-octets-that-would-fold-in-latin-1", "\\193.test", "\\225.test", ReasonKind.SignatureWrong),
            ("an-octet-off-by-the-case-bit", "\\064.test", "\\096.test", ReasonKind.SignatureWrong),
        })
        {
            string zone = $"{given[..^".test".Length]} A 192.0.2.1\n{asked[..^".test".Length]} TXT \"\"";
            ScenarioWorld both = new ScenarioWorld().Zone("test", zone);
            yield return ScenarioFile.Of($"names/{what}-is-told-apart", "Names that differ in one octet, or in where a label ends, are two names, each with its own data.", both, asked, RecordType.TXT).Holds(11);
            yield return ScenarioFile.Of($"names/{what}-is-no-answer", "The data of the other name do not answer for this one.", both, asked)
                .Answering((_, zones) => zones.Answer(new Question(DomainName.Parse(given), RecordType.A))).Bogus(ReasonKind.DenialMissing).Breaks(11);
            yield return ScenarioFile.Of($"names/{what}-under-another-owner-is-bogus", "The data of the other name with their owner changed carry a signature over the other name.", both, asked)
                .Answering((_, zones) => Renamed(zones.Answer(new Question(DomainName.Parse(given), RecordType.A)), asked)).Bogus(renamed).Breaks(11);
        }
    }

    private static Message Renamed(Message reply, string owner) =>
        reply with { Answer = [.. reply.Answer.Select(record => record with { Owner = DomainName.Parse(owner) })] };
}
