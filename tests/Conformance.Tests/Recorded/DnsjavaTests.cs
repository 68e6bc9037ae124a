using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>
/// The recordings of dnsjava's validator, every question in each of them. Compared with Unbound where Unbound was asked.
/// SHA-1 counts, as it did for both.
/// </summary>
public sealed class DnsjavaTests
{
    private static readonly ValidationPolicy Policy = new() { ValidateSha1 = true };

    /// <summary>Everything that does not come out secure: file, name, type → status and reason.</summary>
    private static readonly Dictionary<(string File, string Name, string Type), (string Status, string Why)> NotSecure =
        Table("verdicts.tsv").ToDictionary(row => (row[0], row[1], row[2]), row => (row[3], row[4]));

    /// <summary>File → what Unbound said, and why we say something else.</summary>
    private static readonly Dictionary<string, string> Differences =
        Table("differences.tsv").ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    public static TheoryData<string> Files =>
    [
        .. from path in Directory.EnumerateFiles(RecordedChains.PathOf("dnsjava"), "*.txt", SearchOption.AllDirectories)
           let file = Path.GetRelativePath(RecordedChains.PathOf("dnsjava"), path).Replace('\\', '/')
           orderby file
           select file,
    ];

    public static TheoryData<string, string, string, string> Unbound =>
        [.. from row in Table("expected-unbound.tsv") select (row[0], row[2], row[3], row[5])];

    [Theory]
    [MemberData(nameof(Files))]
    public void Recording_AskedEachOfItsQuestions_AnswersAsTheTableSays(string file)
    {
        DnsjavaRecording recording = Read(file);

        Assert.All(recording.Questions, question =>
        {
            Verdict verdict = Judge(recording, question).Verdict;
            (string, string) expected = NotSecure.GetValueOrDefault((file, question.Name.ToString(), RecordTypes.ToText(question.Type)), ("Secure", "None"));
            Assert.Equal((expected, verdict.Why?.Text), ((verdict.Status.ToString(), (verdict.Why?.Kind ?? ReasonKind.None).ToString()), verdict.Why?.Text));
        });
    }

    [Theory]
    [MemberData(nameof(Unbound))]
    public void Recording_JudgedByUnboundToo_ComesOutTheSameUnlessListed(string file, string name, string type, string unbound)
    {
        Assert.True(RecordTypes.TryParse(type, out RecordType asked));
        string ours = Judge(Read(file), new Question(DomainName.Parse(name), asked)).Verdict.Status.ToString();

        if (Differences.TryGetValue(file, out string? theirs))
        {
            Assert.Equal((theirs, true), (unbound, !string.Equals(ours, unbound, StringComparison.OrdinalIgnoreCase)));
        }
        else
        {
            Assert.Equal(unbound, ours, ignoreCase: true);
        }
    }

    /// <summary>A row that speaks of nothing recorded would hide that its case is gone.</summary>
    [Fact]
    public void Tables_EveryRow_SpeaksOfARecordedQuestion()
    {
        string[] judged = [.. Table("expected-unbound.tsv").Select(row => row[0])];

        Assert.All(NotSecure.Keys, row => Assert.Contains(
            Read(row.File).Questions, question => (question.Name.ToString(), RecordTypes.ToText(question.Type)) == (row.Name, row.Type)));
        Assert.All(Differences.Keys, file => Assert.Contains(file, judged));
    }

    /// <summary>RFC 4035 section 3.1.4.1: the root has no parent, so its own apex may deny its DS.</summary>
    [Fact]
    [Requirement("4035-3.1.4.1-1")]
    public void RootDs_DeniedByTheRootsApex_IsSecure()
    {
        DnsjavaRecording recording = Read("TestNSEC3NoData/testNoDSProofCanExistForRoot.txt");

        Judgement judgement = Replay.Judge(new Question(DomainName.Root, RecordType.DS), recording.World, OwnAnchor(recording), recording.Instant, Policy);

        RecordedChainTests.Expect(judgement, SecurityStatus.Secure, ReasonKind.None);
        Assert.Equal((ResponseCode.NoError, 0), (judgement.Code, judgement.Data.Count));
    }

    /// <summary>RFC 5155 section 8.6: an apex that is not the root's says nothing about its own DS, whoever trusts its keys.</summary>
    [Fact]
    public void ChildDs_DeniedByTheChildsApex_IsNoProof()
    {
        DnsjavaRecording recording = Read("TestNSEC3NoData/testNodataNsec3ForDSMustNotHaveSOA.txt");
        Question question = new(DomainName.Parse("bogus."), RecordType.DS);

        Judgement judgement = Replay.Judge(question, recording.World, OwnAnchor(recording), recording.Instant, Policy);

        RecordedChainTests.Expect(judgement, SecurityStatus.Indeterminate, ReasonKind.NoTrustAnchor);
    }

    private static DnsjavaRecording Read(string file) => DnsjavaRecording.Read(RecordedChains.PathOf("dnsjava", file));

    private static Judgement Judge(DnsjavaRecording recording, Question question) =>
        Replay.Judge(question, recording.World, RootAnchors.At(recording.Instant), recording.Instant, Policy);

    /// <summary>The author signed these messages with a key made for the test; the recording holds it.</summary>
    private static TrustAnchorSet OwnAnchor(DnsjavaRecording recording) => RootAnchors.Parse(
        recording.Replies.SelectMany(reply => reply.Answer).First(record => record.Type == RecordType.DNSKEY).ToString());

    private static IEnumerable<string[]> Table(string name) =>
        from line in File.ReadLines(RecordedChains.PathOf("dnsjava", name)).Where(line => line[0] != '#').Skip(1)
        select line.Split('\t');
}
