using CsCheck;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Property.Tests.Wire;

/// <summary>The orders of RFC 4034 section 6, held against a reading that writes everything out as hexadecimal text and lets the text be sorted.</summary>
public sealed class CanonicalOrderTests
{
    private const int Samples = 3000;

    private static readonly Gen<DomainName> Close = Gen.Select(AnyData.Names, Gen.Byte.Array[0, 3], Gen.Byte[0, 3]).Select((name, more, how) => how switch
    {
        0 when name.TryPrepend(more, out DomainName? below) => below,
        1 when !name.IsRoot && name.Parent().TryPrepend([.. name.Label(0)[..Math.Min(60, name.Label(0).Length)], .. more], out DomainName? beside) => beside,
        2 => name.ToCanonical(),
        _ => name,
    });

    // Pairs that share an end are the interesting ones.
    private static readonly Gen<(DomainName, DomainName)> Pairs = Gen.Select(Close, Gen.Byte.Array[1, 3], Gen.Byte.Array[1, 3], Gen.Byte[0, 4]).Select((name, one, other, how) =>
    {
        DomainName Under(byte[] label) => name.TryPrepend(label, out DomainName? below) ? below : name;
        return how switch { 0 => (name, Under(one)), 1 => (Under([.. one, .. other]), Under(one)), 2 => (Under(one), Under([.. one.Select(octet => (byte)(octet ^ 0x20))])), _ => (Under(one), Under(other)) };
    });

    [Fact]
    [Requirement("4034-6.1-1")]
    [Rule(11, RuleSide.Holds)]
    public void AnyTwoNames_StandInTheOrderOfTheirLabelsWrittenOut() =>
        Gen.OneOf(Pairs, Gen.Select(Close, Close)).Sample(
            pair =>
            {
                (DomainName left, DomainName right) = pair;
                int naive = Math.Sign(string.CompareOrdinal(WrittenOut(left), WrittenOut(right)));
                Assert.Equal(naive, Math.Sign(left.CompareTo(right)));
                Assert.Equal(-naive, Math.Sign(right.CompareTo(left)));
                Assert.Equal(naive == 0, left.Equals(right));
                Assert.True(naive != 0 || left.GetHashCode() == right.GetHashCode());
            },
            iter: Sweep.Times(Samples));

    [Fact]
    public void AnyNames_Sorted_StandInOneOrderWhateverOrderTheyCameIn() =>
        Close.Array[0, 12].SelectMany(names => Gen.Shuffle(names).Select(shuffled => (names, shuffled))).Sample(
            both =>
            {
                string[] expected = [.. both.names.Select(WrittenOut).Order(StringComparer.Ordinal)];
                Assert.Equal(expected, both.names.Order().Select(WrittenOut));
                Assert.Equal(expected, both.shuffled.Order().Select(WrittenOut));
            },
            iter: Sweep.Times(Samples / 5));

    /// <summary>RFC 4034 section 6.3: data as left-justified octets, an absent one first, each once; and section 6.2 in between.</summary>
    [Fact]
    [Requirement("4034-6.3-1")]
    [Requirement("4034-6.3-2")]
    [Rule(9, RuleSide.Holds)]
    public void AnySet_WhenSigned_StandsInTheOrderOfItsOctets() =>
        AnyData.Octets.SelectMany(first => Gen.Select(AnyData.Names, Gen.Byte.Array[1, 6].Array[0, 5], Gen.Int[0, 30]).Select((owner, tails, cut) => (first, owner, tails, cut))).Sample(
            sample =>
            {
                // One type whose data may be any octets, so that data can be a beginning of other data.
                byte[][] octets = [sample.first.Octets, .. sample.tails.Select(tail => (byte[])[.. sample.first.Octets.Take(sample.cut), .. tail]), sample.first.Octets];
                var set = RecordSet.Create(sample.owner, (RecordType)731, 60, octets.Select(one => AnyData.Read((RecordType)731, one)));
                byte labels = (byte)(sample.owner.IsWildcard ? sample.owner.LabelCount - 1 : sample.owner.LabelCount);
                RrsigRdata signature = new((RecordType)731, DnssecAlgorithm.Ed25519, labels, 3600, 2, 1, 3, DomainName.Root, new byte[] { 1 });

                string prefix = $"02DB0F{labels:X2}00000E10" + "00000002" + "00000001" + "0003" + "00";
                string owner = Convert.ToHexString(sample.owner.Wire.ToArray().Select(Lower).ToArray());
                IEnumerable<string> records = octets.Select(Convert.ToHexString).Distinct().Order(StringComparer.Ordinal)
                    .Select(data => $"{owner}02DB000100000E10{data.Length / 2:X4}{data}");
                Assert.Equal(prefix + string.Concat(records), Convert.ToHexString(CanonicalForm.Of(set, signature)));
            },
            iter: Sweep.Times(Samples / 3));

    // RFC 4034 section 6.1: from the right, each label as octets in lower case; "!" stands before every digit, so that what ends first comes first.
    private static string WrittenOut(DomainName name) => string.Concat(
        Enumerable.Range(0, name.LabelCount).Reverse().Select(label => Convert.ToHexString(name.Label(label).ToArray().Select(Lower).ToArray()) + "!"));

    private static byte Lower(byte octet) => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet + 32) : octet;
}
