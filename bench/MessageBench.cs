using BenchmarkDotNet.Attributes;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>A referral's worth of DNSSEC: twelve records with signatures, as octets and back.</summary>
public class MessageBench
{
    private const string Records =
        """
        mx.example.com. 300 IN A 192.0.2.25
        mx.example.com. 300 IN A 192.0.2.26
        mx.example.com. 300 IN AAAA 2001:db8::25
        _25._tcp.mx.example.com. 300 IN TLSA 3 1 1 8BD1DA95272F7FA4FFB24137FC0ED03AAE67E5C4D8B3C50734E1050A7920B922
        _25._tcp.mx.example.com. 300 IN TLSA 3 1 1 8BD1DA95272F7FA4FFB24137FC0ED03AAE67E5C4D8B3C50734E1050A7920B923
        _25._tcp.mx.example.com. 300 IN RRSIG TLSA 15 5 300 1440021600 1438207200 3613 example.com. oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg==
        example.com. 300 IN NS ns1.example.com.
        example.com. 300 IN NS ns2.example.com.
        example.com. 300 IN DS 60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118
        0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.example.com. 300 IN NSEC3 1 1 0 - 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX DNSKEY NS SOA NSEC3PARAM RRSIG
        0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.example.com. 300 IN RRSIG NSEC3 15 3 300 1440021600 1438207200 3613 example.com. oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg==
        ns1.example.com. 300 IN A 192.0.2.53
        """;

    private readonly byte[] _space = new byte[Message.MaxLength];
    private Message _message = new();
    private byte[] _octets = [];

    [GlobalSetup]
    public void Prepare()
    {
        _message = new Message
        {
            Id = 4711,
            Flags = MessageFlags.Response,
            Questions = [new Question(DomainName.Parse("_25._tcp.mx.example.com"), RecordType.TLSA, RecordClass.IN)],
            Answer = [.. Records.Split('\n').Select(line => ResourceRecord.TryParse(line, out ResourceRecord? record, out string? why) ? record : throw new FormatException(why))],
            Edns = new Edns { DnssecOk = true },
        };
        _octets = _message.ToWire();
    }

    [Benchmark]
    public int Read() => Message.TryRead(_octets, out Message? message, out _) ? message.Answer.Count : 0;

    [Benchmark]
    public bool Write() => _message.TryWrite(_space, out _);
}
