using System.Globalization;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>The answers of <see cref="AnswerBench"/>. Signatures and keys have the length of the real ones and are no more than octets.</summary>
internal static class SampleAnswers
{
    public static byte[] Of(AnswerBench.Sample sample)
    {
        Message message = sample switch
        {
            AnswerBench.Sample.Address => Address(),
            AnswerBench.Sample.Keys => Keys(),
            _ => NoSuchName(),
        };
        return message.ToWire();
    }

    private static Message Address()
    {
        const string Zone = "some-zone-whose-name-is-longer.example";
        string[] answer = [$"mail.{Zone}. 3600 IN A 192.0.2.80", Signature($"mail.{Zone}", "A", 3, 256, Zone)];
        return Answer($"mail.{Zone}", RecordType.A, ResponseCode.NoError, answer, []);
    }

    private static Message Keys()
    {
        string[] answer = [Key(256, 260), Key(256, 260), Key(257, 260), Signature("", "DNSKEY", 0, 256, "")];
        return Answer(".", RecordType.DNSKEY, ResponseCode.NoError, answer, []);
    }

    private static Message NoSuchName()
    {
        string[] authority =
        [
            "example.com. 3600 IN SOA ns1.example.com. hostmaster.example.com. 2026112600 7200 3600 1209600 3600",
            Signature("example.com", "SOA", 2, 64, "example.com"),
            .. Denial("0p9mhaveqvm6t7vbl5lop2u3t2rp3tom", "2t7b4g4vsa5smi47k61mv5bv1a22bojr"),
            .. Denial("t644ebqk9bibcna874givr6joj62mlhv", "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom"),
        ];
        return Answer("nosuchthing.example.com", RecordType.A, ResponseCode.NXDomain, [], authority);
    }

    private static Message Answer(string name, RecordType type, ResponseCode code, string[] answer, string[] authority) => new()
    {
        Id = 4711,
        Flags = MessageFlags.Response | MessageFlags.RecursionDesired | MessageFlags.RecursionAvailable,
        Code = code,
        Questions = [new Question(DomainName.Parse(name), type)],
        Answer = [.. answer.Select(Record)],
        Authority = [.. authority.Select(Record)],
        Edns = new Edns { DnssecOk = true },
    };

    private static string[] Denial(string hash, string next) =>
    [
        $"{hash}.example.com. 3600 IN NSEC3 1 0 0 - {next} A NS SOA MX RRSIG DNSKEY NSEC3PARAM",
        Signature($"{hash}.example.com", "NSEC3", 3, 64, "example.com"),
    ];

    private static string Key(int flags, int length) =>
        string.Create(CultureInfo.InvariantCulture, $". 3600 IN DNSKEY {flags} 3 8 {Octets(length)}");

    private static string Signature(string owner, string type, int labels, int length, string signer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{owner}. 3600 IN RRSIG {type} {(length == 64 ? 13 : 8)} {labels} 3600 20261210000000 20261120000000 3613 {signer}. {Octets(length)}");

    private static string Octets(int length) => Convert.ToBase64String([.. Enumerable.Range(1, length).Select(i => (byte)(i & 0xFF))]);

    private static ResourceRecord Record(string line) =>
        ResourceRecord.TryParse(line, out ResourceRecord? record, out string? why) ? record : throw new FormatException(why);
}
