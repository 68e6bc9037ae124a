using System.Text;
using DaneCore.Resolver.Wire;

namespace DaneCore.Fuzz.Targets;

/// <summary>One line of a zone file. Whatever is read has a text that reads back as the same record.</summary>
internal sealed class RecordTextTarget : IFuzzTarget
{
    public string Name => "RecordText";

    public IReadOnlyList<string> Parts { get; } =
    [
        "Resolver.Wire.Text.RecordText", "Resolver.Wire.Text.FieldReader", "Resolver.Wire.Text.CharacterString", "Resolver.Wire.Text.SignatureTime",
        "Resolver.Wire.Text.SecondsText", "Resolver.Wire.Text.SvcbParameterText", "Resolver.Wire.Text.QuotedText", "Resolver.Wire.ResourceRecord",
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        " ", "\t", "\"", "\\", "\\000", "\\255", "(", ")", ";", "@", "*", ".", "IN", "CH", "TYPE65280", "CLASS3", @"\# 4 0A000001",
        "A", "AAAA", "NS", "MX", "SOA", "TXT", "CAA", "SRV", "SVCB", "HTTPS", "DS", "DNSKEY", "RRSIG", "NSEC", "NSEC3", "NSEC3PARAM", "TLSA",
        "alpn=h2,h3", "ipv4hint=192.0.2.1", "key65535=", "mandatory=alpn", "20301231235959", "1w2d", "4294967295",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (ResourceRecord.TryParse(Encoding.Latin1.GetString(input), out ResourceRecord? record, out string? why))
        {
            ReadsBack(record);
        }
        else
        {
            BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
        }
    }

    public static void ReadsBack(ResourceRecord record)
    {
        string text = record.ToString();
        bool read = ResourceRecord.TryParse(text, out ResourceRecord? again, out string? why);
        BrokenPromiseException.Unless(read, $"the text of a record is read: {why} in {text}");
        BrokenPromiseException.Unless(record.Equals(again), $"and is the same record: {text} became {again}");
        BrokenPromiseException.Unless(again!.Data.ToWire().SequenceEqual(record.Data.ToWire()), $"to the octet: {text}");
    }
}
