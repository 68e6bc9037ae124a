using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>For each finding, a sentence that says what to do. The table in README.md says how each is found.</summary>
internal static class FindingCatalog
{
    private static readonly string[] Obstacles =
    [
        Finding.StripsRrsig, Finding.IgnoresDo, Finding.NoEdns, Finding.RejectsEdns, Finding.DeniesRootKeys, Finding.FailsRootKeys,
        Finding.RefusesRecursion, Finding.CaptivePortal, "notimp-ds", "notimp-dnskey", "fails-ds", "fails-dnskey",
    ];

    /// <summary>True for what keeps a server from handing on what validation needs.</summary>
    public static bool IsObstacle(string finding) => Obstacles.Contains(finding, StringComparer.Ordinal);

    /// <summary>What a failure seemed to say about a server, and an answer to the same question, in another form, takes back.</summary>
    public static IReadOnlyList<string> TakenBackBy(Question answered) =>
    [
        Finding.NoAnswer,
        Finding.NoTcp,
        Finding.RejectsEdns,
        Finding.RefusesRecursion,
        Finding.NotImplemented(answered.Type),
        .. answered is { Name.IsRoot: true, Type: RecordType.DNSKEY } ? [Finding.FailsRootKeys] : Array.Empty<string>(),
    ];

    /// <summary>What the finding means, and what to do about it; one sentence.</summary>
    public static string Advice(string finding) => finding switch
    {
        Finding.StripsRrsig => "It takes DNSSEC signatures away: switch DNSSEC on in it, or ask another server.",
        Finding.IgnoresDo => "It does not send signatures though asked to (DO): switch DNSSEC on in it, or ask another server.",
        Finding.NoTcp => "It does not answer over TCP, which long replies need: open TCP port 53 on the way to it.",
        Finding.TruncatesAlways => "It cuts long replies even over TCP: ask another server.",
        Finding.NoUdp => "It answers over TCP only: see what keeps UDP port 53 from passing; TCP is used meanwhile.",
        Finding.LosesLargeUdp => "Long replies over UDP do not arrive: see what drops fragments on the way; short ones and TCP are used meanwhile.",
        Finding.NoEdns => "It drops EDNS, without which there is no DNSSEC: update it, or ask another server.",
        Finding.RejectsEdns => "It takes EDNS for an error, and without EDNS there is no DNSSEC: update it, or ask another server.",
        Finding.DropsCd => "It does not repeat CD, so it may withhold what it judges bogus itself: nothing to do unless answers fail.",
        Finding.RefusesCd => "It does not answer queries with CD: they are sent without, and what it judges bogus itself is withheld.",
        Finding.WrongId => "Replies came under ids that were never sent: a broken server, or somebody who forges replies; use tls:// or https://.",
        Finding.WrongQuestion => "Replies came to questions that were never asked: a broken server, or somebody who forges replies.",
        Finding.FoldsCase => "It changes the letters of the question: TCP is used, where that does no harm.",
        Finding.MismatchedReplies => "Messages came that are no reply to what was asked; none was believed.",
        Finding.GarbledReplies => "What it sends is not always a DNS message: ask another server, or see what is in the way.",
        Finding.DeniesRootKeys => "It says that the root has no keys, so it cannot carry DNSSEC: ask another server.",
        Finding.FailsRootKeys => "It fails on the question for the root's keys, so it cannot carry DNSSEC: ask another server.",
        Finding.RefusesRecursion => "It does not recurse for this client: name a server that does.",
        Finding.LimitsRate => "It refuses some questions and answers them later: ask it less, or name a second server.",
        Finding.RewritesNxdomain => "It gives addresses to names that do not exist: switch that service off, or ask another server.",
        Finding.CaptivePortal => "It answers everything with an address, as networks do before one has signed in: sign in, then try again.",
        Finding.LiesAboutAd => "It calls authentic what is bogus: whoever trusts its AD bit is deceived.",
        Finding.UntrustedCertificate => "Its certificate is not that of the server named: check name and pin; nothing was sent to it.",
        Finding.HttpError => "It answers HTTP, but not with DNS: check the path of the URL.",
        Finding.NoAnswer => "It did not answer: see whether it runs and whether the way to it is open.",
        IterationFinding.Lame => "It is named for a zone that it does not serve: its owner should be told.",
        IterationFinding.Fails => "It answers with a failure code, and another server of the zone was asked.",
        IterationFinding.Iterated => "The servers with authority were asked, from the root down.",
        _ when finding.StartsWith("notimp-", StringComparison.Ordinal) => $"It does not implement the type {TypeOf(finding)}: update it, or ask another server.",
        _ when finding.StartsWith("fails-", StringComparison.Ordinal) => $"Questions for {TypeOf(finding)} fail there and nowhere else: update it, or ask another server.",
        _ => "It behaves unlike a sound server.",
    };

    private static string TypeOf(string finding) => finding[(finding.IndexOf('-', StringComparison.Ordinal) + 1)..].ToUpperInvariant();
}
