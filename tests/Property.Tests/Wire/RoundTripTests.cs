using CsCheck;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Property.Tests.Wire;

/// <summary>What is written is read back octet for octet, and what was read is written as it stood: data of every type, and all that carries it.</summary>
public sealed class RoundTripTests
{
    private const int Samples = 3000;

    [Fact]
    public void AnyData_OfAnyKnownType_IsUnderstoodAndGoesToTextAndBack()
    {
        HashSet<RecordType> understood = [];
        AnyData.Octets.Sample(
            pair =>
            {
                Rdata data = AnyData.Read(pair.Type, pair.Octets);
                Assert.Equal(pair.Octets, data.ToWire());
                if (data is not UnknownRdata)
                {
                    lock (understood)
                    {
                        understood.Add(pair.Type);
                    }
                }

                string text = data.ToString();
                Assert.True(Rdata.TryParse(pair.Type, text, out Rdata? read, out string? why), $"{RecordTypes.ToText(pair.Type)} {text}: {why}");
                Assert.True(pair.Octets.AsSpan().SequenceEqual(read.ToWire()), $"{RecordTypes.ToText(pair.Type)} {text} became {Convert.ToHexString(read.ToWire())}");
                Assert.Equal(text, read.ToString());

                // RFC 3597 section 5: any data may stand as octets too.
                string generic = $@"\# {pair.Octets.Length} {Convert.ToHexString(pair.Octets)}";
                Assert.True(Rdata.TryParse(pair.Type, generic, out Rdata? again, out why), why);
                Assert.Equal(text, again.ToString());
            },
            iter: Sweep.Times(Samples));
        Assert.Equal(
            AnyData.Types.Where(type => type is not (RecordType.SSHFP or (RecordType)731 or (RecordType)65400)).Order(),
            understood.Order());
    }

    [Fact]
    public void AnyMessage_Written_IsReadBackAndWrittenAlike() =>
        Gen.Select(AnyData.Names, AnyData.Records.Array[0, 4], AnyData.Records.Array[0, 3], AnyData.Records.Array[0, 3], Gen.UShort, Options).Sample(
            (name, answer, authority, additional, id, options) =>
            {
                Message message = new()
                {
                    Id = id,
                    Flags = (MessageFlags)(id & 0x87B0),
                    Opcode = (byte)(id >> 4 & 0xF),
                    Code = (ResponseCode)(id & 0xFFF),
                    Questions = [new Question(name, (RecordType)id)],
                    Answer = answer,
                    Authority = authority,

                    // The same names again, so that every second one can be a pointer.
                    Additional = [.. additional, .. answer],
                    Edns = new Edns { UdpPayloadSize = id, DnssecOk = (id & 1) == 0, Version = (byte)(id & 3), Options = options },
                };
                byte[] wire = message.ToWire();

                Assert.True(Message.TryRead(wire, out Message? read, out WireFault fault), fault.ToString());
                Assert.Equal(Meant(message), Meant(read));
                Assert.Equal((message.Id, message.Flags, message.Opcode, message.Code), (read.Id, read.Flags, read.Opcode, read.Code));
                Assert.Equal(message.Questions, read.Questions);
                Assert.Equal((message.Edns.UdpPayloadSize, message.Edns.DnssecOk, message.Edns.Version), (read.Edns!.UdpPayloadSize, read.Edns.DnssecOk, read.Edns.Version));
                Assert.Equal(options.Select(Text), read.Edns.Options.Select(Text));
                Assert.Equal(wire, read.ToWire());
            },
            iter: Sweep.Times(Samples / 3));

    [Fact]
    public void AnyZoneFile_Written_IsReadBackAndWrittenAlike() =>
        AnyData.Records.Array[0, 8].Sample(
            records =>
            {
                string text = ZoneFileWriter.ToText(records);
                Assert.True(ZoneFileReader.TryParse(text, DomainName.Parse("origin."), out IReadOnlyList<ResourceRecord>? read, out string? why), why);
                Assert.Equal(records.Select(Octets), read.Select(Octets));
                Assert.Equal(text, ZoneFileWriter.ToText(read));
            },
            iter: Sweep.Times(Samples / 3));

    [Fact]
    public void AnyRecording_Written_IsReadBackAndWrittenAlike()
    {
        Gen<RecordedReply> replies = Gen.Select(AnyData.Names, AnyData.Records.Array[0, 3], Gen.Bool, Gen.OneOf(Enum.GetValues<TransportFault>().Where(fault => fault != TransportFault.None).ToArray()))
            .Select((name, answer, isReply, fault) =>
            {
                Question question = new(name, RecordType.TXT);
                SourceReply reply = isReply
                    ? new SourceReply.Received(new Message { Flags = MessageFlags.Response, Questions = [question], Answer = answer }, "192.0.2.53:53")
                    : new SourceReply.Failed(fault, "192.0.2.53:53", "no reply: this; and that");
                return new RecordedReply(question, reply);
            });
        Gen.Select(replies.Array[1, 5], Gen.Int[0, int.MaxValue]).Sample(
            (held, seconds) =>
            {
                Recording recording = new(DateTimeOffset.FromUnixTimeSeconds(seconds), held);
                string text = RecordingWriter.ToText(recording);
                Assert.True(RecordingReader.TryParse(text, out Recording? read, out string? why), why);
                Assert.Equal(recording.At, read.At);
                Assert.Equal(held.Select(Text), read.Replies.Select(Text));
                Assert.Equal(text, RecordingWriter.ToText(read));
            },
            iter: Sweep.Times(Samples / 10));
    }

