using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Property.Tests.Zones;

/// <summary>
/// One bit of one reply turned over, whichever it is. Either the answer fails, or it says octet for octet what the zone holds, for no
/// longer than the zone lets it. So what no signature covers may change, and nothing else: the case of an owner, a TTL downwards, flags of
/// the header, a record that was not needed. Nothing that is signed ever becomes insecure.
/// </summary>
public sealed class AnyBitTests(ITestOutputHelper output)
{
    private const int Worlds = 10;
    private const int BitsPerWorld = 300;
    private const uint Ttl = 3600;

    /// <summary>Every bit of a small answer; of the DS and DNSKEY sets that lead to it every ninth, and all of them in a sweep.</summary>
    [Theory]
    [InlineData(DnssecAlgorithm.RsaSha256)]
    [InlineData(DnssecAlgorithm.EcdsaP256Sha256)]
    [InlineData(DnssecAlgorithm.EcdsaP384Sha384)]
    [InlineData(DnssecAlgorithm.Ed25519)]
    [InlineData(DnssecAlgorithm.Ed448)]
    public void AnyBit_OfASmallAnswer_IsNoticedOrMeansNothing(DnssecAlgorithm algorithm)
    {
        Question question = new(DomainName.Parse("w.lab."), RecordType.A);
        DateTimeOffset from = PlainInternet.Now.AddDays(-1), to = PlainInternet.Now.AddDays(1);
        var key = ZoneKey.Create(algorithm, "small");
        ZoneSet zones = new ZoneTree()
            .Add(ZoneContent.Parse(".", ""), SigningPlan.Simple("root", from, to))
            .Add(ZoneContent.Parse("lab", "w A 192.0.2.1"), new SigningPlan { Keys = [key], Inception = from, Expiration = to })
            .Sign();
        TrustAnchorSet anchors = new([TrustAnchor.FromKey(DomainName.Root, zones.Find(DomainName.Root)!.Keys.First())]);
        Found whole = PlainJudge.Play(question, anchors, asked => zones.Answer(asked));
        Assert.Equal(SecurityStatus.Secure, whole.Status);

        Question[] replies = [question, new(DomainName.Parse("lab."), RecordType.DS), new(DomainName.Parse("lab."), RecordType.DNSKEY)];
        int flips = 0, harmless = 0;
        List<string> lies = [];
        foreach (Question flipped in replies)
        {
            int stride = flipped == question || Sweep.Times(1) > 1 ? 1 : 9;
            byte[] reply = zones.Answer(flipped).ToWire();
            for (int bit = BodyOf(flipped) * 8; bit < reply.Length * 8; bit += stride)
            {
                flips++;
                Found found = PlainJudge.Play(question, anchors, asked => asked == flipped ? Flipped(reply, bit) : zones.Answer(asked));
                harmless += found.Status == SecurityStatus.Secure ? 1 : 0;
                if (found.Status == SecurityStatus.Insecure || (found.Status == SecurityStatus.Secure && !IsSame(whole, found)))
                {
                    lies.Add($"bit {bit} of the reply to {flipped}: {found}");
                }
            }
        }

        output.WriteLine($"{algorithm}: {flips} bits, {harmless} of them without meaning");
        Assert.True(lies.Count == 0, $"{lies.Count}:\n{string.Join('\n', lies.Take(12))}");
        Assert.InRange(harmless, 1, flips / 4);
    }

    /// <summary>Any bit of any reply on the way to any answer: denials, wildcards, aliases, several zones.</summary>
    [Fact]
    public void AnyBit_OfAnyReplyToAThrownQuestion_IsNoticedOrMeansNothing()
    {
        int flips = 0, noticed = 0;
        List<string> lies = [];
        foreach (int seed in Sweep.Seeds(Worlds))
        {
            var internet = PlainInternet.Throw(seed);
            PlainReading reading = new(internet);
            Dice dice = new(seed);
            for (int i = 0; i < BitsPerWorld; i++)
            {
                Question question = AnyQuestion.Throw(internet.Owners, dice);
                Truth truth = reading.Answer(question);
                int turn = dice.Next(6), at = dice.Next(1 << 20);
                Found found = PlainJudge.Play(internet, question, asked =>
                {
                    Message reply = internet.Served.Answer(asked);
                    if (turn-- != 0)
                    {
                        return reply;
                    }

                    byte[] octets = reply.ToWire();
                    int body = BodyOf(asked) * 8;
                    return Flipped(octets, body + (at % ((octets.Length * 8) - body)));
                });
                flips += turn < 0 ? 1 : 0;
                noticed += found.Status is SecurityStatus.Bogus or SecurityStatus.Indeterminate ? 1 : 0;
                if (PlainJudge.Lie(found, truth, question.Type) is { } lie || found is { Status: SecurityStatus.Secure, Ttl: > Ttl })
                {
                    lies.Add($"world {seed}, flip {i}: {question}: {PlainJudge.Lie(found, truth, question.Type)}\n  found {found}\n  truth {truth}");
                }
            }
        }

        output.WriteLine($"{flips} bits turned over, {noticed} answers failed");
        Assert.True(lies.Count == 0, $"{lies.Count}:\n{string.Join('\n', lies.Take(12))}");
        Assert.InRange(noticed, flips / 4, flips);
    }

    private static bool IsSame(Found whole, Found found) =>
        found.Code == whole.Code && found.FinalName.Equals(whole.FinalName) && found.Data.SetEquals(whole.Data) && found.Made.SetEquals(whole.Made) && found.Ttl <= whole.Ttl;

    // The id and the question are compared before anything is judged; a reply to another question is none.
    private static int BodyOf(Question question) => Message.HeaderLength + question.Name.Wire.Length + 4;

    private static Message Flipped(byte[] reply, int bit)
    {
        byte[] octets = [.. reply];
        octets[bit / 8] ^= (byte)(1 << (bit % 8));
        return Message.TryRead(octets, out Message? message, out _) ? message : new Message { Code = ResponseCode.ServFail };
    }
}
