using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

/// <summary>
/// The signature, digest and hash vectors of Unbound. Its files hold entries: a question, whose name says what is
/// expected (bogus, no), then an answer; in signature files the first entry holds the keys.
/// </summary>
public class UnboundVectorTests
{
    public static TheoryData<string, int> SignatureFiles { get; } = new()
    {
        { "test_signatures.1", 250 },
        { "test_signatures.8", 7 },
        { "test_signatures.9", 1 },
        { "test_sigs.ecdsa_p256", 1 },
        { "test_sigs.ecdsa_p384", 1 },
        { "test_sigs.ed25519", 1 },
        { "test_sigs.ed448", 1 },
        { "test_sigs.rsasha256", 1 },
        { "test_sigs.sha1_and_256", 8 },
    };

    [Theory]
    [MemberData(nameof(SignatureFiles))]
    public void Signature_OfAnEntry_IsAsItsQuestionSays(string file, int signatures)
    {
        List<Entry> entries = Read(file);
        List<DnskeyRdata> keys = [.. entries[0].Answer.Select(record => record.Data).OfType<DnskeyRdata>()];
        int seen = 0;
        foreach (Entry entry in entries.Skip(1))
        {
            List<bool> outcomes = [];
            foreach ((byte[] data, RrsigRdata signature) in Vectors.Signatures(entry.Answer))
            {
                DnskeyRdata key = Assert.Single(keys, k => k.Algorithm == signature.Algorithm && KeyTag.Of(k) == signature.KeyTag);
                using VerificationKey imported = Vectors.Import(key);
                outcomes.Add(imported.Verify(data, signature.Signature.Span));
                Assert.False(imported.Verify(data, Vectors.Altered(signature.Signature.Span, signature.Signature.Length / 2)));
            }

            seen += outcomes.Count;
            bool expected = !entry.Expectation.StartsWith("bogus", StringComparison.Ordinal);
            Assert.True(expected ? outcomes.TrueForAll(verified => verified) : outcomes.Contains(false), $"{entry.Expectation} of {file}");
        }

        Assert.Equal(signatures, seen);
    }

    [Theory]
    [InlineData("test_ds.sha1")]
    [InlineData("test_ds.sha384")]
    public void Digest_OfAnEntry_IsAsItsQuestionSays(string file)
    {
        foreach (Entry entry in Read(file))
        {
            ResourceRecord delegation = Assert.Single(entry.Answer, record => record.Type == RecordType.DS);
            bool matches = DelegationDigest.Matches(delegation.Owner, Vectors.Key(entry.Answer), (DsRdata)delegation.Data);
            Assert.Equal(entry.Expectation.StartsWith("yes", StringComparison.Ordinal), matches);
        }
    }

    [Fact]
    public void Hash_OfAnEntry_IsTheFirstLabelOfItsAnswer()
    {
        List<Entry> entries = Read("test_nsec3_hash.1");
        Assert.NotEmpty(entries);
        foreach (Entry entry in entries)
        {
            ResourceRecord parameters = Assert.Single(entry.Authority);
            var nsec3 = (Nsec3Rdata)parameters.Data;
            byte[] hash = Nsec3Hash.Compute(DomainName.Parse(entry.Expectation), nsec3.Salt.Span, nsec3.Iterations);
            string expected = entry.Answer[0].Owner.ToString();
            Assert.Equal(expected[..expected.IndexOf('.', StringComparison.Ordinal)], Base32Hex.ToText(hash));
        }
    }

    [Fact]
    public void Key_OfGost_IsUnsupported()
    {
        Entry first = Read("test_sigs.gost")[0];
        KeyImport.Unsupported unsupported = Assert.IsType<KeyImport.Unsupported>(SignatureVerifier.Import(Vectors.Key(first.Answer)));
        Assert.Equal("algorithm 12 is not supported", unsupported.Why);
    }

    private static List<Entry> Read(string file)
    {
        List<Entry> entries = [];
        string section = "";
        List<string> lines = [];
        Dictionary<string, List<string>> sections = [];
        foreach (string line in File.ReadLines(TestData.PathOf("vectors", "unbound", file)))
        {
            if (line.StartsWith("SECTION ", StringComparison.Ordinal))
            {
                section = line["SECTION ".Length..].Trim();
                sections[section] = lines = [];
            }
            else if (line.StartsWith("ENTRY_END", StringComparison.Ordinal))
            {
                entries.Add(ToEntry(sections));
                sections = [];
                lines = [];
            }
            else if (section.Length > 0)
            {
                lines.Add(line);
            }
        }

        return entries;
    }

    private static Entry ToEntry(Dictionary<string, List<string>> sections)
    {
        string question = sections["QUESTION"].First(line => line.Trim() is { Length: > 0 } text && text[0] != ';').Trim();
        string name = question.Split([' ', '\t'])[0];
        return new Entry(name, Records(sections, "ANSWER"), Records(sections, "AUTHORITY"));
    }

    private static IReadOnlyList<ResourceRecord> Records(Dictionary<string, List<string>> sections, string section) =>
        Vectors.Parse("$TTL 3600\n" + string.Join('\n', sections.GetValueOrDefault(section, [])));

    private sealed record Entry(string Expectation, IReadOnlyList<ResourceRecord> Answer, IReadOnlyList<ResourceRecord> Authority);
}
