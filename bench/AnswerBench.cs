using System.Globalization;
using ARSoft.Tools.Net.Dns;
using BenchmarkDotNet.Attributes;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using RecordType = DaneCore.Resolver.Wire.RecordType;

namespace DaneCore.Bench;

/// <summary>
/// Three answers as servers send them, of 414, 1,139 and 584 octets: an address with the signature of an RSA zone, the three keys of one, and a name
/// that a zone with NSEC3 does not have. Walked with every field of every record taken, then owned, then owned with every record made;
/// and made by a peer.
/// </summary>
public class AnswerBench
{
    private byte[] _octets = [];

    public enum Sample
    {
        Address,
        Keys,
        NoSuchName,
    }

    [ParamsAllValues]
    public Sample Answer { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _octets = SampleAnswers.Of(Answer);
        int wanted = Answer switch { Sample.Address => 414, Sample.Keys => 1139, _ => 584 };
        if (_octets.Length != wanted)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Answer} has {_octets.Length} octets and should have {wanted}"));
        }
    }

    /// <summary>Every record and every field, nothing made of them.</summary>
    [Benchmark]
    public long Walk()
    {
        long sum = 0;
        if (!MessageReader.TryOpen(_octets, out MessageReader reader, out _))
        {
            return sum;
        }

        while (reader.TryReadQuestion(out NameView name, out RecordType type, out _))
        {
            sum += name.WireLength + (int)type;
        }

        while (reader.TryReadRecord(out RecordView record))
        {
            sum += (long)record.Owner.LabelCount + record.Ttl + Fields(record);
        }

        return reader.Fault == WireFault.None ? sum : throw new InvalidOperationException();
    }

    /// <summary>A message to keep; its records are made when somebody asks.</summary>
    [Benchmark]
    public bool Own() => Message.TryRead(_octets, out _, out _);

    /// <summary>The same, and all records made.</summary>
    [Benchmark]
    public int Make() => Message.TryRead(_octets, out Message? message, out _)
        ? message.Questions.Count + message.Answer.Count + message.Authority.Count + message.Additional.Count
        : throw new InvalidOperationException();

    /// <summary>ARSoft.Tools.Net, which makes every record.</summary>
    [Benchmark]
    public int ArSoftMake()
    {
        var message = DnsMessage.Parse(_octets);
        return message.Questions.Count + message.AnswerRecords.Count + message.AuthorityRecords.Count + message.AdditionalRecords.Count;
    }

    private static long Fields(in RecordView record)
    {
        WireReader data = record.Data;
        switch (record.Type)
        {
            case RecordType.RRSIG when RrsigFields.TryRead(ref data, out RrsigFields signature):
                return (long)signature.KeyTag + signature.Expiration + signature.Inception + signature.Labels + signature.Signer.LabelCount + signature.Signature[^1];
            case RecordType.DNSKEY when DnskeyFields.TryRead(ref data, out DnskeyFields key):
                return key.Flags + key.Protocol + (int)key.Algorithm + key.Key[^1];
            case RecordType.NSEC3 when Nsec3Fields.TryRead(ref data, out Nsec3Fields denial):
                return denial.Iterations + denial.Flags + denial.Salt.Length + denial.NextHash[^1] + denial.Types[^1];
            case RecordType.SOA when SoaFields.TryRead(ref data, out SoaFields zone):
                return (long)zone.PrimaryServer.LabelCount + zone.Mailbox.LabelCount + zone.Serial + zone.Refresh + zone.Retry + zone.Expire + zone.Minimum;
            default:
                return data.TryTake(data.Remaining, out ReadOnlySpan<byte> octets) ? octets.Length : 0;
        }
    }
}