    [Fact]
    public void AnyFollowedAnchors_Written_AreReadBackAndWrittenAlike_AndWhatIsNoCommentIsTrusted() =>
        Zones.Array[1, 3].Where(zones => zones.Select(zone => zone.Name).Distinct().Count() == zones.Length).Sample(
            zones =>
            {
                string text = AnchorStateText.Write(zones);
                Assert.True(AnchorStateText.TryRead(text, out IReadOnlyList<TrackedZone>? read, out string? why), why + "\n" + text);
                Assert.Equal(text, AnchorStateText.Write(read));
                Assert.Equal(zones.SelectMany(zone => zone.Keys.Select(key => (zone.Name, key.Data, key.State, key.Since))), read.SelectMany(zone => zone.Keys.Select(key => (zone.Name, key.Data, key.State, key.Since))));

                // The file is a file of anchors too: of those that are trusted, and no others.
                (DomainName, Rdata)[] trusted = [.. zones.SelectMany(zone => zone.Keys.Where(key => key.IsTrusted).Select(key => (zone.Name, key.Data)))];
                Assert.Equal(trusted.Length > 0, TrustAnchorSet.TryParse(text, out TrustAnchorSet? anchors, out _));
                Assert.Equal(trusted, anchors?.Anchors.Select(anchor => (anchor.Zone, anchor.Data)) ?? []);

                // One letter changed, and it is not believed.
                int at = text.Length / 2;
                Assert.False(AnchorStateText.TryRead(text[..at] + (text[at] == 'x' ? 'y' : 'x') + text[(at + 1)..], out _, out _));
            },
            iter: Sweep.Times(Samples / 10));

    private static Gen<IReadOnlyList<EdnsOption>> Options { get; } =
        Gen.Select(Gen.UShort, Gen.Byte.Array[0, 20]).Select((code, octets) => new EdnsOption(code, octets)).Array[0, 4].Select(options => (IReadOnlyList<EdnsOption>)options);

    private static Gen<TrackedZone> Zones { get; } = Gen.Select(AnyData.Names, Keys().Array[1, 4], Gen.Int[0, int.MaxValue], Gen.Int[0, 1 << 30]).Select((name, keys, instant, seconds) =>
        new TrackedZone(name, [.. keys.DistinctBy(key => key.Data)])
        {
            LastSeen = seconds % 3 == 0 ? null : At(instant),
            LastTried = At(instant / 2),
            NextTry = seconds % 5 == 0 ? null : At(instant / 3),
            OriginalTtl = TimeSpan.FromSeconds(seconds),
            SignatureLife = TimeSpan.FromSeconds(seconds / 2),
            NewestInception = seconds % 2 == 0 ? null : At(seconds),
        });

    private static Gen<TrackedKey> Keys()
    {
        AnchorState[] states = [AnchorState.AddPend, AnchorState.Valid, AnchorState.Missing, AnchorState.Revoked, AnchorState.Removed];
        return Gen.Select(Gen.Byte.Array[4, 40], Gen.OneOf(states), Gen.Int[0, int.MaxValue], Gen.Bool, Gen.Bool).Select((octets, state, instant, isDigest, isBound) =>
        {
            Rdata data = isDigest && state == AnchorState.Valid
                ? new DsRdata(octets[0], (DnssecAlgorithm)octets[1], (DigestType)octets[2], octets)
                : new DnskeyRdata(257, 3, (DnssecAlgorithm)octets[1], octets);
            TrackedKey key = new(data, state, At(instant)) { ValidUntil = isBound ? At(instant / 2) : null };
            return state == AnchorState.AddPend ? key with { HoldUntil = At(instant), SeenUnder = [new string('A', 64), new string('0', 64)] } : key;
        });
    }

    private static DateTimeOffset At(int seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    // Equality of names folds case, and that of data takes the canonical form; here every octet counts.
    private static string Octets(ResourceRecord record) =>
        $"{Convert.ToHexString(record.Owner.Wire)} {record.Class} {record.Ttl} {record.Type} {Convert.ToHexString(record.Data.ToWire())}";

    // RFC 4343 section 4.1: a pointer gives a name the case of the one it points at; so the types in which names are compressed are signed in
    // lower case. Everything else is kept.
    private static IEnumerable<string> Meant(Message message) => message.Answer.Concat(message.Authority).Concat(message.Additional).Select(record =>
        $"{Convert.ToHexString(record.Owner.ToCanonical().Wire)} {record.Class} {record.Ttl} {record.Type} {Convert.ToHexString(record.Data.ToCanonicalWire())}");

    private static string Text(EdnsOption option) => $"{option.Code} {Convert.ToHexString(option.Data.Span)}";

    private static string Text(RecordedReply recorded) => recorded.Question + " " + (recorded.Reply switch
    {
        SourceReply.Received received => $"{received.Server} {string.Join(';', Meant(received.Message))}",
        SourceReply.Failed failed => $"{failed.Server} {failed.Fault} {failed.Text}",
        _ => "",
    });
}
