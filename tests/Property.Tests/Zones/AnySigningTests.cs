using DaneCore.Lab.Signing;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Property.Tests.Zones;

/// <summary>Whatever is signed, with keys of any algorithms in any of their roles, is secure: every set of every thrown zone.</summary>
public sealed class AnySigningTests(ITestOutputHelper output)
{
    private const int Worlds = 8;

    private static readonly ValidationPolicy Policy = new() { ValidateSha1 = true };

    private static readonly DnssecAlgorithm[] Algorithms =
    [
        DnssecAlgorithm.RsaSha256, DnssecAlgorithm.RsaSha512, DnssecAlgorithm.EcdsaP256Sha256, DnssecAlgorithm.EcdsaP384Sha384, DnssecAlgorithm.Ed25519, DnssecAlgorithm.Ed448,
        .. Sha1Probe.IsAllowed ? (DnssecAlgorithm[])[DnssecAlgorithm.RsaSha1, DnssecAlgorithm.RsaSha1Nsec3Sha1] : [],
    ];

    [Fact]
    public void AnySet_OfAnySignedZone_IsSecure()
    {
        Dictionary<DnssecAlgorithm, int> secure = Algorithms.ToDictionary(algorithm => algorithm, _ => 0);
        List<string> differences = [];
        foreach (int seed in Sweep.Seeds(Worlds))
        {
            var internet = PlainInternet.Throw(seed, AnyKeys);
            PlainReading reading = new(internet);
            foreach (PlainZone zone in internet.Zones.Values)
            {
                foreach (Question question in from owner in zone.Owners from type in zone.TypesAt(owner).Append(RecordType.DS).Append(RecordType.DNSKEY).Distinct() select new Question(owner, type))
                {
                    Truth truth = reading.Answer(question);
                    Found found = PlainJudge.Play(internet, question, asked => internet.Served.Answer(asked), Policy);
                    if (PlainJudge.Difference(found, truth) is { } difference)
                    {
                        differences.Add($"world {seed}: {question}: {difference}\n  found {found}\n  truth {truth}");
                    }

                    foreach (DnssecAlgorithm algorithm in internet.Served.Find(zone.Apex)!.Keys.Where(_ => found.Status == SecurityStatus.Secure).Select(key => key.Algorithm).Distinct())
                    {
                        secure[algorithm]++;
                    }
                }
            }
        }

        output.WriteLine(string.Join('\n', secure.Select(one => $"{one.Value,8} secure answers from zones with {one.Key}")));
        Assert.True(differences.Count == 0, $"{differences.Count}:\n{string.Join('\n', differences.Take(12))}");
        Assert.All(secure, one => Assert.True(one.Value > 0, $"{one.Key} signed nothing"));
    }

    // RFC 6781 section 3.1: one key for all, or a pair; RFC 6781 section 4.1: more of each while they roll.
    private static IReadOnlyList<ZoneKey> AnyKeys(PlainZone zone, Dice dice)
    {
        List<ZoneKey> keys = [];
        for (int algorithms = dice.Next(4) == 0 ? 2 : 1; algorithms > 0; algorithms--)
        {
            // RFC 5155 section 2: who knows no NSEC3 must not know the algorithm either.
            DnssecAlgorithm[] fitting = [.. Algorithms.Where(one => zone.Proof == AbsenceProof.Nsec || one != DnssecAlgorithm.RsaSha1)];
            DnssecAlgorithm algorithm = fitting[dice.Next(fitting.Length)];
            KeyRole[] roles = dice.Next(4) switch
            {
                0 => [KeyRole.KeySigning, KeyRole.ZoneSigning],
                1 => [KeyRole.KeySigning, KeyRole.KeySigning, KeyRole.ZoneSigning, KeyRole.ZoneSigning],
                2 => [KeyRole.Combined, KeyRole.Combined],
                _ => [KeyRole.Combined],
            };
            keys.AddRange(roles.Select((role, i) => ZoneKey.Create(algorithm, $"{zone.Apex} {algorithms} {i}", role)));
        }

        return keys;
    }
}
