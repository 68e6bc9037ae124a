using System.Globalization;
using System.Text.Json;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>
/// Every answer that servers of se., nic.se. and the Zonemaster test zones once gave, each judged at the second it came. The
/// answers of 2025 hang from the root; those of 2022 are islands, whose own keys are the anchors. What each must come to
/// stands in <c>verdicts.tsv</c>, which <c>DANECORE_ACCEPT=1</c> writes anew.
/// </summary>
public sealed class ZonemasterTests
{
    private static readonly string[] Days = ["2025-10-29", "2025-11-04", "2025-11-13"];

    private static readonly string Table = RecordedChains.PathOf("zonemaster", "verdicts.tsv");

    [Fact]
    public void Answers_OfEveryServer_ComeOutAsTheTableSays()
    {
        string[] rows =
        [
            .. Days.SelectMany(day => Rows($"se-{day}", RootKeys(day), (_, instant) => RootAnchors.At(instant))),
            .. Islands("zft-root-islands-2022-11-17"),
        ];
        string text = "file\tquestion\ttype\tanswers\tverdict\treason\n" + string.Concat(rows.Select(row => row + "\n"));
        if (Environment.GetEnvironmentVariable("DANECORE_ACCEPT") == "1")
        {
            File.WriteAllText(Table, text);
        }

        Assert.Equal(File.ReadAllText(Table), text);
    }

    // An island's anchors are the keys that a DS would name: those with the SEP bit, or all where none has it. Each question
    // hangs from the closest island alone, so that an anchor above cannot help.
    private static IEnumerable<string> Islands(string file)
    {
        ILookup<DomainName, DnskeyRdata> keys = Read(file)
            .SelectMany(answer => answer.Message.Answer)
            .Where(record => record.Data is DnskeyRdata { Type: RecordType.DNSKEY, IsZoneKey: true, IsRevoked: false })
            .ToLookup(record => record.Owner, record => (DnskeyRdata)record.Data);
        return Rows(file, new HeldReplies([]), (question, _) =>
        {
            DomainName zone = Enumerable.Range(0, question.Name.LabelCount + 1)
                .Select(question.Name.Ancestor)
                .Last(name => keys.Contains(name) || name.IsRoot);
            return !keys.Contains(zone) ? TrustAnchorSet.Iana : new TrustAnchorSet(
                from key in keys[zone].Distinct()
                where key.IsSecureEntryPoint || !keys[zone].Any(other => other.IsSecureEntryPoint)
                select TrustAnchor.FromKey(zone, key));
        });
    }

    // The same question may have got different answers from different servers; each is judged for itself.
    private static IEnumerable<string> Rows(string file, ReplayedWorld more, Func<Question, DateTimeOffset, TrustAnchorSet> anchors)
    {
        Recorded[] answers = Read(file);
        ReplayedWorld others = new HeldReplies(answers.OrderByDescending(answer => answer.Length).Select(answer => answer.Message)).Or(more);
        return
            from answer in answers
            let question = answer.Message.Questions[0]
            let judgement = Replay.Judge(
                question, new HeldReplies([answer.Message]).Or(others), anchors(question, answer.Instant), answer.Instant, new ValidationPolicy { ValidateSha1 = true })
            let verdict = $"{judgement.Verdict.Status}\t{judgement.Verdict.Why?.Kind ?? ReasonKind.None}"
            group verdict by (Question: question, Verdict: verdict) into same
            orderby same.Key.Question.Name, same.Key.Question.Type, same.Key.Verdict
            select string.Create(
                CultureInfo.InvariantCulture,
                $"{file}\t{same.Key.Question.Name}\t{RecordTypes.ToText(same.Key.Question.Type)}\t{same.Count()}\t{same.Key.Verdict}");
    }

    private static Recorded[] Read(string file)
    {
        List<Recorded> answers = [];
        foreach (string line in File.ReadLines(RecordedChains.PathOf("zonemaster", $"{file}.jsonl")).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            byte[] octets = json.RootElement.GetProperty("wire_b64").GetBytesFromBase64();
            if (Message.TryRead(octets, out Message? message, out _) && message is { IsResponse: true, Questions: [_] })
            {
                answers.Add(new Recorded(message, octets.Length, DateTimeOffset.FromUnixTimeMilliseconds((long)(json.RootElement.GetProperty("ts").GetDouble() * 1000))));
            }
        }

        return [.. answers];
    }

    private static RecordPool RootKeys(string day) => new(ZoneText.Parse(File.ReadAllText(RecordedChains.PathOf("rootkeys", $"{day}.zone"))));

    private sealed record Recorded(Message Message, int Length, DateTimeOffset Instant);
}
