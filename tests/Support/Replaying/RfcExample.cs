using System.Globalization;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Support.Replaying;

/// <summary>
/// The example zone of an RFC with the example responses made of it, as printed: testdata/vectors/rfc4035 and rfc5155. The
/// anchor is the zone's own key with the SEP flag.
/// </summary>
internal sealed class RfcExample
{
    private readonly string _folder;
    private readonly TrustAnchorSet _anchors;
    private readonly DateTimeOffset _instant;
    private readonly ReplayedWorld _keys;

    /// <param name="folder">Below testdata/vectors.</param>
    /// <param name="instant">A time at which the example's signatures are valid.</param>
    public RfcExample(string folder, string instant)
    {
        _folder = folder;
        _instant = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
        Zone = ZoneText.Parse(File.ReadAllText(PathOf("appendix-a.zone")));
        _keys = new RecordPool(Zone.Where(record => record.Data is DnskeyRdata or RrsigRdata { TypeCovered: RecordType.DNSKEY }));
        _anchors = RootAnchors.Parse(Zone.Single(record => record.Data is DnskeyRdata { Flags: 257 }).ToString());
    }

    public IReadOnlyList<ResourceRecord> Zone { get; }

    public Message Response(string file) => RfcResponse.Read(PathOf(file));

    /// <summary>Judges the printed response to its own question; besides it only the zone's keys are to be had.</summary>
    public Judgement Judge(string file, Func<ResourceRecord, ResourceRecord?>? damage = null)
    {
        Message response = Response(file);
        ReplayedWorld printed = new HeldReplies([response]);
        return Judge(response.Questions[0], damage is null ? printed : printed.With(damage));
    }

    /// <summary>Judges what the records of a printed response say about another question.</summary>
    public Judgement JudgeRecordsOf(string file, Question question)
    {
        Message response = Response(file);
        return Judge(question, new RecordPool(response.Answer.Concat(response.Authority).Concat(response.Additional)));
    }

    /// <summary>Judges what the zone says.</summary>
    public Judgement Judge(Question question) => Judge(question, new RecordPool(Zone));

    private Judgement Judge(Question question, ReplayedWorld world) =>
        Replay.Judge(question, _keys.Or(world), _anchors, _instant, new ValidationPolicy { ValidateSha1 = true });

    private string PathOf(string file) => TestData.PathOf("vectors", _folder, file);
}
